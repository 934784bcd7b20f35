# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a proposal from an edited file cannot be accepted, or taken back, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ledtrad.sentences.catalogue import SWEDISH, gettext
from ledtrad.sentences.catalogue import marked as _

# Why a proposal cannot be accepted by this person now, or why accepting it failed.
HINDRANCES: Mapping[str, str] = {
    "not_yours": _(
        "This is decided by %(unit)s. Ask a manager or controller there to open the same file."
    ),
    "adopted": _("The plan has been adopted and is not changed. Bring it up for the next plan."),
    "gone": _("It is no longer in the plan, so there is nothing to change."),
    "not_here": _("That cannot be changed from a file. Change it where it is kept."),
    "order": _("The order cannot be changed from a file. What stands in it can."),
    "reported": _("This is reported in the follow-up, not in the plan. Report it there instead."),
    "organisation": _(
        "Names of units and workplaces are kept in the organisation. Ask an administrator."
    ),
    "period": _("A plan keeps its period. Make a new plan for another period."),
    "no_such": _("That proposal is no longer there, or it needs no decision."),
    "seen_other": _(
        "Somebody has changed the plan meanwhile. Nothing was replaced. Look at all three texts "
        "and decide again."
    ),
    "needed": _("Other things build on it: %(names)s. Move or remove them first."),
    "invalid": _("The plan does not take it: %(text)s Nothing was changed."),
    "goal_first": _("Accept the new goal “%(name)s” first."),
    "no_such_unit": _("There is no department called “%(name)s”. Nothing was changed."),
    "circle": _("A goal cannot hang under itself. Nothing was changed."),
    "level_of_others": _("That level is decided by others. Nothing was changed."),
    "under_lower": _("A goal cannot hang under a goal of a unit further down."),
    "other_plan": _("It cannot be moved to a goal in another unit's plan."),
    "too_long": _("The text is too long: at most %(limit)s characters. Nothing was changed."),
}
UNKNOWN = _("That cannot be done. Nothing was changed.")

# Why something that was accepted cannot be taken back.
BUILT_UPON: Mapping[str, str] = {
    "changed_since": _(
        "“%(name)s” has been changed since it was accepted. Nothing was taken back."
    ),
    "removed_since": _(
        "“%(name)s” has been removed since it was accepted. Nothing was taken back."
    ),
    "built_upon": _("Other things build on “%(name)s” now. Nothing was taken back."),
}


def of_hindrance(code: str, params: Mapping[str, object], language: str = SWEDISH) -> str:
    """Why a proposal cannot be accepted."""
    names = params.get("names")
    told: dict[str, object] = {"unit": "", "name": "", "text": "", "limit": "", **params}
    told["names"] = ", ".join(f"”{each}”" for each in names) if isinstance(names, list) else ""
    return gettext(HINDRANCES.get(code, UNKNOWN), language) % told


def of_taking_back(code: str, name: str, language: str = SWEDISH) -> str:
    """Why what was accepted cannot be taken back."""
    return gettext(BUILT_UPON.get(code, BUILT_UPON["built_upon"]), language) % {"name": name}


def of_fixed_words(found: str, printed: str, language: str = SWEDISH) -> str:
    """That words of ours were changed in a file; `printed` is empty when it is not known which."""
    if not printed:
        said = _("“%(found)s” stands where the template has words of its own, and is not taken in.")
        return gettext(said, language) % {"found": found}
    said = _(
        "“%(printed)s” belongs to the template and is not changed here. The file has “%(found)s”."
    )
    return gettext(said, language) % {"found": found, "printed": printed}
