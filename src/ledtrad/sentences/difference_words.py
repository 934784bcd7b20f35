# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that differences are told in, by the codes of `plandoc.diff`."""

from __future__ import annotations

from collections.abc import Mapping

from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.catalogue import marked_plural as ngettext_lazy
from plandoc.diff import Topic

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
