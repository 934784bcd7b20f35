# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of findings about activities, and about needs for competence."""

from __future__ import annotations

from collections.abc import Mapping

from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.catalogue import marked_plural as ngettext_lazy
from ledtrad.sentences.finding_text import FindingText

_RESPONSIBLE = _(
    "What nobody is responsible for is not reported back. In a sentence, who is "
    "responsible can be neither sorted nor searched for.",
)
_END = _(
    "A decision must say when it is to be done, so that deviations can be reported back.",
)
_PERIOD = _(
    "What ends outside the plan's period is followed up in no report of this plan.",
)
_PHASES = _(
    "Auditors find that competence supply is planned unevenly, with whole phases or goals "
    "without anything done.",
)
_NEEDS = _(
    "Auditors ask whether needs are mapped and whether measures meet them. The words are "
    "compared, so that an activity with quite other words is not seen.",
)

ACTIVITIES: Mapping[str, FindingText] = {
    "R10": FindingText(
        title=_("Nobody responsible"),
        what=ngettext_lazy(
            "Nobody is responsible for the activity “%(title)s”.",
            "Nobody is responsible for %(count)s activities.",
        ),
        why=_RESPONSIBLE,
        remedy=_(
            "Name the role that is responsible.",
        ),
    ),
    "R10.sentence": FindingText(
        title=_("Responsible only in the sentence"),
        what=ngettext_lazy(
            "Who is responsible for “%(title)s” stands only in the sentence: %(role)s.",
            "Who is responsible for %(count)s activities stands only in their sentences: %(role)s.",
        ),
        why=_RESPONSIBLE,
        remedy=_(
            "Name the role as responsible, too.",
        ),
    ),
    "R11": FindingText(
        title=_("No end date"),
        what=ngettext_lazy(
            "The activity “%(title)s” has no end date.",
            "%(count)s activities have no end date.",
        ),
        why=_END,
        remedy=_(
            "Say when it is to be done.",
        ),
    ),
    "R11.ongoing": FindingText(
        title=_("Goes on without a next check"),
        what=ngettext_lazy(
            "The activity “%(title)s” goes on (%(due)s), and no next check is named.",
            "%(count)s activities go on (%(due)s), and no next check is named.",
        ),
        why=_END,
        remedy=_(
            "Say when it is looked at next.",
        ),
    ),
    "R11.year_end": FindingText(
        title=_("Goes on, checked when the year is over"),
        what=ngettext_lazy(
            "The activity “%(title)s” goes on (%(due)s), and is looked at only when the "
            "year is over.",
            "%(count)s activities go on (%(due)s), and are looked at only when the year is over.",
        ),
        why=_END,
        remedy=_(
            "Name a day during the year when somebody looks at how it goes.",
        ),
    ),
    "R12": FindingText(
        title=_("Several steps in one row"),
        what=ngettext_lazy(
            "The row “%(title)s” holds several steps or dates.",
            "%(count)s rows hold several steps or dates.",
        ),
        why=_(
            "The status of a row with two steps is right for one of them at most.",
        ),
        remedy=_(
            "Give each step a row of its own, with its own date and responsible.",
        ),
    ),
    "R13": FindingText(
        title=_("Began before the period"),
        what=ngettext_lazy(
            "The activity “%(title)s” began %(start)s, and nothing says how it has gone so far.",
            "%(count)s activities began before %(period)s, and nothing says how they have "
            "gone so far.",
        ),
        why=_(
            "What was begun last year and goes on has a history; without it, the same "
            "activity can go on year after year.",
        ),
        remedy=_(
            "Write the status at the turn of the year, and what is left.",
        ),
    ),
    "R20": FindingText(
        title=_("The follow-up is only a role"),
        what=ngettext_lazy(
            "The follow-up of “%(title)s” names only who: %(role)s.",
            "The follow-up of %(count)s activities names only who: %(role)s.",
        ),
        why=_(
            "Who follows up is good to know, but not how or when: then nothing is followed up.",
        ),
        remedy=_(
            "Add how and when it is followed up.",
        ),
    ),
    "R23.after": FindingText(
        title=_("Ends after the plan"),
        what=ngettext_lazy(
            "The activity “%(title)s” ends %(due)s, after the plan's period (%(period)s).",
            "%(count)s activities end after the plan's period (%(period)s): %(due)s.",
        ),
        why=_PERIOD,
        remedy=_(
            "Say what is to be done within the period, and take the rest to the next plan.",
        ),
    ),
    "R23.before": FindingText(
        title=_("Ended before the plan"),
        what=ngettext_lazy(
            "The activity “%(title)s” ended %(due)s, before the plan's period (%(period)s).",
            "%(count)s activities ended before the plan's period (%(period)s): %(due)s.",
        ),
        why=_PERIOD,
        remedy=_(
            "Set a new due, or leave the activity to last year's report.",
        ),
    ),
    "R23.order": FindingText(
        title=_("Ends before it begins"),
        what=ngettext_lazy(
            "The activity “%(title)s” ends (%(due)s) before it begins.",
            "%(count)s activities end before they begin: %(due)s.",
        ),
        why=_PERIOD,
        remedy=_(
            "Correct the dates.",
        ),
    ),
    "R25.heading": FindingText(
        title=_("Phase without activities"),
        what=ngettext_lazy(
            "The heading “%(phase)s” in %(department)s has no activity below it.",
            "%(count)s headings of phases have no activity below them: %(phase)s.",
        ),
        why=_PHASES,
        remedy=_(
            "Add an activity, or write why nothing is needed.",
        ),
    ),
    "R25.phase": FindingText(
        title=_("Phase missing in a department"),
        what=ngettext_lazy(
            "%(department)s has no activity in the phase %(phase)s, as other departments have.",
            "%(count)s departments have no activity in the phase %(phase)s, as others "
            "have: %(department)s.",
        ),
        why=_PHASES,
        remedy=_(
            "Consider whether something is needed there too.",
        ),
    ),
    "R25.goal": FindingText(
        title=_("Goal without activities"),
        what=ngettext_lazy(
            "The goal “%(title)s” has no activities.",
            "%(count)s goals have no activities.",
        ),
        why=_PHASES,
        remedy=_(
            "Write what will be done to reach the goal.",
        ),
    ),
    "R26": FindingText(
        title=_("Activity without goal"),
        what=ngettext_lazy(
            "The activity “%(title)s” is not connected to any goal.",
            "%(count)s activities are not connected to any goal.",
        ),
        why=_(
            "What serves no goal cannot be weighed into the assessment of any.",
        ),
        remedy=_(
            "Choose which goal each activity serves.",
        ),
    ),
    "R27": FindingText(
        title=_("Need without activity"),
        what=ngettext_lazy(
            "%(department)s needs “%(need)s”, but no activity seems to meet it.",
            "%(count)s needs seem to be met by no activity (%(department)s): %(need)s.",
        ),
        why=_NEEDS,
        remedy=_(
            "Add an activity, or connect the one that meets the need.",
        ),
    ),
    "R27.plan": FindingText(
        title=_("Need without activity"),
        what=ngettext_lazy(
            "The plan names the need “%(need)s”, but no activity seems to meet it.",
            "The plan names %(count)s needs that no activity seems to meet: %(need)s.",
        ),
        why=_NEEDS,
        remedy=_(
            "Add an activity, or connect the one that meets the need.",
        ),
    ),
    "R27.activity": FindingText(
        title=_("Activity without need"),
        what=ngettext_lazy(
            "The activity “%(title)s” seems to meet none of the needs that the department "
            "has named.",
            "%(count)s activities seem to meet none of the needs that their departments "
            "have named.",
        ),
        why=_NEEDS,
        remedy=_(
            "Name the need that it meets, or consider whether it is needed.",
        ),
    ),
}
