# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad export`: plans and reports out of the database, as files to decide on or to keep."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ledtrad.commands.convert import file_content
from ledtrad.commands.database import acting_user, open_database
from ledtrad.commands.targets import Target, format_of
from ledtrad.commands.terminal import CommandFailed
from ledtrad.sentences import gettext as _
from plandoc.writers import FORMATS

if TYPE_CHECKING:
    from ledtrad.commands.arguments import Subcommands
    from ledtrad.documents.writing import Subject
    from ledtrad.followup.models import Round
    from ledtrad.organisation.models import Unit, User
    from ledtrad.plans.models import Plan

KINDS = ("operational_plan", "competence_plan", "other")
MOST_NAMED = 20
NOT_UNDERSTOOD = 2


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    parser = subcommands.add_parser(
        "export",
        help=_("write plans and reports from the database as files"),
        description=_(
            "Writes a unit's plan, a report about it, or a board's plan with all its units. "
            "Without a unit or a board, every plan of the period is written. What was adopted is "
            "written as it was adopted."
        ),
        allow_abbrev=False,
    )
    parser.add_argument(
        "unit", nargs="?", metavar=_("UNIT"), help=_("the unit whose plan is to be written")
    )
    parser.add_argument(
        "--board", metavar=_("BOARD"), help=_("the board's plan with all its units in one file")
    )
    parser.add_argument(
        "--period", metavar=_("YEAR"), help=_("the plan's year, or its years: 2026-2028")
    )
    parser.add_argument("--kind", choices=KINDS, help=_("the kind of plan"))
    parser.add_argument(
        "--round",
        metavar=_("ROUND"),
        help=_("the report of this round, by its name, instead of the plan"),
    )
    parser.add_argument(
        "--to",
        choices=[*FORMATS],
        help=_("write in this format; else in the one that --out names, or Word"),
    )
    parser.add_argument(
        "--template",
        metavar=_("FILE"),
        help=_("a Word file whose styles, header and footer are to be used"),
    )
    parser.add_argument(
        "--out",
        metavar=_("FILE"),
        help=_("the file or the folder to write; - for standard output"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write each file; one that cannot be written is told of, and the others go on."""
    kind = arguments.to or format_of(arguments.out) or "docx"
    if arguments.template is not None and kind != "docx":
        raise CommandFailed(_("--template needs --to docx: other formats have none."), 2)
    template = file_content(arguments.template) if arguments.template is not None else None
    open_database()
    from ledtrad.documents import writing

    user = acting_user()
    subjects = _subjects(arguments, user)
    target = Target(arguments.out, alone=len(subjects) == 1)
    failed = False
    for subject in subjects:
        written = writing.write(subject, kind, template=template, acting_user=user)
        failed = not target.write(written.name, written.data) or failed
    return 1 if failed else 0


def _subjects(arguments: argparse.Namespace, user: User) -> list[Subject]:
    """What is to be written. Raises CommandFailed, which names what there is to choose among."""
    from ledtrad.documents import writing
    from ledtrad.organisation.models import Unit

    if arguments.board is not None:
        if arguments.unit is not None or arguments.round is not None:
            raise CommandFailed(_("--board is for itself: leave out the unit and --round."), 2)
        board = _unit(arguments.board, user, Unit.Kind.BOARD)
        return [_whole_board(arguments, board, user)]
    plans = _plans(arguments, user)
    if arguments.unit is not None and len(plans) > 1:
        raise CommandFailed(
            _("There are several plans. Choose one with --period and --kind:")
            + _listed([_described(plan) for plan in plans]),
            NOT_UNDERSTOOD,
        )
    if arguments.round is None:
        return [writing.of_plan(plan) for plan in plans]
    return [writing.of_plan(plan, _round(arguments.round, plan, user)) for plan in plans]


def _unit(name: str, user: User, *kinds: str) -> Unit:
    """The unit of the name, written as it is or in part."""
    from ledtrad.organisation.models import Unit

    units = Unit.objects.visible_to(user).in_name_order()
    if kinds:
        units = units.of_kind(*kinds)
    found = list(units.named(name)) or list(units.name_holds(name))
    if len(found) == 1:
        return found[0]
    if found:
        choices = [f"{unit.name} ({unit.get_kind_display()})" for unit in found]
        message = _("”%(name)s” may be several units. Write one of them in full:")
        raise CommandFailed(message % {"name": name} + _listed(choices), NOT_UNDERSTOOD)
    choices = [unit.name for unit in units]
    message = _("There is no unit ”%(name)s”. There is:") if choices else _("There are no units.")
    raise CommandFailed(message % {"name": name} + _listed(choices), NOT_UNDERSTOOD)


def _plans(arguments: argparse.Namespace, user: User) -> list[Plan]:
    """The plans of the unit, or of all, in the period and of the kind."""
    from ledtrad.plans.models import Plan

    plans = Plan.objects.visible_to(user).select_related("unit", "steering_model")
    if arguments.unit is not None:
        unit = _unit(arguments.unit, user)
        plans = plans.of_unit(unit)
    if arguments.kind is not None:
        plans = plans.of_kind(arguments.kind)
    found = list(plans.in_unit_order())
    there = [plan for plan in found if _is_of(plan, arguments.period)]
    # What is known through other documents alone is written when there is nothing else.
    whole = [plan for plan in there if not plan.is_partial]
    if whole or (there and arguments.unit is not None):
        return whole or there
    message = _("There is no such plan. There is:") if found else _("There are no plans to write.")
    raise CommandFailed(message + _listed([_described(plan) for plan in found]))


def _is_of(plan: Plan, period: str | None) -> bool:
    """Whether the plan's period holds the year, or is the years."""
    if period is None:
        return True
    from ledtrad.documents.placement import InvalidGiven, years

    try:
        first, last = years(period)
    except InvalidGiven as error:
        message = _("--period cannot be used as it stands. Write a year, or years as 2026-2028.")
        raise CommandFailed(message, NOT_UNDERSTOOD) from error
    if first.year == last.year:
        return plan.period_start <= last and plan.period_end >= first
    return (plan.period_start, plan.period_end) == (first, last)


def _round(name: str, plan: Plan, user: User) -> Round:
    """The plan's round of the name."""
    from ledtrad.followup.models import Round

    rounds = [
        each
        for each in Round.objects.visible_to(user).latest_first()
        if plan.period_start.year <= each.year <= plan.period_end.year
    ]
    for each in rounds:
        if name.casefold() in (each.name.casefold(), str(each).casefold()):
            return each
    message = _("There is no round ”%(name)s”. There is:") if rounds else _("There are no rounds.")
    raise CommandFailed(
        message % {"name": name} + _listed([str(each) for each in rounds]), NOT_UNDERSTOOD
    )


def _whole_board(arguments: argparse.Namespace, board: Unit, user: User) -> Subject:
    from ledtrad.documents import writing
    from ledtrad.documents.snapshot import NoPlans
    from ledtrad.plans.models import Plan

    kind = arguments.kind or Plan.Kind.OPERATIONAL
    plans = Plan.objects.visible_to(user).within(board).of_kind(kind)
    there = sorted(
        {year for plan in plans for year in range(plan.period_start.year, plan.period_end.year + 1)}
    )
    if arguments.period is None and len(there) > 1:
        message = _("There are plans of several years. Choose one with --period:")
        raise CommandFailed(message + _listed([str(year) for year in there]), NOT_UNDERSTOOD)
    wanted = [plan for plan in plans if _is_of(plan, arguments.period)]
    if not wanted:
        message = _("There is no such plan. There is:") if there else _("There are no plans.")
        raise CommandFailed(message + _listed([str(year) for year in there]))
    year = int(arguments.period[:4]) if arguments.period else there[0]
    try:
        return writing.of_board(board, year, kind)
    except NoPlans as error:
        raise CommandFailed(_("There are no plans to write.")) from error


def _described(plan: Plan) -> str:
    from ledtrad.documents.snapshot.compose import period_words

    return f"{plan.unit.name}: {plan.get_kind_display()} {period_words(plan)} (--kind {plan.kind})"


def _listed(choices: Sequence[str]) -> str:
    """The choices, a line each."""
    lines = [f"\n  {choice}" for choice in choices[:MOST_NAMED]]
    more = len(choices) - MOST_NAMED
    return "".join(lines) + (f"\n  … (+{more})" if more > 0 else "")
