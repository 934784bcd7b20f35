# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every code that the source can raise or note has a sentence, and the sentence is Swedish."""

from __future__ import annotations

import ast
import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from ledtrad import sentences
from ledtrad.sentences import database, documents
from plandoc import model
from plandoc.errors import (
    InvalidDocument,
    InvalidSteeringModel,
    PlanDocError,
    UnreadableFile,
)
from plandoc.model import Guess, Place

SOURCE = Path(__file__).parents[2] / "src"
CORE = SOURCE / "plandoc"
PRODUCT = SOURCE / "ledtrad"
CODE = re.compile(r"[a-z]+(?:_[a-z]+)*\Z")
Found = dict[str, set[str]]


def trees(folder: Path) -> Iterator[ast.Module]:
    for path in sorted(folder.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def strings(node: ast.AST) -> set[str]:
    """The codes among the string constants that a value may be."""
    if isinstance(node, ast.IfExp):
        return strings(node.body) | strings(node.orelse)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value} if CODE.match(node.value) else set()
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return set().union(*map(strings, node.elts))
    return set()


def raised(name: str, folder: Path = CORE) -> Found:
    """The codes with which an exception is made, and the parameters that each always has."""
    found: Found = {}
    for tree in trees(folder):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) == name and node.args:
                params = {keyword.arg for keyword in node.keywords if keyword.arg}
                for code in strings(node.args[0]):
                    found[code] = found.get(code, params) & params
    return found


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def documented(cls: type[PlanDocError]) -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", (cls.__doc__ or "").split("Codes:")[1]))


# Names by which recognition carries the reason of a guess before it notes it.
REASONS = {"why", "guess", "unsure"}


def guessed() -> set[str]:
    """Every reason of a guess that recognition's source holds."""
    found: set[str] = set()
    for tree in trees(CORE / "recognition"):
        for node in ast.walk(tree):
            found |= _reasons(node)
    return found


def _reasons(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Call):
        found = set()
        if _name(node.func) in ("guess", "Guess") and len(node.args) > 3:
            found |= strings(node.args[3])
        if _appends_to(node) in REASONS:
            found |= strings(node.args[0])
        for position, argument in enumerate(node.args):
            if _name(node.func) == "_guess_name" and position == 3:
                found |= strings(argument)
        for keyword in node.keywords:
            if keyword.arg in REASONS:
                found |= strings(keyword.value)
        return found
    if isinstance(node, ast.Assign):
        return set().union(*(_paired(target, node.value) for target in node.targets))
    if isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple | ast.List):
        return set().union(*(_paired(node.target, each) for each in node.iter.elts))
    return set()


def _appends_to(call: ast.Call) -> str:
    """The name of the list that the call appends to, if that is what it does."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "append":
        return _name(call.func.value)
    return ""


def _paired(target: ast.expr, value: ast.expr) -> set[str]:
    """The codes that go into a name of REASONS, also when several names are set at once."""
    if _name(target) in REASONS:
        return strings(value)
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=False)
        return set().union(*(_paired(each, said) for each, said in pairs))
    return set()


@pytest.mark.parametrize(
    ("error", "table"),
    [
        (UnreadableFile, documents.UNREADABLE),
        (InvalidDocument, documents.INVALID_DOCUMENT),
        (InvalidSteeringModel, documents.INVALID_STEERING_MODEL),
    ],
)
def test_every_error_of_the_core_has_a_sentence(
    error: type[PlanDocError], table: Mapping[str, str]
) -> None:
    found = raised(error.__name__)
    assert found, "the search finds nothing: it is broken"
    assert set(found) | documented(error) == set(table), "a code without a sentence, or unused"
    for code, params in found.items():
        said = sentences.of_error(error(code, **dict.fromkeys(params, "XYZZY")))
        assert code not in said.split()
        assert len(said) > 20
        assert "%(" not in said


def test_every_reason_of_a_guess_has_a_sentence() -> None:
    found = guessed()
    assert {"lone_target", "torn_row", "model_by_evidence"} <= found, "the search is broken"
    assert found - set(documents.GUESSES) == set()


def test_every_note_of_a_source_has_a_sentence() -> None:
    found: set[str] = set()
    for tree in trees(CORE / "readers"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                if _appends_to(node) == "notes":
                    found |= strings(node.args[0])
                for keyword in node.keywords:
                    if keyword.arg == "notes" and isinstance(keyword.value, ast.IfExp):
                        found |= strings(keyword.value)
    assert "pages_without_text" in found, "the search is broken"
    assert found - set(documents.NOTES) == set()


def test_every_problem_has_a_sentence() -> None:
    found: set[str] = set()
    for path in sorted(PRODUCT.glob("*/integrity.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) == "Problem":
                found |= strings(node.args[0])
            if isinstance(node, ast.For | ast.comprehension) and "code" in ast.dump(node.target):
                for each in getattr(node.iter, "elts", []):
                    found |= strings(each.elts[0])
    assert {"unit_cycle", "goal_cycle", "closure_missing"} <= found, "the search is broken"
    assert found == set(database.PROBLEMS)


def test_every_note_of_an_import_has_a_sentence_that_can_be_said() -> None:
    found: Found = {}
    for tree in trees(PRODUCT / "documents"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) == "note" and node.args:
                params = {keyword.arg for keyword in node.keywords if keyword.arg}
                for code in strings(node.args[0]):
                    found[code] = found.get(code, params) & params
    assert "stated_twice" in found, "the search is broken"
    assert set(found) - set(database.IMPORT_NOTES) == set()
    for code, params in found.items():
        assert "%(" not in sentences.of_import_note(code, dict.fromkeys(params, "XYZZY"))


def test_every_reason_of_a_placement_has_a_sentence() -> None:
    found: set[str] = set()
    for name in ("placement.py", "placing.py"):
        tree = ast.parse((PRODUCT / "documents" / name).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) == "UnitChoice":
                found |= strings(node.args[3]) if len(node.args) > 3 else set()
            if isinstance(node, ast.Call) and _name(node.func) == "_existing":
                found |= strings(node.args[2])
    assert {"near_name", "only_one"} <= found, "the search is broken"
    assert found - set(database.PLACEMENTS) == set()


def test_every_row_that_can_be_added_has_a_name() -> None:
    from ledtrad.documents.undo import REMOVAL_ORDER

    assert set(REMOVAL_ORDER) == set(database.ROWS)
    assert sentences.of_rows("plans.plannedactivity", 1) == "1 aktivitet i en plan"
    assert sentences.of_rows("plans.plannedactivity", 14) == "14 aktiviteter i planer"
    assert sentences.of_rows("new.thing", 2) == "2 new.thing"


@pytest.mark.parametrize(
    ("kinds", "table"),
    [
        (model.IgnoredReason, documents.IGNORED),
        (model.DocumentKind, documents.DOCUMENT_KINDS),
        (model.DueKind, documents.DUE_KINDS),
        (model.Confidence, documents.CONFIDENCES),
        (model.SetBy, documents.TARGET_OWNERS),
    ],
)
def test_every_kind_of_the_model_has_a_name(kinds: object, table: Mapping[str, str]) -> None:
    assert set(typing.get_args(kinds)) == set(table)


def texts() -> Iterable[str]:
    for module in (documents, database):
        for name, table in vars(module).items():
            if name.isupper() and isinstance(table, Mapping) and name != "ROWS":
                yield from table.values()


def test_every_sentence_is_said_in_swedish_without_exclamation_marks() -> None:
    catalogue = sentences.catalogue("sv")._catalog  # type: ignore[attr-defined]
    for text in texts():
        assert catalogue.get(text), text
        assert "!" not in catalogue[text]
        placeholders = set(re.findall(r"%\((\w+)\)s", text))
        assert set(re.findall(r"%\((\w+)\)s", catalogue[text])) == placeholders


def test_a_sentence_can_also_be_said_in_english() -> None:
    error = UnreadableFile("too_large", limit=100 * 1024 * 1024, unit="bytes")
    assert "100\N{NO-BREAK SPACE}MB" in sentences.of_error(error)
    assert sentences.of_error(error).startswith("Filen är större")
    assert sentences.of_error(error, "en").startswith("The file is larger")


def test_a_code_from_a_newer_core_is_named_and_does_not_fail() -> None:
    assert "brand_new" in sentences.of_error(UnreadableFile("brand_new"))
    assert sentences.of_guess(Guess(None, "zone", "x", "brand_new")).endswith("Zone: ”x”.")
    assert sentences.of_note("brand_new") == "brand_new"
    assert "brand_new" in sentences.of_problem("brand_new", {"id": 7})
    assert "brand_new" in sentences.of_import_note("brand_new", {})
    assert sentences.of_placement("brand_new")


def test_a_guess_says_why_what_and_what_else() -> None:
    guess = Guess("i1", "target", "council", "lone_target", ("unit",))
    assert sentences.of_guess(guess) == (
        "Det finns ett målvärde men två kolumner. Målvärde: fullmäktiges målvärde. "
        "Kan också vara: målvärdet för den enhet som målet hör till."
    )
    assert sentences.of_guess(Guess("a1", "row", "torn_row", "torn_row")) == (
        "Raden var delad av en sidbrytning och har satts ihop."
    )


def test_a_place_is_said_as_people_look_it_up() -> None:
    assert sentences.of_place(Place(line=12)) == "rad 12"
    assert sentences.of_place(Place(page=3, line=40)) == "sida 3, rad 40"
    assert sentences.of_place(Place(sheet="Aktiviteter", cell="B3", line=4)) == "Aktiviteter B3"
    assert sentences.of_place(None) == ""
