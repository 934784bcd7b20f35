# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steering model: the grammar of one municipality's plans, read from a TOML file.

It says which levels of goals there are and what they are called, which sections a goal has, which
columns the tables have, and which words are used for statuses, assessments, occasions and phases.
Recognition, pages, writers and checks all read the same model, so that a new municipality is a new
file. Codes are ours and stable; names and labels are the municipality's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib import resources
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from plandoc.errors import InvalidSteeringModel
from plandoc.model import AssessmentKind, DocumentKind, StatusKind

Owner = Literal["council", "board", "administration", "department", "unit"]
Fills = Literal["section", "text", "expected_results", "assessment", "analysis", "activities"]
TableKind = Literal["indicators", "activities", "assignments", "goals"]
ColumnType = Literal[
    "text", "due", "role", "amount", "periodicity", "status", "phase", "assessment"
]
PeriodKind = Literal["year", "half_year", "tertial", "quarter", "month"]
FrontField = Literal[
    "unit", "board", "administration", "municipality", "addressee", "handler", "case_number",
    "decision", "period",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document and the words of its title that show it."""

    kind: DocumentKind
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontLabel:
    """A label on the cover or first page, and what the text after it is."""

    field: FrontField
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of goals.

    `labels` are the words that stand before or above a goal of the level ("Nämndmål:").
    `parents` are the levels it may hang under, nearest first. `heading` says that a bare heading
    above a table of goals is a goal of this level. `assignment` marks levels whose goals have
    addressees and a status of their own.
    """

    code: str
    name: str
    owner: Owner
    labels: tuple[str, ...]
    parents: tuple[str, ...] = ()
    plural: str | None = None
    heading: bool = False
    assignment: bool = False


@dataclass(frozen=True, slots=True)
class SectionType:
    """A part of a goal that has its own heading. `fills` says where its text goes."""

    type: str
    name: str
    labels: tuple[str, ...]
    fills: Fills = "section"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the field it fills and the heads it is known by.

    Fields of activities: title aim goal category start due responsible resources status comment
    planned_follow_up follow_up (which may hold either of the two). Of indicators: name, target
    (`set_by`), outcome (`group`, `offset` in years: -1 is the year before), forecast, periodicity,
    assessment, comment. A head that ends with `{year}` holds a year of its own.
    `level` names the level of the goals in a `goal` column; `described` says that its cells hold
    a short title and a description.
    """

    field: str
    heads: tuple[str, ...]
    type: ColumnType = "text"
    optional: bool = False
    set_by: Literal["unit", "council"] | None = None
    group: Literal["total", "women", "men"] = "total"
    offset: int = 0
    level: str | None = None
    described: bool = False


@dataclass(frozen=True, slots=True)
class TableType:
    """A table of the model: what its rows are, and its columns from left to right."""

    kind: TableKind
    columns: tuple[Column, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class StatusName:
    """A status word, the kind behind it and other spellings of it."""

    name: str
    kind: StatusKind
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessmentName:
    """An assessment word, the kind behind it and other spellings of it."""

    name: str
    kind: AssessmentKind
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """An occasion of reporting. `ends` is the last day of what it reports, as "MM-DD"."""

    name: str
    labels: tuple[str, ...] = ()
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of competence supply (attract, recruit …) and the words for it."""

    code: str
    name: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Periodicity:
    """How often an indicator is measured."""

    name: str
    kind: PeriodKind
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """A standing question in a department's part, and what the answers are."""

    collects: Literal["needs", "changes"]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Limits of the checks.

    `smallest_group` is the fewest persons that a group may have where something sensitive is said
    of it: in a smaller one, they can be recognised.
    """

    max_goals: int = 10
    max_activities: int = 25
    min_analysis_words: int = 30
    smallest_group: int = 5


@dataclass(frozen=True, slots=True)
class SteeringModel:
    """One municipality's steering model; see the module and the parts.

    `chapters` are headings that its plans usually have; `closing` those that stand after the goals.
    """

    code: str
    title: str
    levels: tuple[Level, ...] = ()
    documents: tuple[DocumentType, ...] = ()
    front: tuple[FrontLabel, ...] = ()
    sections: tuple[SectionType, ...] = ()
    tables: tuple[TableType, ...] = ()
    statuses: tuple[StatusName, ...] = ()
    assessments: tuple[AssessmentName, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    phases: tuple[Phase, ...] = ()
    periodicities: tuple[Periodicity, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    chapters: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    department_words: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    ongoing: tuple[str, ...] = ("Löpande", "Kontinuerligt", "Tills vidare")
    furniture: tuple[str, ...] = ()
    checks: CheckSettings = CheckSettings()

    def level(self, code: str) -> Level:
        """The level with this code. Raises KeyError."""
        for level in self.levels:
            if level.code == code:
                return level
        raise KeyError(code)


@cache
def shipped_models() -> Mapping[str, SteeringModel]:
    """The models that come with the package, by code, in the order they are tried."""
    folder = resources.files("plandoc") / "models"
    found = (
        parse_model(entry.read_text("utf-8"), file=entry.name)
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    )
    return {model.code: model for model in found}


def load_model(name_or_path: str) -> SteeringModel:
    """A shipped model by its code, or a model of one's own by its path.

    Raises InvalidSteeringModel, also when there is no such model.
    """
    if name_or_path in shipped_models():
        return shipped_models()[name_or_path]
    path = Path(name_or_path)
    if not path.is_file():
        raise InvalidSteeringModel(
            "not_found", file=name_or_path, key="", remedy=", ".join(shipped_models())
        )
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidSteeringModel("not_toml", file=path.name, key="", remedy="utf-8") from error
    return parse_model(text, file=path.name)


def parse_model(text: str, *, file: str) -> SteeringModel:
    """Read and validate a model. Raises InvalidSteeringModel naming file, key and remedy."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidSteeringModel("not_toml", file=file, key="", remedy=str(error)) from error
    model: SteeringModel = _build(SteeringModel, data, file, "")
    _check(model, file)
    return model


def from_definition(definition: Mapping[str, Any]) -> SteeringModel:
    """The model that has been made plain values of, as a database or a written file keeps it.

    Raises InvalidSteeringModel naming the key and the remedy.
    """
    code = str(definition.get("code", ""))
    model: SteeringModel = _build(SteeringModel, _without_nothing(definition), code, "")
    _check(model, code)
    return model


def _without_nothing(value: Any) -> Any:
    """Plain values without the keys that say nothing, which TOML cannot write."""
    if isinstance(value, Mapping):
        return {key: _without_nothing(each) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_without_nothing(each) for each in value]
    return value


def vocabulary(model: SteeringModel) -> tuple[str, ...]:
    """Every name and label of the model, as written: words that its documents surely know."""
    named = [
        *((each.name, *each.labels) for each in model.levels),
        *((each.name, *each.labels) for each in model.sections),
        *((each.name, *each.labels) for each in model.statuses),
        *((each.name, *each.labels) for each in model.assessments),
        *((each.name, *each.labels) for each in model.occasions),
        *((each.name, *each.labels) for each in model.phases),
        *((each.name, *each.labels) for each in model.periodicities),
    ]
    heads = (head for table in model.tables for column in table.columns for head in column.heads)
    return (
        *(word for words in named for word in words),
        *(label for document in model.documents for label in document.labels),
        *heads, *model.chapters, *model.roles, *model.resources, *model.ongoing,
    )  # fmt: skip


def _build(cls: type, data: object, file: str, path: str) -> Any:
    """An instance of the dataclass from a TOML table; every key is checked."""
    if not isinstance(data, dict):
        raise InvalidSteeringModel("wrong_type", file=file, key=path, remedy="table")
    known = {field.name: field for field in fields(cls)}
    for key in data:
        if key not in known:
            remedy = ", ".join(known)
            raise InvalidSteeringModel(
                "unknown_key", file=file, key=_join(path, key), remedy=remedy
            )
    hints = _hints(cls)
    values = {}
    for name, field in known.items():
        if name in data:
            values[name] = _value(hints[name], data[name], file, _join(path, name))
        elif field.default is MISSING:
            raise InvalidSteeringModel("missing_key", file=file, key=_join(path, name), remedy=name)
    return cls(**values)


@cache
def _hints(cls: type) -> Mapping[str, Any]:
    """What each field declares; reading it takes longer than checking the values."""
    return get_type_hints(cls)


def _value(hint: Any, data: object, file: str, path: str) -> Any:
    """One value of a TOML table, checked against the type that the field declares."""
    origin = get_origin(hint)
    if origin is tuple:
        if not isinstance(data, list):
            raise InvalidSteeringModel("wrong_type", file=file, key=path, remedy="list")
        item = get_args(hint)[0]
        return tuple(_value(item, each, file, f"{path}[{i}]") for i, each in enumerate(data))
    if origin is Literal:
        if data not in get_args(hint):
            remedy = ", ".join(str(choice) for choice in get_args(hint))
            raise InvalidSteeringModel("unknown_value", file=file, key=path, remedy=remedy)
        return data
    if origin in (UnionType, Union):
        inner = next(each for each in get_args(hint) if each is not NoneType)
        return _value(inner, data, file, path)
    if isinstance(hint, type) and hint in (str, bool, int):
        if type(data) is not hint:
            raise InvalidSteeringModel("wrong_type", file=file, key=path, remedy=hint.__name__)
        return data
    return _build(hint, data, file, path)


def _check(model: SteeringModel, file: str) -> None:
    """What types cannot say: codes are unique, references exist, and levels make no circle."""
    for key, codes in (
        ("levels", [level.code for level in model.levels]),
        ("sections", [section.type for section in model.sections]),
        ("phases", [phase.code for phase in model.phases]),
    ):
        for code in codes:
            if codes.count(code) > 1:
                raise InvalidSteeringModel(
                    "duplicate", file=file, key=f"{key}: {code}", remedy=code
                )
    levels = {level.code: level for level in model.levels}
    for level in model.levels:
        for parent in level.parents:
            _check_reference(parent, levels, file, f"levels.{level.code}.parents")
        if _is_own_ancestor(level.code, levels):
            key = f"levels.{level.code}.parents"
            raise InvalidSteeringModel("cycle", file=file, key=key, remedy=level.code)
    for table in model.tables:
        for column in table.columns:
            if column.level is not None:
                _check_reference(column.level, levels, file, f"tables.columns.{column.field}")


def _check_reference(code: str, levels: Mapping[str, Level], file: str, key: str) -> None:
    if code not in levels:
        remedy = ", ".join(levels)
        raise InvalidSteeringModel("unknown_reference", file=file, key=key, remedy=remedy)


def _is_own_ancestor(code: str, levels: Mapping[str, Level]) -> bool:
    seen: set[str] = set()
    above = list(levels[code].parents)
    while above:
        parent = above.pop()
        if parent == code:
            return True
        if parent in levels and parent not in seen:
            seen.add(parent)
            above += levels[parent].parents
    return False


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
