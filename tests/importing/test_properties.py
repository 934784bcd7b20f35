# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""For documents of any content: twice is once, the order does not matter, undoing is exact."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledtrad.documents import actions
from ledtrad.documents.models import Import
from ledtrad.organisation.models import User
from plandoc.codec import to_dict
from plandoc.model import (
    Activity,
    Due,
    ExpectedResult,
    Goal,
    Indicator,
    Period,
    PlanDocument,
    Role,
    Section,
    Target,
    paragraphs,
)
from plandoc.steering import shipped_models
from tests import factories
from tests.importing.test_accepting import nothing_is_wrong
from tests.importing.told import rows, told

pytestmark = pytest.mark.django_db

PERIOD = Period("2026", "2026-01-01", "2026-12-31")
MAYBE = st.booleans()


@st.composite
def documents(draw: st.DrawFn, unit: str) -> PlanDocument:
    """A unit's plan. Documents may say more or less of the same board, but never otherwise."""
    goals = [Goal("g1", "strategic_goal", "Mål", "Alla växer", number="1")]
    activities: list[Activity] = []
    indicators: list[Indicator] = []
    for number in draw(st.lists(st.integers(0, 3), unique=True, min_size=2, max_size=4)):
        goal, title = f"b{number}", ("Läsa", "Leka", "Läsa", "Sjunga tillsammans")[number]
        results = draw(st.lists(st.sampled_from(["Ro", "Lust", "Kraft"]), unique=True))
        goals.append(
            Goal(
                goal,
                "board_goal",
                "Nämndmål",
                title,
                number=f"1.{number}",
                parent="g1",
                text=paragraphs(f"Text {number}") if draw(MAYBE) else (),
                sections=(Section("contribution", paragraphs("Så")),) if draw(MAYBE) else (),
                expected_results=tuple(
                    ExpectedResult(f"{goal}-{each}", f"{each} i mål {number}") for each in results
                ),
            )
        )
        copies = draw(st.integers(0, 2))
        for copy in range(copies):
            # Of two activities of one name, each has to say which it is.
            whole = copies == 2
            due = Due("2026-05-01", "date", date="2026-05-01") if whole or draw(MAYBE) else None
            activities.append(
                Activity(
                    f"{goal}-a{copy}",
                    "Bygga hyllor",
                    goals=(goal,),
                    due=due,
                    aim="Ordning" if whole or draw(MAYBE) else None,
                    responsible=(Role("Snickaren", "snickare"),) if whole or draw(MAYBE) else (),
                )
            )
        if draw(MAYBE):
            targets = (Target("unit", "7"), Target("council", "9"))
            indicators.append(
                Indicator(
                    f"{goal}-i",
                    f"Antal {title}",
                    goal=goal,
                    periodicity="År" if draw(MAYBE) else None,
                    targets=targets[: draw(st.integers(0, 2))],
                )
            )
    own = Goal("u", "unit_goal", "Enhetsmål", f"{unit} ritar", parent=goals[-1].id)
    return PlanDocument(
        kind="operational_plan",
        model="stockholm_ils",
        title=f"Plan för {unit}",
        unit=unit,
        board="Norra nämnden",
        municipality="Rönnhamra kommun",
        period=PERIOD,
        goals=(*goals, own),
        activities=tuple(activities),
        indicators=tuple(indicators),
    )


def accepted(document: PlanDocument, user: User) -> Import:
    """The document as an accepted import, without a file of its own to read."""
    name = f"plan {Import.objects.count()}"
    read = actions.receive_file(name.encode(), f"{name}.txt", acting_user=user)
    read.document = to_dict(document)
    read.steering_code = document.model
    read.steering_definition = asdict(shipped_models()[document.model])
    read.state = Import.State.READ
    read.save()
    return actions.accept_import(read, acting_user=user)


def undo_all(user: User) -> None:
    for import_ in Import.objects.accepted().order_by("-pk"):
        actions.undo_import(import_, acting_user=user)


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(documents("Björken"), documents("Granen"))
def test_order_repetition_and_undo(one: PlanDocument, other: PlanDocument) -> None:
    user = factories.operator()
    undo_all(user)
    empty = rows()
    for document in (one, other):
        accepted(document, user)
    here, exact = told(), rows()
    assert nothing_is_wrong()

    again = [accepted(document, user) for document in (one, other)]
    assert [import_.result["added"] for import_ in again] == [{}, {}]
    assert [import_.result["filled"] for import_ in again] == [[], []]
    assert rows() == exact

    longer = replace(one, unit="Eken", title="Plan för Eken")
    import_ = accepted(longer, user)
    actions.undo_import(import_, acting_user=user)
    assert rows() == exact

    undo_all(user)
    assert rows() == empty

    for document in (other, one):
        accepted(document, user)
    assert told() == here
    undo_all(user)
