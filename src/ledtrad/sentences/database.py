# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes of imports and of the integrity check as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ledtrad.sentences.catalogue import SWEDISH, gettext, ngettext
from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.catalogue import marked_plural as ngettext_lazy

# Why a document was placed where it was, when somebody imports it.
PLACEMENTS: Mapping[str, str] = {
    "stated": _("The document names it, not quite clearly"),
    "given": _("You gave it"),
    "near_name": _("The name is nearly that of a unit that is there"),
    "same_goals": _("It already has the same goals"),
    "named_after_administration": _("The name was made of the administration's"),
    "above_administration": _("It stands above the administration"),
    "above_unit": _("It stands above the unit"),
    "addressee": _("The document is addressed to it"),
    "only_one": _("It is the only one there is"),
    "nothing_said": _("The document says nothing of it"),
    "most_common_year": _("It is the year that the document names most often"),
}

UNKNOWN_PLACEMENT = _("The document does not say it clearly")

# What `check-integrity` finds: what is wrong, with the ids that a technician needs.
PROBLEMS: Mapping[str, str] = {
    "unit_trigger_missing": _("The database has lost its guard against units below themselves."),
    "unit_cycle": _("Units lie below themselves in a circle."),
    "closure_missing": _("The tree of units lacks a pair in its table of units above and below."),
    "closure_wrong": _("The table of units above and below has a pair that the tree has not."),
    "unit_key_wrong": _("A unit's name and its search key differ."),
    "plan_overlaps": _("Two operational plans of the same unit overlap."),
    "adopted_plan_not_frozen": _("An adopted plan's frozen copy is missing or has been changed."),
    "goal_level_of_other_model": _("A goal is on a level of another steering model."),
    "goal_cycle": _("Goals lie under themselves in a circle."),
    "goal_same_as_cycle": _("Goals are said to be the same as each other in a circle."),
    "goal_predecessor_cycle": _("Goals are said to follow each other in a circle."),
    "goal_parent_of_unrelated_unit": _("A goal hangs under a goal of an unrelated unit."),
    "activity_goal_of_unrelated_unit": _("An activity serves a goal of an unrelated unit."),
    "goal_key_wrong": _("A goal's title and its search key differ."),
    "activity_key_wrong": _("An activity's title and its search key differ."),
    "indicator_goal_of_other_plan": _("An indicator hangs on a goal of another plan."),
    "target_of_unrelated_unit": _("A target is set by an unrelated unit."),
    "outcome_period_wrong": _("An outcome's period and its days differ."),
    "forecast_period_wrong": _("A forecast's period and its days differ."),
    "outcome_group_not_split": _("An outcome is split by gender where the indicator is not."),
    "indicator_key_wrong": _("An indicator's name and its search key differ."),
    "activity_status_outside_round": _("An activity's status is outside its round."),
    "goal_status_outside_round": _("An assignment's status is outside its round."),
    "goal_assessment_outside_round": _("A goal's assessment is outside its round."),
    "goal_status_of_no_assignment": _("A goal that is no assignment has a status."),
    "stored_file_damaged": _("A kept file is not what it was when it was read in."),
    "stored_file_not_needed": _("A file is kept that no import needs."),
    "import_document_damaged": _("The document of an import cannot be understood."),
    "import_plan_missing": _("The plan that an import was read into is gone."),
    "version_damaged": _("A kept version is not what it was when it was written."),
    "adopted_without_version": _("The version that was adopted is not kept with its plan."),
    "findings_damaged": _("What the checks found cannot be read."),
    "findings_miscounted": _("What stands of the checks’ findings is counted wrongly."),
    "waiver_of_other_unit": _("A waiver and its plan are of different units."),
    "search_trigger_missing": _("The database has lost a trigger that keeps search up to date."),
    "search_index_wrong": _("The search index does not match what can be found."),
}
UNKNOWN_PROBLEM = _("Something does not fit together.")

# What accepting an import wants the person to know.
IMPORT_NOTES: Mapping[str, str] = {
    "shortened": _("The text was too long for its place and was shortened."),
    "unknown_level": _("The level %(level)s is not in the steering model, so it was left out."),
    "no_such_level": _("Its level is not in the steering model, so it was left out."),
    "plan_not_draft": _("The plan is no longer a draft, so nothing was added to it."),
    "parent_further_down": _("The goal above it belongs to a unit further down and was not used."),
    "same_number": _("Another goal has the number %(number)s: ”%(there)s”."),
    "without_name": _("It has no words of its own and was left out."),
    "stated_twice": _("The document says it twice. It was added once."),
    "number_too_long": _("The number %(value)s is too long and was kept as text."),
    "two_targets": _("There are two targets for the same year: ”%(there)s” was kept."),
    "not_a_period": _("%(period)s is no period, so ”%(text)s” was left out."),
    "occasion_guessed": _("The occasion is not named. %(occasion)s was chosen."),
    "status_of_no_assignment": _("It is no assignment, so the status ”%(text)s” was left out."),
}
UNKNOWN_NOTE = _("Something was not as expected (%(code)s).")

UNKNOWN_ROWS = "%(count)s %(model)s"
ROWS: Mapping[str, tuple[str, str]] = {
    "organisation.unit": ngettext_lazy("%(count)s unit", "%(count)s units"),
    "organisation.unitalias": ngettext_lazy(
        "%(count)s other name of a unit", "%(count)s other names of units"
    ),
    "plans.plan": ngettext_lazy("%(count)s plan", "%(count)s plans"),
    "plans.chapter": ngettext_lazy("%(count)s chapter", "%(count)s chapters"),
    "plans.listedworkplace": ngettext_lazy("%(count)s workplace", "%(count)s workplaces"),
    "plans.goal": ngettext_lazy("%(count)s goal", "%(count)s goals"),
    "plans.goalsection": ngettext_lazy("%(count)s text of a goal", "%(count)s texts of goals"),
    "plans.expectedresult": ngettext_lazy(
        "%(count)s expected result", "%(count)s expected results"
    ),
    "plans.activity": ngettext_lazy("%(count)s activity", "%(count)s activities"),
    "plans.plannedactivity": ngettext_lazy(
        "%(count)s activity in a plan", "%(count)s activities in plans"
    ),
    "plans.activitygoal": ngettext_lazy("%(count)s link to a goal", "%(count)s links to goals"),
    "plans.activityrole": ngettext_lazy(
        "%(count)s responsible role", "%(count)s responsible roles"
    ),
    "plans.activitycategory": ngettext_lazy("%(count)s category", "%(count)s categories"),
    "plans.competenceneed": ngettext_lazy(
        "%(count)s competence need", "%(count)s competence needs"
    ),
    "plans.changeahead": ngettext_lazy("%(count)s change ahead", "%(count)s changes ahead"),
    "indicators.indicator": ngettext_lazy("%(count)s indicator", "%(count)s indicators"),
    "indicators.plannedindicator": ngettext_lazy(
        "%(count)s indicator in a plan", "%(count)s indicators in plans"
    ),
    "indicators.target": ngettext_lazy("%(count)s target", "%(count)s targets"),
    "indicators.outcome": ngettext_lazy("%(count)s outcome", "%(count)s outcomes"),
    "indicators.forecast": ngettext_lazy("%(count)s forecast", "%(count)s forecasts"),
    "followup.round": ngettext_lazy("%(count)s round", "%(count)s rounds"),
    "followup.activitystatus": ngettext_lazy(
        "%(count)s status of an activity", "%(count)s statuses of activities"
    ),
    "followup.goalstatus": ngettext_lazy(
        "%(count)s status of an assignment", "%(count)s statuses of assignments"
    ),
    "followup.goalassessment": ngettext_lazy(
        "%(count)s assessment of a goal", "%(count)s assessments of goals"
    ),
    "followup.indicatorassessment": ngettext_lazy(
        "%(count)s assessment of an indicator", "%(count)s assessments of indicators"
    ),
    "documents.placeholderunit": ngettext_lazy(
        "%(count)s unit without a known name", "%(count)s units without known names"
    ),
}

# Why an import cannot be undone.
BLOCKERS: Mapping[str, str] = {
    "later_import": _("Later imports build upon it: %(names)s. Undo them first."),
    "changed_since": _("Somebody has changed what it added: %(names)s."),
    "referred_to": _("Other things refer to what it added: %(names)s."),
}


def of_placement(why: str, language: str = SWEDISH) -> str:
    """Why a document was placed with a unit or in a period, in a clause."""
    return gettext(PLACEMENTS.get(why, UNKNOWN_PLACEMENT), language)


def of_problem(code: str, params: Mapping[str, object], language: str = SWEDISH) -> str:
    """What does not fit together in the database, with the code and ids for a technician."""
    about = ", ".join(f"{name} {value}" for name, value in params.items())
    sentence = gettext(PROBLEMS.get(code, UNKNOWN_PROBLEM), language)
    return f"{sentence} [{code}{': ' if about else ''}{about}]"


def of_import_note(code: str, params: Mapping[str, object], language: str = SWEDISH) -> str:
    """Something that the person who accepted an import should know."""
    message = gettext(IMPORT_NOTES.get(code, UNKNOWN_NOTE), language)
    return message % {**params, "code": code}


def of_blocker(code: str, count: int, names: Sequence[str], language: str = SWEDISH) -> str:
    """What stands in the way of undoing an import: the first few by name."""
    listed = ", ".join(names)
    if count > len(names):
        more = count - len(names)
        listed += ngettext(" and %(count)s more", " and %(count)s more", more, language) % {
            "count": more
        }
    return gettext(BLOCKERS[code], language) % {"names": listed}


def of_rows(model: str, count: int, language: str = SWEDISH) -> str:
    """How many rows of a model: "14 aktiviteter"."""
    one, many = ROWS.get(model, (UNKNOWN_ROWS, UNKNOWN_ROWS))
    return ngettext(one, many, count, language) % {"count": count, "model": model}
