# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings keep their identity, are grouped and waived, and are milder for what was read in."""

from __future__ import annotations

from dataclasses import replace

from plandoc.checks import Finding, Waiver, check
from plandoc.model import Place, PlanDocument, SourceFile, paragraphs
from tests.plandoc.checks.examples.builders import chapter, plan, unit_goal

SOURCE = SourceFile("plan.docx", "docx", "0" * 64)
SLIPS = ("Alla barn ska ska sova.", "Vi kan kan mer.", "Det står att att alla får vila.")


def doubled(*texts: str, first_line: int = 5) -> PlanDocument:
    chapters = [
        replace(chapter(f"c{n}", f"Kapitel {n}", text), place=Place(line=first_line + 10 * n))
        for n, text in enumerate(texts)
    ]
    return plan(unit="Norrgårdens förskolor", chapters=tuple(chapters))


def found(*documents: PlanDocument, waivers: tuple[Waiver, ...] = ()) -> tuple[Finding, ...]:
    return check(documents, codes=["R24"], waivers=waivers).findings


def test_faults_of_a_kind_in_one_document_are_one_finding_with_every_place() -> None:
    (finding,) = found(doubled(*SLIPS))
    assert finding.count == 3
    assert [place.line for place in finding.places] == [5, 15, 25]
    assert [each.quote for each in finding.each()] == ["ska ska", "kan kan", "att att"]
    first, second = found(doubled(*SLIPS), doubled(SLIPS[0]))
    assert (first.document, first.count) == (0, 3)
    assert (second.document, second.count) == (1, 1)


def test_a_fingerprint_survives_that_the_document_is_read_anew() -> None:
    before = found(doubled(*SLIPS))[0]
    moved = doubled("Ett nytt stycke först.", *SLIPS, first_line=90)
    renamed = replace(moved, chapters=tuple(
        replace(each, id=f"x{each.id}", heading=f"Kapitel {n - 1}")
        for n, each in enumerate(moved.chapters)
    ))  # fmt: skip
    after = found(renamed)[0]
    assert [each.fingerprint for each in after.each()] == [
        each.fingerprint for each in before.each()
    ]
    assert after.key == before.key
    other_year = replace(doubled(*SLIPS), unit="Sörgårdens förskolor")
    assert found(other_year)[0].key != before.key


def test_one_fault_or_all_of_a_kind_can_be_waived_and_the_reason_is_kept() -> None:
    document = doubled(*SLIPS)
    (finding,) = found(document)
    one = Waiver(finding.more[0].fingerprint, "ett citat")
    report = check([document], codes=["R24"], waivers=[one])
    assert report.findings[0].count == 2
    assert [(each.finding.quote, each.reason) for each in report.waived] == [
        ("kan kan", "ett citat")
    ]
    every = Waiver(finding.key, "en dikt")
    report = check([document], codes=["R24"], waivers=[every, Waiver("0" * 16, "borta")])
    assert report.findings == ()
    assert len(report.waived) == 3
    assert report.unused == (Waiver("0" * 16, "borta"),)


def test_findings_come_worst_first_and_can_be_asked_for_by_level() -> None:
    document = replace(
        doubled(*SLIPS),
        goals=(unit_goal("g1", "Barn 19121212-1212 får stöd", text=paragraphs("Text")),),
    )
    report = check([document])
    order = {"error": 0, "warning": 1, "info": 2}
    levels = [order[each.level] for each in report.findings]
    assert levels == sorted(levels)
    assert {"error", "info"} <= {each.level for each in report.findings}
    assert {each.level for each in report.at_least("warning")} <= {"error", "warning"}
    assert report.at_least("info") == report.findings == report.of(0)


def test_what_a_file_has_no_place_for_does_not_stop_it() -> None:
    from tests.plandoc.checks.examples import all_examples

    example = next(each for each in all_examples() if each.code == "R2" and each.case)
    written = check(example.fires, codes=["R2"]).findings
    imported = check([replace(each, source=SOURCE) for each in example.fires], codes=["R2"])
    assert {each.level for each in written} == {"error"}
    assert {each.level for each in imported.findings} == {"warning"}


def test_personal_data_are_never_repeated() -> None:
    text = "Elev 19121212-1212, 070-174 06 05 och kim.almstrand@ronnhamra.example är med."
    report = check([plan(chapters=(chapter("c1", "Inledning", text),))], codes=["R44"])
    assert {each.case for each in report.findings} == {
        "identity_number",
        "telephone",
        "mail_address",
    }
    told = repr(report)
    assert not any(secret in told for secret in ("1212", "070", "almstrand"))
