# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of findings about reports: statuses, assessments and what is left out."""

from __future__ import annotations

from collections.abc import Mapping

from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.catalogue import marked_plural as ngettext_lazy
from ledtrad.sentences.finding_text import FindingText

_VOCABULARY = _(
    "Statuses with different words cannot be counted or put together, and the same word "
    "must mean the same everywhere.",
)
_CARRIED = _(
    "What remains without a new time is lost between the years.",
)
_ANALYSIS = _(
    "Causes must be analysed and lead to measures: it is not enough to put together or "
    "describe the results.",
)
_OUTCOME = _(
    "How last year's measures were carried out must be told: for plans against degrading "
    "treatment it is the law.",
)
_ANSWER = _(
    "What the council has asked for must be answered by everyone who was asked.",
)

REPORTS: Mapping[str, FindingText] = {
    "R14": FindingText(
        title=_("Late"),
        what=ngettext_lazy(
            "“%(title)s” was due %(due)s, and its status is %(status)s.",
            "%(count)s activities and assignments were due before the last day of the "
            "report, and are not finished.",
        ),
        why=_(
            "Whether decisions are carried out is often followed up only in part. Reports "
            "seldom say that something is late: here it is computed.",
        ),
        remedy=_(
            "Say that it is late, why, and when it will be done.",
        ),
    ),
    "R15": FindingText(
        title=_("Unknown status"),
        what=ngettext_lazy(
            "The status “%(status)s” is not one of the steering model's.",
            "The statuses of %(count)s rows are not among the steering model's: %(status)s.",
        ),
        why=_VOCABULARY,
        remedy=_(
            "Choose one of the steering model's statuses, and write the rest as a comment.",
        ),
    ),
    "R15.addition": FindingText(
        title=_("Status with an addition"),
        what=ngettext_lazy(
            "The status “%(status)s” says more than the status %(name)s.",
            "The statuses of %(count)s rows say more than the status itself: %(status)s.",
        ),
        why=_VOCABULARY,
        remedy=_(
            "Write %(name)s as status, and the rest as a comment.",
        ),
    ),
    "R15.mixed": FindingText(
        title=_("Two words for one status"),
        what=ngettext_lazy(
            "The status is called both %(status)s and %(name)s in the same document.",
            "The status is called both %(status)s (%(count)s places) and %(name)s in the "
            "same document.",
        ),
        why=_VOCABULARY,
        remedy=_(
            "Write %(name)s everywhere.",
        ),
    ),
    "R16": FindingText(
        title=_("The status contradicts the comment"),
        what=ngettext_lazy(
            "“%(title)s” has the status %(status)s, but the comment says that something "
            "is left: “%(words)s”.",
            "%(count)s rows are reported as done, but their comments say that something is left.",
        ),
        why=_(
            "A report that does not hang together cannot be used to judge whether the "
            "goals are reached.",
        ),
        remedy=_(
            "Change the status, or write what is left as an activity of its own.",
        ),
    ),
    "R17": FindingText(
        title=_("Not done, without reason"),
        what=ngettext_lazy(
            "“%(title)s” has the status %(status)s and no reason.",
            "%(count)s rows were not done, and have no reason.",
        ),
        why=_(
            "What was decided and not done must be explained to those who decided on it.",
        ),
        remedy=_(
            "Write why.",
        ),
    ),
    "R18": FindingText(
        title=_("Remains without a new time"),
        what=ngettext_lazy(
            "“%(title)s” remains, and no new time is named.",
            "%(count)s rows remain, and no new time is named.",
        ),
        why=_CARRIED,
        remedy=_(
            "Set a new time, and take the row with you to the next plan.",
        ),
    ),
    "R18.comment": FindingText(
        title=_("New time only in the comment"),
        what=ngettext_lazy(
            "“%(title)s” remains, and its new time stands only in the comment: %(due)s.",
            "%(count)s rows remain, and their new times stand only in the comments: %(due)s.",
        ),
        why=_CARRIED,
        remedy=_(
            "Write the time as the new due, so that it is reminded of.",
        ),
    ),
    "R19": FindingText(
        title=_("Done, without result"),
        what=ngettext_lazy(
            "“%(title)s” is done, and nothing is said of the result.",
            "%(count)s rows are done, and nothing is said of the results.",
        ),
        why=_(
            "That something was done says nothing of what it led to, and that is what the "
            "follow-up is for.",
        ),
        remedy=_(
            "Write in a sentence what it led to.",
        ),
    ),
    "R32": FindingText(
        title=_("Missed without analysis"),
        what=ngettext_lazy(
            "The goal “%(title)s” is assessed as %(assessment)s, and has no analysis.",
            "%(count)s goals were reached in part or not at all, and have no analysis.",
        ),
        why=_ANALYSIS,
        remedy=_(
            "Write why the goal was not reached, and what will be done.",
        ),
    ),
    "R32.measure": FindingText(
        title=_("Missed without measure"),
        what=ngettext_lazy(
            "The goal “%(title)s” is assessed as %(assessment)s, and nothing is said of "
            "what will be done.",
            "%(count)s goals were reached in part or not at all, and nothing is said of "
            "what will be done.",
        ),
        why=_ANALYSIS,
        remedy=_(
            "Write what will be done, by whom and when.",
        ),
    ),
    "R33": FindingText(
        title=_("Assessed against the indicators"),
        what=ngettext_lazy(
            "The goal “%(title)s” is assessed as %(assessment)s, against all its "
            "indicators, and no reason is given.",
            "%(count)s goals are assessed against all their indicators, and no reason is given.",
        ),
        why=_(
            "An assessment may differ from its figures, but the reader must be told why.",
        ),
        remedy=_(
            "Write why the assessment differs, or change it.",
        ),
    ),
    "R34": FindingText(
        title=_("The analysis repeats the figures"),
        what=ngettext_lazy(
            "The analysis of “%(title)s” is short, and names no cause.",
            "The analyses of %(count)s goals are short, and name no cause.",
        ),
        why=_ANALYSIS,
        remedy=_(
            "Write what the result depends on.",
        ),
    ),
    "R36": FindingText(
        title=_("Missed again without a new measure"),
        what=ngettext_lazy(
            "The goal “%(title)s” was missed last year too, and no new measure is taken.",
            "%(count)s goals were missed last year too, and no new measure is taken.",
        ),
        why=_(
            "The same goal missed year after year, with the same measures, will be missed again.",
        ),
        remedy=_(
            "Decide what will be done otherwise.",
        ),
    ),
    "R42": FindingText(
        title=_("Activity without outcome"),
        what=ngettext_lazy(
            "The activity “%(title)s” has neither status nor comment.",
            "%(count)s activities have neither status nor comment.",
        ),
        why=_OUTCOME,
        remedy=_(
            "Write how it went.",
        ),
    ),
    "R42.plan": FindingText(
        title=_("Planned, and not reported"),
        what=ngettext_lazy(
            "The activity “%(title)s” stands in the plan and not in its report.",
            "%(count)s activities stand in the plan and not in its report.",
        ),
        why=_OUTCOME,
        remedy=_(
            "Add them to the report, and write how they went.",
        ),
    ),
    "R42.earlier": FindingText(
        title=_("Last year's measures without outcome"),
        what=ngettext_lazy(
            "Under “%(heading)s”, nothing is said of what came of: %(measure)s",
            "Under “%(heading)s”, nothing is said of what came of %(count)s measures.",
        ),
        why=_OUTCOME,
        remedy=_("Write what was done, and what came of it."),
    ),
    "R43": FindingText(
        title=_("Assignment without answer"),
        what=ngettext_lazy(
            "The assignment “%(title)s” has neither status nor comment.",
            "%(count)s assignments have neither status nor comment.",
        ),
        why=_ANSWER,
        remedy=_(
            "Write how it stands.",
        ),
    ),
    "R43.board": FindingText(
        title=_("A board has not answered"),
        what=ngettext_lazy(
            "%(board)s has not reported on the assignment “%(title)s”, which %(other)s has.",
            "%(board)s has not reported on %(count)s assignments to everybody, which others have.",
        ),
        why=_ANSWER,
        remedy=_(
            "Add the assignment to the report.",
        ),
    ),
}
