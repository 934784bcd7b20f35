# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small red thread: two boards' goals, two preschools and a home care unit that take them up.

Of the preschools only Tvåbäcken has taken up the board's goal on staff; nobody has been given the
goal on culture. Home care has a goal of the board's that is none of the preschools' business.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledtrad.organisation.models import Unit, User
from ledtrad.plans import actions as plans
from ledtrad.plans.models import Chapter, ExpectedResult, Goal, GoalSection, Plan
from tests import factories


@dataclass(frozen=True)
class RedThread:
    """The units, their plans, the goals by a short name, and people."""

    top: Unit
    board: Unit
    preschool: Unit
    other_preschool: Unit
    home_care: Unit
    plans: dict[str, Plan]
    goals: dict[str, Goal]
    member: User
    importer: User
    outsider: User


def a_red_thread(*, known_board: bool = True) -> RedThread:
    """Make the rows; `known_board=False` makes the board's and council's plans partial."""
    top = factories.a_municipality()
    board = factories.a_board(top, name="Södra nämnden")
    preschools = factories.a_unit(board, kind="department", name="Avdelning förskola")
    care = factories.a_unit(board, kind="department", name="Avdelning omsorg")
    units = {
        "preschool": factories.a_unit(preschools, name="Tvåbäckens förskolor"),
        "other_preschool": factories.a_unit(preschools, name="Ådalens förskolor"),
        "home_care": factories.a_unit(care, name="Åbackens hemtjänst"),
    }
    of = {
        "top": factories.a_plan(top, partial=not known_board),
        "board": factories.a_plan(board, partial=not known_board),
        **{
            name: factories.a_plan(unit, title=f"Plan för {unit.name}")
            for name, unit in units.items()
        },
    }
    council = factories.a_goal(
        of["top"], level="council_goal", number="1", title="En bra start för alla"
    )

    def of_board(title: str) -> Goal:
        return factories.a_goal(of["board"], level="board_goal", parent=council, title=title)

    goals = {"council": council}
    goals |= {
        "language": of_board("Barnen får ett rikt språk"),
        "staff": of_board("Barnen möter utbildad personal"),
        "culture": of_board("Alla möter kultur"),
        "known": of_board("Få och kända medarbetare hemma"),
    }
    for name, plan, parent, title in (
        ("words", "preschool", "language", "Ord för det som händer"),
        ("groups", "preschool", "staff", "Grupper där alla syns"),
        ("stories", "other_preschool", "language", "Barnen berättar"),
        ("door", "home_care", "known", "Du känner den som ringer på"),
    ):
        goals[name] = factories.a_goal(of[plan], parent=goals[parent], title=title)
        add_results(goals[name], f"Det syns att: {title}.")
    add_results(goals["culture"], "Alla har varit på teater.")
    return RedThread(
        top=top,
        board=board,
        **units,
        plans=of,
        goals=goals,
        member=factories.a_user("reader", unit=top, name="Lova Brandt"),
        importer=factories.a_user("controller", unit=top, name="Cesar Holm"),
        outsider=factories.a_user(name="Utan roll"),
    )


def add_results(goal: Goal, *texts: str, sections: dict[str, str] | None = None) -> None:
    """Expected results, and sections by type with one paragraph each."""
    plans.add_goal_parts(
        goal.plan,
        expected_results=[
            ExpectedResult(goal=goal, position=n, text=text) for n, text in enumerate(texts)
        ],
        sections=[
            GoalSection(goal=goal, position=n, type=kind, text=paragraph(text))
            for n, (kind, text) in enumerate((sections or {}).items())
        ],
        acting_user=factories.operator(),
    )


def add_chapters(plan: Plan, chapters: dict[str, str], *, level: int = 1) -> None:
    """Chapters by heading, with one paragraph each or nothing."""
    plans.add_chapters(
        plan,
        chapters=[
            Chapter(plan=plan, position=n, level=level, heading=heading, text=paragraph(text))
            for n, (heading, text) in enumerate(chapters.items())
        ],
        acting_user=factories.operator(),
    )


def paragraph(text: str) -> list[dict[str, str]]:
    """Rich text of one paragraph; nothing for an empty text."""
    return [{"type": "paragraph", "text": text}] if text else []
