# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Differences between two documents as people say them: a headline, a tag, a sentence each.

Two versions or two years are told as what happened ("lowered", "gone"); two units beside each other
as what differs ("lower", "only in …"): nothing has been done to either of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ledtrad.sentences.catalogue import SWEDISH, gettext, ngettext
from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.catalogue import marked_plural as ngettext_lazy
from ledtrad.sentences.documents import of_field
from plandoc.diff import TOPICS, Change, Difference, Topic
from plandoc.manuscript.printed import amount as printed_amount
from plandoc.model import Activity, Due, PlanDocument, Target
from plandoc.words import fold

Relation = Literal["time", "beside"]
Words = tuple[str, str]
Counts = tuple[Words, Words]

TOPIC_NAMES: Mapping[Topic, str] = {
    "targets": _("Targets"),
    "dues": _("Dues"),
    "vanished": _("Activities gone without a status"),
    "goals": _("Goals that came, went or moved"),
    "elements": _("Results, indicators and activities that came, went or moved"),
    "wording": _("Wording and numbers"),
    "people": _("Who is responsible"),
    "follow_up": _("Statuses, assessments and outcomes"),
    "texts": _("Texts"),
    "figures": _("Figures and events in the texts"),
    "front": _("What the document says of itself"),
    "order": _("Carried over, and order"),
}
BESIDE_TOPICS: Mapping[Topic, str] = {
    "goals": _("Goals that only one has, or that hang elsewhere"),
    "elements": _("Results, indicators and activities that only one has"),
    "order": _("Years and order"),
}

# The tag of a change, as what happened and as what differs.
TAGS: Mapping[str, Words] = {
    "target_lowered": (_("Lowered target"), _("Lower target")),
    "target_removed": (_("Removed target"), _("Target only in the first")),
    "target_raised": (_("Raised target"), _("Higher target")),
    "target_changed": (_("Changed target"), _("Another target")),
    "target_added": (_("New target"), _("Target only in the second")),
    "indicator_dropped": (_("Dropped indicator with targets"), _("Indicator only in the first")),
    "due_later": (_("Moved later"), _("Later")),
    "due_earlier": (_("Moved earlier"), _("Earlier")),
    "due_rolled": (_("Same day, new year"), _("Same day, another year")),
    "due_removed": (_("Removed due"), _("Due only in the first")),
    "due_set": (_("New due"), _("Due only in the second")),
    "due_changed": (_("Changed due"), _("Another due")),
    "vanished_without_status": (_("Gone without a status"), _("Only in the first")),
    "added": (_("New"), _("Only in the second")),
    "dropped": (_("Gone"), _("Only in the first")),
    "moved": (_("Moved"), _("Hangs elsewhere")),
    "split": (_("Divided"), _("Divided")),
    "merged": (_("Put together"), _("Put together")),
    "reworded": (_("Reworded"), _("Other wording")),
    "renumbered": (_("Renumbered"), _("Another number")),
    "level_changed": (_("Another level"), _("Another level")),
    "role_changed": (_("Changed responsibility"), _("Others responsible")),
    "status_changed": (_("Changed status"), _("Another status")),
    "assessment_changed": (_("Changed assessment"), _("Another assessment")),
    "outcome_changed": (_("Changed outcome"), _("Another outcome")),
    "text_changed": (_("Changed text"), _("Other text")),
    "formatting_changed": (_("Other formatting"), _("Other formatting")),
    "field_changed": (_("Changed"), _("Differs")),
    "carried_over": (_("Same target, new year"), _("Same target, another year")),
    "reordered": (_("New order"), _("Another order")),
}

# What is counted in the headlines, as what happened and as what differs.
COUNTS: Mapping[str, Counts] = {
    "target_lowered": (
        ngettext_lazy("%(count)s target lowered", "%(count)s targets lowered"),
        ngettext_lazy("%(count)s lower target", "%(count)s lower targets"),
    ),
    "target_removed": (
        ngettext_lazy("%(count)s target removed", "%(count)s targets removed"),
        ngettext_lazy("%(count)s target only in the first", "%(count)s targets only in the first"),
    ),
    "target_raised": (
        ngettext_lazy("%(count)s target raised", "%(count)s targets raised"),
        ngettext_lazy("%(count)s higher target", "%(count)s higher targets"),
    ),
    "target_changed": (
        ngettext_lazy("%(count)s target changed", "%(count)s targets changed"),
        ngettext_lazy("%(count)s other target", "%(count)s other targets"),
    ),
    "target_added": (
        ngettext_lazy("%(count)s new target", "%(count)s new targets"),
        ngettext_lazy(
            "%(count)s target only in the second", "%(count)s targets only in the second"
        ),
    ),
    "indicator_dropped": (
        ngettext_lazy(
            "%(count)s indicator with targets gone", "%(count)s indicators with targets gone"
        ),
        ngettext_lazy(
            "%(count)s indicator only in the first", "%(count)s indicators only in the first"
        ),
    ),
    "due_later": (
        ngettext_lazy("%(count)s due moved later", "%(count)s dues moved later"),
        ngettext_lazy("%(count)s later due", "%(count)s later dues"),
    ),
    "due_earlier": (
        ngettext_lazy("%(count)s due moved earlier", "%(count)s dues moved earlier"),
        ngettext_lazy("%(count)s earlier due", "%(count)s earlier dues"),
    ),
    "due_other": (
        ngettext_lazy("%(count)s due changed otherwise", "%(count)s dues changed otherwise"),
        ngettext_lazy("%(count)s other due", "%(count)s other dues"),
    ),
    "vanished": (
        ngettext_lazy(
            "%(count)s activity gone without a status",
            "%(count)s activities gone without a status",
        ),
        ngettext_lazy(
            "%(count)s activity only in the first", "%(count)s activities only in the first"
        ),
    ),
    "goal_dropped": (
        ngettext_lazy("%(count)s goal gone", "%(count)s goals gone"),
        ngettext_lazy("%(count)s goal only in the first", "%(count)s goals only in the first"),
    ),
    "goal_added": (
        ngettext_lazy("%(count)s new goal", "%(count)s new goals"),
        ngettext_lazy("%(count)s goal only in the second", "%(count)s goals only in the second"),
    ),
    "goal_moved": (
        ngettext_lazy("%(count)s goal moved", "%(count)s goals moved"),
        ngettext_lazy("%(count)s goal hangs elsewhere", "%(count)s goals hang elsewhere"),
    ),
    "elements": (
        ngettext_lazy(
            "%(count)s result, indicator or activity came, went or moved",
            "%(count)s results, indicators and activities came, went or moved",
        ),
        ngettext_lazy(
            "%(count)s result, indicator or activity that only one has",
            "%(count)s results, indicators and activities that only one has",
        ),
    ),
    "wording": (
        ngettext_lazy(
            "%(count)s wording or number changed", "%(count)s wordings and numbers changed"
        ),
        ngettext_lazy("%(count)s other wording or number", "%(count)s other wordings and numbers"),
    ),
    "people": (
        ngettext_lazy("%(count)s changed responsibility", "%(count)s changed responsibilities"),
        ngettext_lazy("%(count)s differing responsibility", "%(count)s differing responsibilities"),
    ),
    "follow_up": (
        ngettext_lazy(
            "%(count)s status, assessment or outcome changed",
            "%(count)s statuses, assessments and outcomes changed",
        ),
        ngettext_lazy(
            "%(count)s differing status, assessment or outcome",
            "%(count)s differing statuses, assessments and outcomes",
        ),
    ),
    "texts": (
        ngettext_lazy("%(count)s text changed", "%(count)s texts changed"),
        ngettext_lazy("%(count)s differing text", "%(count)s differing texts"),
    ),
    "figures": (
        ngettext_lazy("%(count)s figure or event differs", "%(count)s figures or events differ"),
        ngettext_lazy("%(count)s figure or event differs", "%(count)s figures or events differ"),
    ),
    "front": (
        ngettext_lazy("%(count)s front value changed", "%(count)s front values changed"),
        ngettext_lazy("%(count)s differing front value", "%(count)s differing front values"),
    ),
    "order": (
        ngettext_lazy("%(count)s carried over or reordered", "%(count)s carried over or reordered"),
        ngettext_lazy("%(count)s other year or order", "%(count)s other years or orders"),
    ),
}
# Topics whose changes are counted apart, because they are not of one weight.
_BY_KIND = frozenset({"targets", "dues", "goals"})

NOUNS: Mapping[str, str] = {
    "document": _("The document"),
    "goal": _("Goal"),
    "expected_result": _("Expected result"),
    "section": _("Section of a goal"),
    "indicator": _("Indicator"),
    "target": _("Indicator"),
    "outcome": _("Indicator"),
    "forecast": _("Indicator"),
    "activity": _("Activity"),
    "unit": _("Workplace"),
    "chapter": _("Chapter"),
    "need": _("Competence need"),
    "change": _("Change ahead"),
    "fact": _("Figure in the text"),
    "event": _("Event in the text"),
    "leftover": _("Left over"),
}
FIELDS: Mapping[str, str] = {
    "number": _("number"),
    "heading": _("heading"),
    "name": _("name"),
    "aim": _("aim"),
    "resources": _("resources"),
    "comment": _("comment"),
    "analysis": _("analysis"),
    "planned_follow_up": _("planned follow-up"),
    "responsible": _("responsible"),
    "responsible_text": _("responsible as written"),
    "addressees": _("addressees"),
    "categories": _("categories"),
    "origin": _("origin"),
    "same_as": _("same goal"),
    "level_name": _("name of the level"),
    "case_number": _("case number"),
    "decision": _("decision"),
    "occasion": _("occasion"),
    "goals": _("goals"),
    "gender": _("split by gender"),
    "unit_of_measure": _("unit of measure"),
    "direction": _("direction"),
    "periodicity": _("periodicity"),
    "owner": _("what it is about"),
    "element": _("where it stands"),
    "bound": _("limit"),
    "quantity": _("quantity"),
    "value": _("value"),
    "as_of": _("as of"),
    "approximate": _("approximate"),
    "when": _("when"),
    "recurrence": _("how often"),
    "type": _("kind of section"),
    "order": _("order"),
    "assessment": _("assessment"),
}
VALUES: Mapping[str, str] = {"True": _("yes"), "False": _("no")}


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words. `sentence` adds what the tag and the two texts do not show; may be empty.

    `name` is what the element is called; `repeats` says that one of the two texts shows it.

    `weight` is "high" for what asks for less, "low" for what hardly matters.
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


@dataclass(frozen=True, slots=True)
class Part:
    """The changes of one topic."""

    topic: Topic
    name: str
    told: tuple[Told, ...]


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
        Part(topic, of_topic(topic, relation, language), tuple(found[topic]))
        for topic in TOPICS
        if topic in found
    ]


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
    if isinstance(value, Due) and not text:
        return value.date or ""
    if isinstance(value, bool):
        return gettext(VALUES[str(value)], language)
    if isinstance(value, Decimal):
        return printed_amount(value, None)
    if change.kind == "reordered":
        return ""
    return text


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
