# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file says by itself: a tree of everything that stands in it, typed as far as print goes.

Keys tell which part and which value a thing is. Things without a key, which a person has added,
belong to what they stand in: a paragraph to the text above it, a list item to its list, a row to
its table, a heading with text to the goal or chapter it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from plandoc.manuscript import keys, parsing
from plandoc.manuscript.fields import FIELDS, leaf
from plandoc.manuscript.found import (
    MEASURES,
    PREFIXES,
    Columns,
    Part,
    columns_of,
    decide,
    ids_of,
    node_of,
    row_element,
    value_parts,
)
from plandoc.manuscript.reading import Read, short_text
from plandoc.manuscript.tree import LISTS, Node
from plandoc.manuscript.wording import FIELDS as WORDS
from plandoc.model import RichText, TextBlock, TextCell
from plandoc.steering import SteeringModel

_NUMBER = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s+(?=\S)")
_TITLES = {
    "chapters": "heading", "goals": "title", "indicators": "name", "activities": "title",
    "units": "name", "needs": "text", "changes": "heading",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Above:
    """A heading that what follows stands under."""

    level: int
    goal: str | None = None
    department: str | None = None
    chapter: bool = False


@dataclass(frozen=True, slots=True)
class Derived:
    """What a file says: its tree, which parts are new and beside which they stand, and the claims.

    `like` has (list, new id, id of the part beside it); `claims` (span, element, field).
    """

    tree: Node
    like: tuple[tuple[str, str, str | None], ...]
    claims: tuple[tuple[int, str, str], ...]


def derive(
    reads: Sequence[Read], model: SteeringModel | None, taken: Collection[str] = ()
) -> Derived:
    """The tree of what was read. New parts get ids that are not among `taken`."""
    deriver = _Deriver(model, {*taken, *ids_of(reads)})
    deriver.take(reads)
    return deriver.result()


class _Deriver:
    """Goes through the things of a file once."""

    def __init__(self, model: SteeringModel | None, used: set[str]) -> None:
        self._model = model
        self._used = used
        self._front: dict[str, list[TextBlock]] = {}
        self._parts: dict[str, dict[str, Part]] = {name: {} for name in LISTS}
        self._above: list[_Above] = []
        # Where text without a key goes, and what makes a part of a list item without one.
        self._open: tuple[Part, str] | None = None
        self._new_item: Callable[[], Part] | None = None
        self._collects = ""
        self._last_key: str | None = None
        self._seen: set[str] = set()
        self._kicker: Read | None = None
        self._table = 0
        self._columns: Columns = {}
        self._category: list[str] | None = None
        self._beside: str | None = None
        self._claims: list[tuple[int, str, str]] = []

    # -- the walk

    def take(self, reads: Sequence[Read]) -> None:
        """Take in every thing in turn."""
        self._columns = columns_of(reads)
        for read in reads:
            if self._kicker is not None and not (read.kind == "heading" and read.key is None):
                kicker, self._kicker = self._kicker, None
                self._new_label(kicker)
            self._one(read)

    def _one(self, read: Read) -> None:
        if read.kind in {"row", "divider"}:
            self._row(read)
            return
        key = read.key
        goes_on = key is not None and key == self._last_key
        if key is not None and not keys.is_derived(key):
            if key in self._seen and key != self._last_key:
                key = None  # a copy: the first one is the value, this is something new
            else:
                self._seen.add(key)
        self._last_key = key
        if key is None:
            self._added(read)
        elif keys.is_derived(key):
            self._fixed(read, keys.parts(key))
        else:
            self._keyed(read, keys.parts(key), goes_on=goes_on)

    def _keyed(self, read: Read, parts: list[str], *, goes_on: bool) -> None:
        """Something that has a value's key; perhaps it goes on with the value just before."""
        if parts[0] == "departments":
            self._push(_Above(read.level, department=read.text.strip() or None))
            self._open, self._new_item = None, None
            return
        found = self._part(parts)
        if found is None:
            if parts[0] in {*FIELDS["document"], "decision"} and read.kind in {"title", "pair"}:
                self._front.setdefault(".".join(parts), []).extend(read.rich)
                self._claim(read, "document", parts[0])
            else:
                self._added(read)
            return
        part, name = found
        if read.kind == "heading" and not goes_on:
            self._under(part, read)
        if read.kind == "heading" and part.raw.get(name):
            read = replace(read, rich=short_text(f"{part.raw.pop(name)[-1].text} {read.text}"))
        part.raw.setdefault(name, []).extend(read.rich)
        self._note(part, name, read)
        self._opened(part, name, read)

    def _opened(self, part: Part, name: str, read: Read) -> None:
        """What a thing without a key would belong to from here on."""
        if read.kind in {"pair", "number"}:
            return
        self._new_item = self._item_like(part) if read.kind == "item" else None
        title = _TITLES.get(part.kind) == name or (part.kind == "sections" and name == "heading")
        if title:
            holds = "text" in FIELDS.get(part.kind, {})
            self._open = (part, "text") if holds and read.kind != "item" else self._open
        elif FIELDS.get(part.kind, {}).get(name) == "rich":
            self._open = (part, name)

    def _under(self, part: Part, read: Read) -> None:
        """Note where a heading's part stands."""
        if part.kind == "chapters":
            part.home["level"] = read.level
            self._push(_Above(read.level, chapter=True))
        elif part.kind == "goals":
            self._push_goal(part, read.level)
            if read.kicker is not None:
                known = parsing.level(read.kicker, self._model)
                part.home["level"], part.home["level_name"] = known or ("goal", read.kicker)

    def _push_goal(self, part: Part, level: int) -> None:
        self._leave(level)
        part.home["parent"] = self._goal()
        self._above.append(_Above(level, goal=part.id))

    def _push(self, above: _Above) -> None:
        self._leave(above.level)
        self._above.append(above)

    def _leave(self, level: int) -> None:
        """What stood under headings of the level or lower stands under none of them any more."""
        while self._above and self._above[-1].level >= level:
            self._above.pop()
        self._collects = ""

    def _goal(self) -> str | None:
        return next((a.goal for a in reversed(self._above) if a.goal is not None), None)

    def _department(self) -> str | None:
        return next((a.department for a in reversed(self._above) if a.department), None)

    # -- parts

    def _part(self, parts: list[str]) -> tuple[Part, str] | None:
        """The part that a key leads to, and the field in it; None when there can be no such."""
        if len(parts) < 3 or parts[0] not in LISTS:
            return None
        kind, identity, rest = parts[0], parts[1], parts[2:]
        if rest[0] == "results" and kind == "goals" and len(rest) == 2:
            goal = self._get(kind, identity)
            return self._inner(goal, "expected_results", rest[1]), "text"
        if rest[0] == "sections" and kind == "goals" and len(rest) == 3:
            if not rest[1].isdecimal() or rest[2] not in FIELDS["sections"]:
                return None
            goal = self._get(kind, identity)
            return self._inner(goal, "sections", str(int(rest[1]))), rest[2]
        if rest[0] in MEASURES and kind == "indicators" and len(rest) in {3, 4}:
            indicator = self._get(kind, identity)
            return self._inner(indicator, MEASURES[rest[0]], ".".join(rest[1:])), "text"
        if kind == "leftovers" and not identity.isdecimal():
            return None
        if len(rest) == 1 and rest[0] in FIELDS[kind]:
            return self._get(kind, identity), rest[0]
        return None

    def _get(self, kind: str, identity: str) -> Part:
        known = self._parts[kind].get(identity)
        if known is None:
            known = self._parts[kind][identity] = Part(kind, identity)
            self._settle(known)
        return known

    def _settle(self, part: Part) -> None:
        """Say where a part stands: under which goal or department, in which category."""
        if part.kind == "activities":
            goal = self._goal()
            part.home["goals"] = [goal] if goal is not None else None
            part.home["department"] = self._department()
            part.home["categories"] = self._category
        elif part.kind == "indicators":
            part.home["goal"] = self._goal()
        elif part.kind in {"needs", "changes"}:
            part.home["department"] = self._department()
        elif part.kind == "goals":
            part.home["parent"] = self._goal()

    def _inner(self, owner: Part, name: str, identity: str) -> Part:
        parts = owner.inner.setdefault(name, {})
        return parts.setdefault(identity, Part(name, identity, owner=owner.id))

    def _note(self, part: Part, name: str, read: Read) -> None:
        if part.place is None:
            part.place = read.place
        element = part.owner or part.id
        if part.kind == "expected_results":
            element = part.id
        self._claim(read, "document" if part.kind == "leftovers" else element, name)

    def _claim(self, read: Read, element: str, name: str) -> None:
        self._claims += [(span, element, name) for span in read.spans]

    def _new(self, kind: str, *, beside: str | None = None) -> Part:
        """A part that a person has added."""
        part = self._get(kind, self._fresh(kind))
        part.like = beside
        return part

    def _fresh(self, kind: str) -> str:
        prefix = PREFIXES.get(kind, "")  # leftovers are known by number alone
        number = len(self._parts.get(kind, ())) + 1
        while f"{prefix}{number}" in self._used:
            number += 1
        self._used.add(f"{prefix}{number}")
        return f"{prefix}{number}"

    def _item_like(self, part: Part) -> Callable[[], Part] | None:
        """What makes another part of a list."""
        if part.kind == "needs":
            return lambda: self._new("needs", beside=part.id)
        if part.kind == "expected_results":
            return lambda: self._new_result(self._parts["goals"][part.owner])
        return None

    def _new_result(self, goal: Part) -> Part:
        return self._inner(goal, "expected_results", self._fresh("expected_results"))

    # -- fixed words

    def _fixed(self, read: Read, parts: list[str]) -> None:
        """Words of ours: what they say about what follows."""
        self._new_item = None
        goal = self._parts["goals"].get(parts[1]) if len(parts) > 2 else None
        if read.kind == "heading":
            reference = len(parts) == 3 and parts[0] == "goals" and parts[2].isdecimal()
            self._push(_Above(read.level, goal=parts[1] if reference else None))
            self._open = None
        elif read.kind != "label":
            return
        elif parts[0] == "needs":
            self._open, self._new_item = None, lambda: self._new("needs")
        elif parts[0] == "changes":
            self._open, self._collects = None, "changes"
        elif goal is None:
            return
        elif parts[2] == "results":
            self._open, self._new_item = (goal, "text"), lambda: self._new_result(goal)
        elif parts[2] in {"comment", "analysis"}:
            self._open = (goal, parts[2])
        elif parts[2] == "sections" and len(parts) == 5 and parts[3].isdecimal():
            section = self._inner(goal, "sections", str(int(parts[3])))
            section.home["type"] = parts[4]
            section.place = section.place or read.place
            self._open = (section, "text")

    # -- what a person has added

    def _added(self, read: Read) -> None:
        if not any(block.text.strip() or block.rows for block in read.rich):
            return
        match read.kind:
            case "heading":
                self._new_heading(read)
            case "label":
                if parsing.level(read.text, self._model, alone=False):
                    self._kicker = read
                else:
                    self._new_label(read)
            case "pair":
                self._new_pair(read)
            case "item":
                self._added_item(read)
            case _:
                self._append(read, read.rich)

    def _new_heading(self, read: Read) -> None:
        """A heading: a goal where a level's word stands before it, else a section or a chapter."""
        self._new_item = None
        before = self._kicker.text if self._kicker else read.kicker
        self._kicker = None
        level = parsing.level(before, self._model, alone=False) if before else None
        title = read.text
        if level is None and ":" in title:
            word, _, rest = title.partition(":")
            level = parsing.level(word, self._model, alone=False)
            title = rest.strip() if level else title
        if level is not None and title:
            self._new_goal(read, level, title)
            return
        inside = next((a for a in reversed(self._above) if a.goal or a.chapter), None)
        if inside is not None and inside.goal and read.level > inside.level:
            self._new_section(read)
            return
        chapter = self._new("chapters")
        self._under(chapter, read)
        chapter.raw["heading"] = list(read.rich)
        self._note(chapter, "heading", read)
        self._open = (chapter, "text")

    def _new_goal(self, read: Read, level: tuple[str, str], title: str) -> None:
        goal = self._new("goals")
        self._push_goal(goal, read.level)
        goal.home["level"], goal.home["level_name"] = level
        number = _NUMBER.match(title)
        if number:
            goal.raw["number"] = [TextBlock("paragraph", number[1])]
            title = title[number.end() :]
        goal.raw["title"] = [TextBlock("paragraph", title)]
        self._note(goal, "title", read)
        self._open = (goal, "text")

    def _new_section(self, read: Read) -> None:
        goal = self._parts["goals"].get(self._goal() or "")
        if goal is None:
            self._append(read, read.rich)
            return
        section = self._inner(goal, "sections", f"+{len(goal.inner.get('sections', {}))}")
        section.raw["heading"] = list(read.rich)
        self._note(section, "heading", read)
        self._open = (section, "text")

    def _new_label(self, read: Read) -> None:
        """A small heading: a section of the goal it stands in, else a subheading in the text."""
        self._new_item = None
        if self._open is not None and self._open[0].kind == "changes":
            change = self._new("changes", beside=self._open[0].id)
            change.raw["heading"] = list(read.rich)
            self._note(change, "heading", read)
            self._open = (change, "text")
        elif self._above and self._above[-1].goal and self._goal() in self._parts["goals"]:
            self._new_section(read)
        else:
            self._append(read, (TextBlock("heading", read.text, level=1),))

    def _new_pair(self, read: Read) -> None:
        """A name and a value: a field of the goal when the name is its word, else a text."""
        goal = self._parts["goals"].get(self._goal() or "")
        names = [name for name, word in WORDS.items() if word.casefold() == read.name.casefold()]
        for name in names:
            if goal is not None and name in FIELDS["goals"] and name not in goal.raw:
                goal.raw[name] = list(read.rich)
                self._note(goal, name, read)
                return
        self._append(read, (TextBlock("paragraph", f"{read.name}: {read.text}"),))

    def _added_item(self, read: Read) -> None:
        if self._new_item is None:
            items = (replace(b, type="bullet") if b.type == "paragraph" else b for b in read.rich)
            self._append(read, tuple(items))
            return
        part = self._new_item()
        part.raw["text"] = list(read.rich)
        self._note(part, "text", read)

    def _append(self, read: Read, rich: RichText) -> None:
        """Add to the text that is open; what belongs to nothing is left over."""
        goal = self._parts["goals"].get(self._goal() or "")
        if self._open is not None:
            part, name = self._open
        elif self._collects:
            part, name = self._new(self._collects), "text"
            self._open = (part, name)
        else:
            part, name = goal or self._new("leftovers"), "text"
        part.raw.setdefault(name, []).extend(rich)
        self._note(part, name, read)

    # -- tables

    def _row(self, read: Read) -> None:
        self._last_key = None
        if read.table != self._table:
            self._table, self._category, self._beside = read.table, None, None
        if read.kind == "divider":
            self._category = [read.text.strip()] if read.text.strip() else None
            return
        columns = self._columns.get(read.table)
        if columns is None:
            self._foreign_row(read)
            return
        kind = next(iter(columns.values()))[0]
        identity = row_element(read, kind)
        if not any(cell.text.strip() for cell in read.cells):
            return
        if identity is None or f"{kind}.{identity}" in self._seen:
            part = self._new(kind, beside=self._beside)
        else:
            part = self._get(kind, identity)
        self._seen.add(f"{kind}.{part.id}")
        self._beside = part.id
        self._new_item = None
        if kind == "goals" and "parent" not in part.home:
            part.home["parent"] = self._goal()
        for at, cell in enumerate(read.cells):
            self._cell(part, cell, columns.get(at))

    def _cell(self, part: Part, cell: Read, column: tuple[str, tuple[str, ...]] | None) -> None:
        """A cell of a row; its own key counts when it is one of this row's."""
        parts = value_parts(cell.key)
        if parts[:2] != [part.kind, part.id]:
            if column is None:
                return
            parts = [part.kind, part.id, *column[1]]
        found = self._part(parts) if cell.text.strip() else None
        if found is None:
            return
        inner, name = found
        inner.raw.setdefault(name, []).extend(cell.rich)
        if part.place is None:
            part.place = cell.place
        self._claim(cell, part.id, parts[2])

    def _foreign_row(self, read: Read) -> None:
        """A row of a table that a person has added: a table in the text that it stands in."""
        cells = tuple(TextCell(cell.text.replace("\n", " ")) for cell in read.cells)
        target = self._open
        if target is not None:
            blocks = target[0].raw.setdefault(target[1], [])
            if blocks and blocks[-1].rows and self._beside == "":
                blocks[-1] = TextBlock("table", rows=(*blocks[-1].rows, cells))
                self._note(target[0], target[1], read)
                return
        self._append(read, (TextBlock("table", rows=(cells,)),))
        self._beside = ""

    # -- the tree

    def result(self) -> Derived:
        """The tree of all parts, with typed values."""
        if self._kicker is not None:
            self._new_label(self._kicker)
        year = self._year()
        node: Node = {}
        for name, raw in self._front.items():
            leaf(node, "document", name, tuple(raw), self._model, year)
        decide(node)
        like = []
        for kind in LISTS:
            node[kind] = {}
            for part in self._parts[kind].values():
                node[kind][part.id] = node_of(part, self._model, year)
                if part.like is not None or part.id.startswith("+"):
                    like.append((kind, part.id, part.like))
        return Derived(node, tuple(like), tuple(dict.fromkeys(self._claims)))

    def _year(self) -> int | None:
        told = parsing.statement(tuple(self._front.get("period", ())))
        found = parsing.period(told or "")
        return int(found["start"][:4]) if found and "start" in found else None
