# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Differences between two documents as people say them: a headline, a tag, a sentence each.

Two versions or two years are told as what happened ("lowered", "gone"); two units beside each other
as what differs ("lower", "only in …"): nothing has been done to either of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from ledtrad.sentences.catalogue import SWEDISH, gettext, ngettext
from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.difference_words import (
    BESIDE_TOPICS,
    COUNTS,
    FIELDS,
    NOUNS,
    TAGS,
    TOPIC_NAMES,
    VALUES,
)
from ledtrad.sentences.documents import of_field
from plandoc.diff import TOPICS, Change, Difference, Topic
from plandoc.manuscript.printed import amount as printed_amount
from plandoc.model import Activity, Due, PlanDocument, Target
from plandoc.words import fold

Relation = Literal["time", "beside"]

# Topics whose changes are counted apart, because they are not of one weight.
_BY_KIND = frozenset({"targets", "dues", "goals"})


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words. `sentence` adds what the tag and the two texts do not show; may be empty.

    `name` is what the element is called; `repeats` says that one of the two texts shows it.

    `weight` is "high" for what asks for less, "low" for what hardly matters. `others` are changes
    of other elements that the same words tell; only their names differ.
    """

    change: Change
    tag: str
    noun: str
    name: str
    field: str
    old: str
    new: str
    sentence: str
    repeats: bool
    weight: Literal["high", "", "low"] = ""
    others: tuple[Told, ...] = ()

    @property
    def count(self) -> int:
        """How many changes the words tell."""
        return 1 + len(self.others)

    @property
    def everyone(self) -> tuple[Told, ...]:
        """The change and those told with it, each with its name; empty when it stands alone."""
        return (self, *self.others) if self.others else ()


@dataclass(frozen=True, slots=True)
class Part:
    """The changes of one topic."""

    topic: Topic
    name: str
    told: tuple[Told, ...]

    @property
    def count(self) -> int:
        """How many changes there are, those told together too."""
        return sum(each.count for each in self.told)


@dataclass(frozen=True, slots=True)
class Headline:
    """How many there are of something, and under which topic they stand."""

    topic: Topic
    text: str


def parts(
    difference: Difference, relation: Relation = "time", language: str = SWEDISH
) -> list[Part]:
    """The changes in words, topic by topic, what matters most first."""
    found: dict[Topic, list[Told]] = {}
    for change in shown(difference):
        found.setdefault(_topic(change, relation), []).append(of_change(change, relation, language))
    return [
        Part(topic, of_topic(topic, relation, language), tuple(_together(found[topic])))
        for topic in TOPICS
        if topic in found
    ]


def _together(told: Sequence[Told]) -> Iterator[Told]:
    """What the same words tell of several elements is told once, where the first of them stands."""
    alike: dict[object, list[Told]] = {}
    for each in told:
        what = (each.tag, each.noun, each.field, each.old, each.new, each.sentence)
        apart = each.repeats or not each.name or not (each.old or each.new)
        alike.setdefault(id(each) if apart else what, []).append(each)
    for first, *others in alike.values():
        yield replace(first, others=tuple(others)) if others else first


def shown(difference: Difference) -> tuple[Change, ...]:
    """The changes that people are told of.

    Figures and events are found in the texts, whose own changes show that they came or went; only
    a figure with another value is told apart. When nothing else differs, all are told.
    """
    told = tuple(
        change
        for change in difference.changes
        if change.topic != "figures" or change.field == "value"
    )
    return told or difference.changes


def relation_of(old: PlanDocument, new: PlanDocument) -> Relation:
    """Two units' documents of the same time stand beside each other; all others are of two times.

    A unit that has another name in another year may be the same one, renamed.
    """
    named = old.unit and new.unit and fold(old.unit) != fold(new.unit)
    same_time = old.period and new.period and old.period.start == new.period.start
    return "beside" if named and same_time else "time"


def of_topic(topic: Topic, relation: Relation = "time", language: str = SWEDISH) -> str:
    """The heading of a topic."""
    names = TOPIC_NAMES if relation == "time" else {**TOPIC_NAMES, **BESIDE_TOPICS}
    return gettext(names[topic], language)


def headlines(
    difference: Difference, relation: Relation = "time", language: str = SWEDISH
) -> list[Headline]:
    """What there is in all, in the order of the topics: "2 målvärden sänkta"."""
    counted: Counter[tuple[Topic, str]] = Counter()
    for change in shown(difference):
        topic = _topic(change, relation)
        counted[topic, _counted_as(change, topic)] += 1
    order = list(COUNTS)
    lines = []
    for (topic, code), count in sorted(
        counted.items(), key=lambda each: (TOPICS.index(each[0][0]), order.index(each[0][1]))
    ):
        singular, plural = COUNTS[code][relation == "beside"]
        lines.append(
            Headline(topic, ngettext(singular, plural, count, language) % {"count": count})
        )
    return lines


def _topic(change: Change, relation: Relation) -> Topic:
    """Under which topic a change is told: nothing has vanished from one unit to another.

    How deep a heading stands is a matter of layout, and told last.
    """
    if change.element == "chapter" and change.field == "level":
        return "order"
    return "elements" if change.topic == "vanished" and relation == "beside" else change.topic


def _counted_as(change: Change, topic: Topic) -> str:
    if topic not in _BY_KIND:
        return topic
    code = code_of(change)
    if topic == "dues":
        return code if code in COUNTS else "due_other"
    if topic == "goals":
        return {"dropped": "goal_dropped", "added": "goal_added"}.get(code, "goal_moved")
    return code


def code_of(change: Change) -> str:
    """The code of the words for a change: its kind, and for a due which way it moved."""
    if change.kind == "due_moved" and change.rolled:
        return "due_rolled"
    if change.kind == "due_moved":
        return "due_later" if (change.days or 0) > 0 else "due_earlier"
    if change.kind == "dropped" and change.topic == "targets":
        return "indicator_dropped"
    return change.kind


def of_change(change: Change, relation: Relation = "time", language: str = SWEDISH) -> Told:
    """One change in words."""
    tag = TAGS[code_of(change)][relation == "beside"]
    old = _value(change, change.old, change.old_text, language)
    new = _value(change, change.new, change.new_text, language)
    return Told(
        change=change,
        tag=gettext(tag, language),
        noun=gettext(NOUNS[change.element], language),
        name=" ".join(change.name.split()),
        field=_field(change, language),
        old=old,
        new=new,
        sentence=" ".join(_sentences(change, relation, language)),
        repeats=_shows_name(change),
        weight=_weight(change, relation),
    )


def _shows_name(change: Change) -> bool:
    """Whether what differs is the element's name, or the whole element with its name."""
    if change.element in ("document", "section", "target", "outcome", "forecast"):
        return False
    if change.kind in ("split", "merged") or change.is_addition or change.is_removal:
        return True
    statement = change.element in ("expected_result", "need", "fact", "event")
    return bool(change.runs) and (change.field in ("title", "name", "heading") or statement)


def _weight(change: Change, relation: Relation) -> Literal["high", "", "low"]:
    if relation == "time" and (
        change.easier
        or change.kind in ("target_lowered", "target_removed", "vanished_without_status")
        or (code_of(change) == "due_later")
        or change.kind == "due_removed"
    ):
        return "high" if change.easier is not False else ""
    minor = (
        _topic(change, relation) == "order" or change.rolled or change.kind == "formatting_changed"
    )
    return "low" if minor else ""


def _field(change: Change, language: str) -> str:
    """The name of the value that changed, where the tag does not say it."""
    if not change.field or change.element in ("target", "outcome", "forecast", "section"):
        return ""
    if change.field in FIELDS:
        return gettext(FIELDS[change.field], language)
    return of_field(change.field, language)


def _value(change: Change, value: object, text: str, language: str) -> str:
    """A value as it is shown: a target with its year, a due with its day, yes and no in words."""
    if isinstance(value, Target):
        return f"{text} ({value.year})" if value.year else text
    if isinstance(value, Due):
        return _due(value, text)
    if isinstance(value, bool):
        return gettext(VALUES[str(value)], language)
    if isinstance(value, Decimal):
        return printed_amount(value, None)
    if change.kind == "reordered":
        return ""
    return text


def _due(due: Due, text: str) -> str:
    """A due with its day, where its words do not say of which year it is."""
    if not due.date or not text:
        return text or due.date or ""
    return text if due.date[:4] in text else f"{text} ({due.date})"


def _sentences(change: Change, relation: Relation, language: str) -> Iterator[str]:
    if change.days and change.kind == "due_moved" and not change.rolled:
        days = abs(change.days)
        yield (
            ngettext("%(count)s day later.", "%(count)s days later.", days, language)
            if change.days > 0
            else ngettext("%(count)s day earlier.", "%(count)s days earlier.", days, language)
        ) % {"count": days}
    if change.topic == "targets" and relation == "time" and change.new is not None:
        if change.easier:
            yield gettext(_("It asks for less than before."), language)
        elif change.easier is False:
            yield gettext(_("It asks for more than before."), language)
    if isinstance(change.old, Activity) and change.new is None and relation == "time":
        status = change.old.status
        if status is not None:
            yield gettext(_("The last status was “%(status)s”."), language) % {
                "status": status.text
            }
        else:
            yield gettext(_("Nothing says whether it was done or dropped."), language)
    if change.kind == "reordered":
        yield gettext(_("The same things stand in another order."), language)
    if change.kind == "formatting_changed":
        yield gettext(_("The words are the same; only how they are set differs."), language)
