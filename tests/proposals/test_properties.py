# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is done to the Word file: what is proposed is what was edited, no more, no less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledtrad.documents import proposals
from ledtrad.documents.proposals import Proposals
from ledtrad.documents.snapshot import snapshot
from ledtrad.plans.models import Plan
from plandoc.codec import from_dict, to_dict
from plandoc.diff import compare
from plandoc.model import PlanDocument
from tests.proposals.edited import WordFile, brought_back, gathered
from tests.snapshots.bring import DOCUMENTS, accept, plan_of

pytestmark = pytest.mark.django_db

FEW = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Edit:
    """One thing that a person does: to which of the paragraphs or rows, and the word that shows."""

    kind: str
    at: int
    word: str


def edits(*kinds: str) -> st.SearchStrategy[list[Edit]]:
    one = st.tuples(st.sampled_from(kinds), st.integers(0, 500))
    return st.lists(one, min_size=1, max_size=5, unique_by=lambda each: each).map(
        lambda found: [Edit(kind, at, f"ordmärke{n}") for n, (kind, at) in enumerate(found)]
    )


@pytest.fixture
def plan(db: None) -> Plan:
    path = DOCUMENTS / "stockholm_ils" / "plan.docx"
    return plan_of(accept(path.read_bytes(), "plan.docx", period="2026"))


def do(file: WordFile, edit: Edit) -> bool:
    """Make the edit. Says whether there was something to edit in that way."""
    if edit.kind == "reword":
        own = [each for each in file.paragraphs() if each.runs and _is_value(each)]
        own[edit.at % len(own)].runs[-1].text += f" {edit.word}"
        return True
    if edit.kind == "write":
        lists = [each for each in file.file.paragraphs if _is_value(each) and _is_item(each)]
        if lists:
            file.write_after(lists[edit.at % len(lists)].text, edit.word)
        return bool(lists)
    rows = [
        row for table in file.file.tables[1:] for row in table.rows[1:] if row.cells[0].text
        and any(_is_value(each) for cell in row.cells for each in cell.paragraphs)
    ]  # fmt: skip
    if rows:
        element: Any = rows[edit.at % len(rows)]._tr
        element.getparent().remove(element)
    return bool(rows)


LABELS = ("Etikett", "Caption", "Överrubrik", "Dokumenttyp")


def _is_value(paragraph: Any) -> bool:
    """Whether the paragraph is a value of the plan: it has a bookmark of ours, and is no label."""
    is_head = any(each.tag.endswith("}tblHeader") for each in _row_of(paragraph))
    is_label = paragraph.style.name in LABELS or is_head
    return "_ltk" in paragraph._p.xml and bool(paragraph.text.strip()) and not is_label


def _row_of(paragraph: Any) -> list[Any]:
    row = next((each for each in paragraph._p.iterancestors() if each.tag.endswith("}tr")), None)
    return list(row.iter()) if row is not None else []


def _is_item(paragraph: Any) -> bool:
    return str(paragraph.style.name).startswith("List")


def renamed(found: Proposals) -> PlanDocument:
    """The edited document, with what was new called as the database calls it."""
    kinds = {"goal": "goal", "expected_result": "result", "activity": "activity",
             "chapter": "chapter", "indicator": "indicator"}  # fmt: skip
    names = {
        each.decision.element: f"{kinds[each.change.element]}-{each.decision.row}"
        for each in found.every
        if each.decision is not None and each.decision.element
    }

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: told(each) for name, each in value.items()}
        if isinstance(value, list):
            return [told(each) for each in value]
        return names.get(value, value) if isinstance(value, str) else value

    return from_dict(told(to_dict(found.edited)))


@FEW
@given(found=edits("reword", "write"))
def test_every_edit_is_one_proposal_and_nothing_else_is(plan: Plan, found: list[Edit]) -> None:
    file = WordFile(plan)
    words = [edit.word for edit in found if do(file, edit)]
    told = gathered(brought_back(file), file.user).every

    for word in words:
        assert len([each for each in told if word in each.change.new_text]) == 1, word
    for each in told:
        assert any(word in each.change.new_text for word in words), each.change


@FEW
@given(found=edits("reword", "write", "delete"))
def test_accepting_all_gives_the_file_and_taking_back_gives_the_plan(
    plan: Plan, found: list[Edit]
) -> None:
    file = WordFile(plan)
    for edit in found:
        do(file, edit)
    read = brought_back(file)
    before = snapshot(Plan.objects.get(pk=plan.pk))
    gathered(read, file.user)
    assert snapshot(Plan.objects.get(pk=plan.pk)) == before

    done = proposals.accept_all(read, acting_user=file.user)
    after = gathered(read, file.user)
    # What could not be made is told of with a reason, and is the only thing that differs.
    untold = {each.change.path for each in after.every if each.state == "hindered"}
    untold |= {proposal.change.path for proposal, _ in done.refused}
    now = snapshot(Plan.objects.get(pk=plan.pk))
    differing = [
        each for each in compare(now, renamed(after), same_ids=True).changes
        if each.element not in ("fact", "event") and each.path not in untold
    ]  # fmt: skip
    assert differing == []
    assert done.accepted + len(untold) == len(after.every)

    proposals.take_back_all(read, acting_user=file.user)
    assert snapshot(Plan.objects.get(pk=plan.pk)) == before
