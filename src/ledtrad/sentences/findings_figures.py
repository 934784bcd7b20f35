# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of findings about figures: hidden targets, broken targets, contradictions, sums."""

from __future__ import annotations

from collections.abc import Mapping

from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.finding_text import FindingText

_BROKEN = _(
    "Whoever reads the plan computes the same thing. If the figures are right, the goal is not "
    "reached from the start, and the plan must say what is done about it."
)
_BROKEN_REMEDY = _(
    "Check the figures in the text and the target. If both are right, write what the unit does to "
    "reach the target, or set a target of its own."
)
_CONTRADICTION = _(
    "Auditors read the parts of a document against each other. Figures that differ make neither of "
    "them believed, and nobody knows which one decisions rest on."
)
_SUM = _(
    "A reader adds up what is listed. A sum that is not right makes the other figures of the plan "
    "doubted too."
)
_SUM_REMEDY = _(
    "Correct the figure that is wrong, or write what else is included in the whole or left out of "
    "the list."
)
FIGURES: Mapping[str, FindingText] = {
    "R6": FindingText(
        title=_("A target hides in a text"),
        what=_("The text holds a target that no indicator measures: %(proposal)s."),
        why=_(
            "A target in running text is not followed up. Auditors find goals that cannot be "
            "measured although their own text holds the number."
        ),
        remedy=_("Make it an indicator: %(proposal)s. Check the name and the year first."),
    ),
    "R28.above": FindingText(
        title=_("The figures of the text break a target"),
        what=_(
            "The figures of the text give %(calculation)s, but the target of “%(indicator)s” is at "
            "most %(target)s."
        ),
        why=_BROKEN,
        remedy=_BROKEN_REMEDY,
    ),
    "R28.below": FindingText(
        title=_("The figures of the text break a target"),
        what=_(
            "The figures of the text give %(calculation)s, but the target of “%(indicator)s” is at "
            "least %(target)s."
        ),
        why=_BROKEN,
        remedy=_BROKEN_REMEDY,
    ),
    "R29.values": FindingText(
        title=_("Figures that contradict each other"),
        what=_(
            "The document states different figures of the same thing: %(values)s (%(quantity)s)."
        ),
        why=_CONTRADICTION,
        remedy=_(
            "Choose the figure that is right and write it in all places. If they are of different "
            "times or groups, write which."
        ),
    ),
    "R29.few": FindingText(
        title=_("A claim that a figure contradicts"),
        what=_("It says “%(claim)s”, but %(share)s (%(said)s) is no small part."),
        why=_CONTRADICTION,
        remedy=_("Write the figure instead of the words, or say which group the words are about."),
    ),
    "R29.most": FindingText(
        title=_("A claim that a figure contradicts"),
        what=_("It says “%(claim)s”, but %(share)s (%(said)s) is less than half."),
        why=_CONTRADICTION,
        remedy=_("Write the figure instead of the words, or say which group the words are about."),
    ),
    "R29.interval": FindingText(
        title=_("How often in two ways"),
        what=_("The same thing is said to be %(first)s in one place and %(second)s in another."),
        why=_CONTRADICTION,
        remedy=_("Choose one, or write what is different about the two."),
    ),
    "R30.staff": FindingText(
        title=_("The parts do not add up"),
        what=_("The professions listed make %(calculation)s, but the text says %(whole)s."),
        why=_SUM,
        remedy=_SUM_REMEDY,
    ),
    "R30.parts": FindingText(
        title=_("The parts do not add up"),
        what=_("The parts that are listed make %(calculation)s, but the text says %(whole)s."),
        why=_SUM,
        remedy=_SUM_REMEDY,
    ),
    "R30.workplaces": FindingText(
        title=_("The parts do not add up"),
        what=_("The workplaces together make %(calculation)s, but the text says %(whole)s."),
        why=_SUM,
        remedy=_SUM_REMEDY,
    ),
    "R30.names": FindingText(
        title=_("The list does not have as many as the text says"),
        what=_("The text says %(whole)s, but lists %(number)s: %(names)s."),
        why=_SUM,
        remedy=_SUM_REMEDY,
    ),
    "R30.shares": FindingText(
        title=_("The parts do not add up"),
        what=_("The shares make %(calculation)s, but should together be 100 percent."),
        why=_SUM,
        remedy=_SUM_REMEDY,
    ),
    "R30.part": FindingText(
        title=_("A number and its share do not fit"),
        what=_("%(calculation)s, but the text says %(whole)s."),
        why=_SUM,
        remedy=_SUM_REMEDY,
    ),
    "R30.table": FindingText(
        title=_("The table does not add up"),
        what=_(
            "The rows of the column “%(column)s” make %(calculation)s, but the row “%(row)s” says "
            "%(whole)s."
        ),
        why=_SUM,
        remedy=_SUM_REMEDY,
    ),
    "R30.mean": FindingText(
        title=_("The whole does not fit its parts"),
        what=_(
            "The text says that %(measure)s is %(whole)s in all, but the figures of women and men "
            "(%(first)s and %(second)s) give %(calculation)s."
        ),
        why=_SUM,
        remedy=_SUM_REMEDY,
    ),
}
