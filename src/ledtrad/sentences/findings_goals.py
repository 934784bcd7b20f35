# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of findings about goals, indicators, resources and economy."""

from __future__ import annotations

from collections.abc import Mapping

from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.catalogue import marked_plural as ngettext_lazy
from ledtrad.sentences.finding_text import FindingText

_TARGET = _(
    "Without a target of the unit's own nobody can say whether the year went as it "
    "should, and goals that cannot be measured are a common ground for criticism from the "
    "auditors.",
)
_INDICATOR = _(
    "Without a direction and a unit every colour is a guess: 4.9 children for each "
    "employee is a ceiling, 33 % with a licence is a floor.",
)
_RESOURCES = _(
    "Whether there is money and time for the goals is asked in every audit. A name or a "
    "forum does not say how much.",
)
_ECONOMY = _(
    "A plan with goals and no money is what auditors ask about every year: is there a "
    "connection between goals and resources?",
)
_ACTIVITY_GOAL = _(
    "A goal that says what will be done can be ticked off without anything getting better.",
)
_MANY = _(
    "Too many goals and tasks send competing signals, and little of it is done.",
)

GOALS: Mapping[str, FindingText] = {
    "R1": FindingText(
        title=_("Indicator without a target of its own"),
        what=ngettext_lazy(
            "The indicator “%(name)s” has a target from the council, but none of the unit's own.",
            "%(count)s indicators have a target from the council, but none of the unit's "
            "own: %(name)s.",
        ),
        why=_TARGET,
        remedy=_(
            "Set a target of your own for the year, or write that the council's is yours too.",
        ),
    ),
    "R1.none": FindingText(
        title=_("Indicator without any target"),
        what=ngettext_lazy(
            "The indicator “%(name)s” has no target.",
            "%(count)s indicators have no target: %(name)s.",
        ),
        why=_TARGET,
        remedy=_(
            "Set a target for the year.",
        ),
    ),
    "R1.year": FindingText(
        title=_("Indicator without a target for the year"),
        what=ngettext_lazy(
            "The indicator “%(name)s” has no target for %(year)s.",
            "%(count)s indicators have no target for %(year)s: %(name)s.",
        ),
        why=_TARGET,
        remedy=_(
            "Set a target for the year.",
        ),
    ),
    "R2.direction": FindingText(
        title=_("Indicator without direction"),
        what=ngettext_lazy(
            "It is not said whether more or less is better for the indicator “%(name)s”.",
            "It is not said whether more or less is better for %(count)s indicators: %(name)s.",
        ),
        why=_INDICATOR,
        remedy=_(
            "Say for each indicator whether it should rise, fall or stay within limits.",
        ),
    ),
    "R2.unit": FindingText(
        title=_("Indicator without unit of measure"),
        what=ngettext_lazy(
            "It is not said what the figure of the indicator “%(name)s” counts.",
            "It is not said what the figures of %(count)s indicators count: %(name)s.",
        ),
        why=_INDICATOR,
        remedy=_(
            "Add the unit: per cent, number, or the scale (for example 1–5).",
        ),
    ),
    "R3": FindingText(
        title=_("Target in words"),
        what=ngettext_lazy(
            "The target of “%(name)s” is words instead of a figure: “%(target)s”.",
            "The targets of %(count)s indicators are words instead of figures: %(name)s.",
        ),
        why=_(
            "A target in words can be neither reached nor missed.",
        ),
        remedy=_(
            "Write the figure, or ask whoever is to set it.",
        ),
    ),
    "R4": FindingText(
        title=_("The board's goal is not broken down"),
        what=ngettext_lazy(
            "The board's goal “%(title)s” has no goal of the unit's below it, and no reason why.",
            "%(count)s of the board's goals have no goal of the unit's below them, and no "
            "reason why.",
        ),
        why=_(
            "Where a unit is silent on a goal, nobody can tell whether the goal does not "
            "concern it or was forgotten, and the board cannot put together an "
            "assessment.",
        ),
        remedy=_(
            "Write a goal of your own, or say that the goal does not concern the unit and why.",
        ),
    ),
    "R5": FindingText(
        title=_("Goal without a measure"),
        what=ngettext_lazy(
            "The goal “%(title)s” has no indicator.",
            "%(count)s goals have no indicator.",
        ),
        why=_(
            "A goal without a measure is followed up by what was done, not by what became better.",
        ),
        remedy=_(
            "Choose how it will be seen that the goal is reached: a figure, a survey or "
            "an observation.",
        ),
    ),
    "R7": FindingText(
        title=_("Goal without resources"),
        what=ngettext_lazy(
            "The goal “%(title)s” says nothing of its resources.",
            "%(count)s goals say nothing of their resources.",
        ),
        why=_RESOURCES,
        remedy=_(
            "Write what the goal takes: money, hours or positions, or that it is done "
            "within the budget.",
        ),
    ),
    "R7.amount": FindingText(
        title=_("Resources without amount"),
        what=ngettext_lazy(
            "The resources of the goal “%(title)s” are named, but not how much.",
            "The resources of %(count)s goals are named, but not how much.",
        ),
        why=_RESOURCES,
        remedy=_(
            "Add money, hours or positions, or write that it is done within the budget.",
        ),
    ),
    "R7.activity": FindingText(
        title=_("Activity without amount of resources"),
        what=ngettext_lazy(
            "The activity “%(title)s” does not say how much it takes, though the table "
            "has a column for it.",
            "%(count)s activities do not say how much they take, though the table has a "
            "column for it.",
        ),
        why=_RESOURCES,
        remedy=_(
            "Write hours, money or staff, or that it is done within the budget.",
        ),
    ),
    "R8": FindingText(
        title=_("No economy"),
        what=ngettext_lazy(
            "The chapter “%(heading)s” is empty, and nothing is said of economy elsewhere.",
            "The chapters on economy are empty: %(heading)s.",
        ),
        why=_ECONOMY,
        remedy=_(
            "Write the budget and how it is used, in a few lines and a table.",
        ),
    ),
    "R8.promised": FindingText(
        title=_("The economy is yet to be written"),
        what=ngettext_lazy(
            "The chapter “%(heading)s” says only that something is to come: “%(text)s”",
            "%(count)s chapters on economy say only that something is to come: %(heading)s.",
        ),
        why=_ECONOMY,
        remedy=_("Write what is known now: the frame that was given, or last year's budget."),
    ),
    "R8.some": FindingText(
        title=_("Gap in the economy"),
        what=ngettext_lazy(
            "The chapter “%(heading)s” is empty.",
            "%(count)s chapters on economy are empty: %(heading)s.",
        ),
        why=_ECONOMY,
        remedy=_(
            "Fill in the chapter, or take the heading away.",
        ),
    ),
    "R35": FindingText(
        title=_("Not split by gender"),
        what=ngettext_lazy(
            "The indicator “%(name)s” counts people but is not split by gender.",
            "%(count)s indicators count people but are not split by gender: %(name)s.",
        ),
        why=_(
            "Indicators that count people are to be reported by gender where figures are "
            "to be had, so that differences are seen.",
        ),
        remedy=_(
            "Mark that it is to be reported by gender, or write why that cannot be done.",
        ),
    ),
    "R38": FindingText(
        title=_("No unit has the board's goal"),
        what=ngettext_lazy(
            "The board's goal “%(title)s” stands in %(plans)s plans, and no unit has a "
            "goal below it.",
            "%(count)s of the board's goals have no goal below them in any unit's plan.",
        ),
        why=_(
            "Goals of the units that together do not cover the board's goal cannot be put "
            "together to an assessment of it.",
        ),
        remedy=_(
            "Decide which unit contributes to the goal, or say how it is reached otherwise.",
        ),
    ),
    "R38.council": FindingText(
        title=_("The board has no goal below the council's"),
        what=ngettext_lazy(
            "The council's goal “%(title)s” has no goal of the board's below it, as its others do.",
            "%(count)s of the council's goals have no goal of the board's below them, as its "
            "others do.",
        ),
        why=_(
            "Goals of the boards that together do not cover the council's goal cannot be put "
            "together to an assessment of it.",
        ),
        remedy=_("Write a goal of the board's, or that the goal does not concern it and why."),
    ),
    "R39": FindingText(
        title=_("Goal worded as an activity"),
        what=ngettext_lazy(
            "The goal “%(title)s” says what will be done, not what will be true.",
            "%(count)s goals say what will be done, not what will be true.",
        ),
        why=_ACTIVITY_GOAL,
        remedy=_(
            "Write how it is when the goal is reached, and the rest as an activity.",
        ),
    ),
    "R39.aim": FindingText(
        title=_("Aim worded as an activity"),
        what=ngettext_lazy(
            "What is to be reached is worded as something to do: “%(aim)s”.",
            "What is to be reached is worded as something to do in %(count)s rows.",
        ),
        why=_ACTIVITY_GOAL,
        remedy=_(
            "Write how it is when it is reached.",
        ),
    ),
    "R40.goals": FindingText(
        title=_("Many goals"),
        what=ngettext_lazy(
            "The plan has %(number)s goals of its own; more than %(limit)s are hard to follow up.",
            "The plans have %(number)s goals of their own; more than %(limit)s are hard "
            "to follow up.",
        ),
        why=_MANY,
        remedy=_(
            "Choose the goals that matter most, and put others together.",
        ),
    ),
    "R40.activities": FindingText(
        title=_("Many activities on one role"),
        what=ngettext_lazy(
            "%(role)s is responsible for %(number)s activities in %(rows)s rows; more "
            "than %(limit)s are hard to carry out.",
            "%(role)s are responsible for %(number)s activities; more than %(limit)s are "
            "hard to carry out.",
        ),
        why=_MANY,
        remedy=_(
            "Share them out, or choose those that matter most.",
        ),
    ),
    "R40.department": FindingText(
        title=_("Many activities on one role"),
        what=ngettext_lazy(
            "%(role)s in %(department)s is responsible for %(number)s activities in "
            "%(rows)s rows; more than %(limit)s are hard to carry out.",
            "%(role)s in %(department)s are responsible for %(number)s activities; more "
            "than %(limit)s are hard to carry out.",
        ),
        why=_MANY,
        remedy=_(
            "Share them out, or choose those that matter most.",
        ),
    ),
}
