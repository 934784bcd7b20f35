# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a person's corrections in a recognised document. Pure.

A correction never loses words: what an element cannot hold in its new shape goes into its running
text, or to the leftovers; a title that is replaced is kept as a repair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args

from ledtrad.documents.corrections import (
    DOCUMENT,
    FRONT_TEXTS,
    Corrected,
    Correction,
    InvalidCorrection,
)
from ledtrad.documents.pieces import Pieces, pieces_of
from ledtrad.documents.placement import InvalidGiven, years
from plandoc.model import (
    Activity,
    Change,
    Chapter,
    DocumentKind,
    ExpectedResult,
    Goal,
    Guess,
    Indicator,
    Leftover,
    Need,
    Period,
    PlanDocument,
    Repair,
    RichText,
    Section,
    SetBy,
    Target,
    UnitItem,
    paragraphs,
    plain,
)
from plandoc.words import fold


def apply_corrections(document: PlanDocument, corrections: Sequence[Correction]) -> PlanDocument:
    """The document with every correction made, in order. Raises InvalidCorrection."""
    return corrected(document, corrections).document


def corrected(document: PlanDocument, corrections: Sequence[Correction]) -> Corrected:
    """As `apply_corrections`, with the names by which the leftovers can be corrected further."""
    bench = _Bench(document)
    for correction in corrections:
        bench.make(correction)
    return bench.finish()


Element = Goal | Indicator | Activity | Chapter | Need | Change | UnitItem


class _Bench:
    """A document taken apart, so that its parts can be changed and moved."""

    def __init__(self, document: PlanDocument) -> None:
        self.document = document
        self.elements: dict[str, Element] = {
            element.id: element
            for group in (
                document.goals, document.indicators, document.activities, document.chapters,
                document.needs, document.changes, document.units,
            )
            for element in group
        }  # fmt: skip
        self.leftovers = {
            f"leftover-{index}": leftover for index, leftover in enumerate(document.leftovers)
        }
        self.guesses = list(document.guesses)
        self.repairs = list(document.repairs)

    def make(self, correction: Correction) -> None:
        getattr(self, f"_{correction.action}")(correction)

    def finish(self) -> Corrected:
        def of(kind: type[Any]) -> tuple[Any, ...]:
            return tuple(each for each in self.elements.values() if isinstance(each, kind))

        document = replace(
            self.document,
            goals=of(Goal),
            indicators=of(Indicator),
            activities=of(Activity),
            chapters=of(Chapter),
            needs=of(Need),
            changes=of(Change),
            units=of(UnitItem),
            leftovers=tuple(self.leftovers.values()),
            guesses=tuple(self.guesses),
            repairs=tuple(self.repairs),
        )
        return Corrected(document, tuple(self.leftovers))

    # The five actions.

    def _retitle(self, correction: Correction) -> None:
        text = (correction.text or "").strip()
        if not text:
            raise InvalidCorrection("wrong_shape", key="text")
        if correction.element == DOCUMENT and correction.field == "kind":
            self._set_kind(text)
            return
        if correction.element == DOCUMENT:
            self._set_front(correction.field or "title", text)
            return
        element = self._result_owner(correction.element) or self._element(correction.element)
        if isinstance(element, tuple):
            goal, result = element
            self._keep_written(result.text, text, result)
            self._replace_result(goal, replace(result, text=text))
            return
        name = _TITLE_FIELDS[type(element)]
        self._keep_written(getattr(element, name) or "", text, element)
        values: dict[str, Any] = {name: text}
        self.elements[element.id] = replace(element, **values)
        self._settle(element.id, name)

    def _relevel(self, correction: Correction) -> None:
        goal = self._element(correction.element)
        if not isinstance(goal, Goal):
            raise InvalidCorrection("not_possible", element=correction.element, action="relevel")
        level, name = _level_of(correction)
        self.elements[goal.id] = replace(goal, level=level, level_name=name, confidence="sure")
        self._settle(goal.id, "level")

    def _reparent(self, correction: Correction) -> None:
        owned = self._result_owner(correction.element)
        if owned is not None:
            goal, result = owned
            new = self._goal(correction.goal)
            if new.id != goal.id:
                self._remove_result(goal, result)
                self._add_result(new, result)
            return
        element = self._element(correction.element)
        goal_id = self._goal(correction.goal).id if correction.goal is not None else None
        if isinstance(element, Goal):
            self._refuse_circle(element.id, goal_id)
            self.elements[element.id] = replace(element, parent=goal_id, confidence="sure")
        elif isinstance(element, Indicator):
            self.elements[element.id] = replace(element, goal=goal_id, confidence="sure")
        elif isinstance(element, Activity):
            goals = (goal_id,) if goal_id is not None else ()
            self.elements[element.id] = replace(element, goals=goals, confidence="sure")
        else:
            raise InvalidCorrection("not_possible", element=correction.element, action="reparent")
        self._settle(element.id, "parent", "goal", "goals")

    def _convert(self, correction: Correction) -> None:
        if correction.kind is None:
            raise InvalidCorrection("wrong_shape", key="kind")
        owned = self._result_owner(correction.element)
        if correction.element in (correction.goal, correction.chapter):
            raise InvalidCorrection("circle", element=correction.element)
        self._check_destination(correction)
        if owned is not None:
            goal, result = owned
            pieces = pieces_of(result)
            self._remove_result(goal, result)
        elif correction.element in self.leftovers:
            pieces = pieces_of(self.leftovers.pop(correction.element))
        else:
            element = self._element(correction.element)
            pieces = pieces_of(element)
            if isinstance(element, Goal):
                self._free_dependants(element)
            if isinstance(element, UnitItem):
                self._free_workplaces(element)
            del self.elements[element.id]
        gone = {correction.element, *pieces.inner}
        self.guesses = [each for each in self.guesses if each.element not in gone]
        self._put(correction, pieces)

    def _choose(self, correction: Correction) -> None:
        guess = self._guess(correction.element, correction.field)
        if correction.text is None or correction.text not in (*guess.alternatives, guess.chosen):
            raise InvalidCorrection("wrong_shape", key="text")
        if correction.text != guess.chosen:
            self._take_alternative(guess, correction.text)
        self.guesses = [each for each in self.guesses if each is not guess]

    # What the actions share.

    def _element(self, name: str) -> Element:
        if name not in self.elements:
            raise InvalidCorrection("no_such_element", element=name)
        return self.elements[name]

    def _goal(self, name: str | None) -> Goal:
        goal = self.elements.get(name or "")
        if not isinstance(goal, Goal):
            raise InvalidCorrection("no_such_goal", goal=name)
        return goal

    def _goals(self) -> list[Goal]:
        return [element for element in self.elements.values() if isinstance(element, Goal)]

    def _guess(self, element: str, field: str | None) -> Guess:
        for guess in self.guesses:
            if (guess.element or DOCUMENT) == element and guess.field == field:
                return guess
        raise InvalidCorrection("no_such_element", element=element)

    def _settle(self, element: str, *names: str) -> None:
        """Drop the guesses that a person has now decided."""
        self.guesses = [
            each for each in self.guesses if each.element != element or each.field not in names
        ]

    def _keep_written(self, written: str, text: str, element: Element | ExpectedResult) -> None:
        if written and written != text:
            self.repairs.append(Repair(written, text, element.place))

    def _result_owner(self, name: str) -> tuple[Goal, ExpectedResult] | None:
        for goal in self._goals():
            for result in goal.expected_results:
                if result.id == name:
                    return goal, result
        return None

    def _replace_result(self, goal: Goal, new: ExpectedResult) -> None:
        results = tuple(new if each.id == new.id else each for each in goal.expected_results)
        self.elements[goal.id] = replace(goal, expected_results=results)

    def _remove_result(self, goal: Goal, result: ExpectedResult) -> None:
        results = tuple(each for each in goal.expected_results if each.id != result.id)
        self.elements[goal.id] = replace(goal, expected_results=results)

    def _add_result(self, goal: Goal, result: ExpectedResult) -> None:
        self.elements[goal.id] = replace(goal, expected_results=(*goal.expected_results, result))

    def _refuse_circle(self, goal_id: str, parent: str | None) -> None:
        seen = set()
        while parent is not None and parent not in seen:
            if parent == goal_id:
                raise InvalidCorrection("circle", element=goal_id)
            seen.add(parent)
            above = self.elements.get(parent)
            parent = above.parent if isinstance(above, Goal) else None

    def _free_dependants(self, goal: Goal) -> None:
        """What hangs below a goal that goes away hangs below the goal above it."""
        for element in list(self.elements.values()):
            if isinstance(element, Goal):
                parent = goal.parent if element.parent == goal.id else element.parent
                same_as = None if element.same_as == goal.id else element.same_as
                self.elements[element.id] = replace(element, parent=parent, same_as=same_as)
            elif isinstance(element, Indicator) and element.goal == goal.id:
                self.elements[element.id] = replace(element, goal=goal.parent)
            elif isinstance(element, Activity) and goal.id in element.goals:
                above = (goal.parent,) if goal.parent is not None else ()
                kept = tuple(each for each in element.goals if each != goal.id)
                self.elements[element.id] = replace(element, goals=kept or above)

    def _free_workplaces(self, unit: UnitItem) -> None:
        for element in list(self.elements.values()):
            if isinstance(element, UnitItem) and element.parent == unit.id:
                self.elements[element.id] = replace(element, parent=unit.parent)

    def _check_destination(self, correction: Correction) -> None:
        """Refuse before anything has moved, so that nothing is lost on the way."""
        if correction.kind in ("expected_result", "section") or correction.goal is not None:
            self._goal(correction.goal)
        if correction.kind == "section" and not correction.section:
            raise InvalidCorrection("wrong_shape", key="section")
        if correction.kind == "goal":
            _level_of(correction)
            if correction.element in self.elements:
                self._refuse_circle(correction.element, correction.goal)
        if correction.kind == "chapter_text" and not isinstance(
            self.elements.get(correction.chapter or ""), Chapter
        ):
            raise InvalidCorrection("no_such_element", element=correction.chapter)

    def _put(self, correction: Correction, pieces: Pieces) -> None:
        """Give the pieces their new shape; what it cannot hold becomes a leftover."""
        name, goal = correction.element, correction.goal
        common: dict[str, Any] = {"id": name, "place": pieces.place}
        if correction.kind == "leftover":
            self.leftovers[name] = Leftover(pieces.everything(), pieces.place)
        elif correction.kind == "goal":
            level, level_name = _level_of(correction)
            self.elements[name] = Goal(
                **common, level=level, level_name=level_name, title=pieces.title,
                number=pieces.number, parent=goal, text=pieces.running(but=pieces.shared_texts()),
                due=pieces.due, responsible=pieces.responsible, status=pieces.status,
            )  # fmt: skip
        elif correction.kind == "activity":
            self.elements[name] = Activity(
                **common, title=pieces.numbered_title(), goals=(goal,) if goal else (),
                comment=pieces.running(but=pieces.shared_texts()), due=pieces.due,
                responsible=pieces.responsible, status=pieces.status,
            )  # fmt: skip
        elif correction.kind == "indicator":
            self.elements[name] = Indicator(
                **common, name=pieces.numbered_title(), goal=goal, comment=pieces.running()
            )
        elif correction.kind == "change":
            self.elements[name] = Change(
                **common, heading=pieces.numbered_title(), text=pieces.running()
            )
        elif correction.kind == "chapter":
            head, _, tail = pieces.numbered_title().partition("\n")
            self.elements[name] = Chapter(
                **common, heading=head, level=1, text=paragraphs(tail) + pieces.running()
            )
        else:
            self._put_inside(correction, pieces)

    def _put_inside(self, correction: Correction, pieces: Pieces) -> None:
        """Shapes that are part of something else, or that hold a single statement."""
        name = correction.element
        if correction.kind == "section":
            self._add_to_section(self._goal(correction.goal), correction, pieces.whole())
        elif correction.kind == "chapter_text":
            chapter = self.elements[correction.chapter or ""]
            if isinstance(chapter, Chapter):
                self.elements[chapter.id] = replace(chapter, text=chapter.text + pieces.whole())
        else:
            title, rest = pieces.numbered_title(), pieces.beside_title()
            if correction.kind == "need":
                self.elements[name] = Need(id=name, text=title, place=pieces.place)
            else:
                result = ExpectedResult(id=name, text=title, place=pieces.place)
                self._add_result(self._goal(correction.goal), result)
            if rest:
                self.leftovers[f"{name}-rest"] = Leftover(rest, pieces.place)

    def _add_to_section(self, goal: Goal, correction: Correction, text: RichText) -> None:
        sections = list(goal.sections)
        for index, section in enumerate(sections):
            if section.type == correction.section:
                sections[index] = replace(section, text=section.text + text)
                break
        else:
            sections.append(Section(type=correction.section or "", text=text))
        self.elements[goal.id] = replace(goal, sections=tuple(sections))

    def _set_front(self, name: str, text: str) -> None:
        if name not in FRONT_TEXTS:
            raise InvalidCorrection("not_possible", element=DOCUMENT, action=f"retitle {name}")
        written = getattr(self.document, name)
        if written and written != text:
            self.repairs.append(Repair(written, text))
        values: dict[str, Any] = {name: text}
        self.document = replace(self.document, **values)
        self.guesses = [
            guess
            for guess in self.guesses
            if guess.element not in (None, DOCUMENT) or guess.field != name
        ]

    def _take_alternative(self, guess: Guess, chosen: str) -> None:
        """Set the field that was guessed about to what the person chose."""
        if guess.element in (None, DOCUMENT):
            self._take_for_document(guess.field, chosen)
            return
        element = self._element(guess.element or "")
        if isinstance(element, Indicator) and guess.field == "target":
            targets = tuple(_target_set_by(each, chosen) for each in element.targets)
            self.elements[element.id] = replace(element, targets=targets)
        elif isinstance(element, Goal) and guess.field == "title":
            text = element.text
            if fold(f"{element.title} {plain(text)}") == fold(chosen):
                text = ()
            self.elements[element.id] = replace(element, title=chosen, text=text)
            self._keep_written(element.title, chosen, element)
        elif isinstance(element, Activity) and guess.field in ("title", "aim"):
            swapped = replace(element, title=element.aim or element.title, aim=element.title)
            self.elements[element.id] = swapped
        elif guess.field in ("parent", "goal", "goals"):
            self._reparent(Correction("reparent", element.id, goal=chosen or None))
        else:
            raise InvalidCorrection("not_possible", element=element.id, action="choose")

    def _take_for_document(self, name: str, chosen: str) -> None:
        if name in FRONT_TEXTS:
            self._set_front(name, chosen)
        elif name == "period":
            self.document = replace(self.document, period=_period(chosen))
        elif name == "kind":
            self._set_kind(chosen)
        else:
            raise InvalidCorrection("not_possible", element=DOCUMENT, action="choose")

    def _set_kind(self, kind: str) -> None:
        if kind not in get_args(DocumentKind):
            raise InvalidCorrection("wrong_shape", key="text")
        values: dict[str, Any] = {"kind": kind}
        self.document = replace(self.document, **values)
        self.guesses = [
            guess
            for guess in self.guesses
            if guess.element not in (None, DOCUMENT) or guess.field != "kind"
        ]


_TITLE_FIELDS: dict[type[Any], str] = {
    Goal: "title",
    Indicator: "name",
    Activity: "title",
    Chapter: "heading",
    Need: "text",
    Change: "heading",
    UnitItem: "name",
}


def _level_of(correction: Correction) -> tuple[str, str]:
    if not correction.level:
        raise InvalidCorrection("wrong_shape", key="level")
    return correction.level, correction.level_name or correction.level


def _target_set_by(target: Target, chosen: str) -> Target:
    if chosen not in get_args(SetBy):
        raise InvalidCorrection("wrong_shape", key="text")
    values: dict[str, Any] = {"set_by": chosen}
    return replace(target, **values)


def _period(chosen: str) -> Period:
    try:
        start, end = years(chosen)
    except InvalidGiven as error:
        raise InvalidCorrection("wrong_shape", key="text") from error
    return Period(chosen, start.isoformat(), end.isoformat())
