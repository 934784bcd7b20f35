# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A steering model's rows are what its definition says, however often it is registered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model

from ledtrad.organisation.models import JournalEntry
from ledtrad.steering.actions import register_model
from ledtrad.steering.models import (
    AssessmentName,
    Level,
    Phase,
    ReportOccasion,
    SectionKind,
    StatusName,
    SteeringModel,
)
from plandoc.steering import shipped_models
from tests import factories
from tests.factories.constraints import Breaks, assert_refused, named

pytestmark = pytest.mark.django_db


def test_rows_are_those_of_the_definition() -> None:
    model = factories.a_steering_model()

    levels = model.levels.order_by("position")
    assert [(level.code, level.owner, level.is_assignment) for level in levels] == [
        ("council_goal", "council", False),
        ("board_goal", "board", False),
        ("unit_goal", "unit", False),
        ("assignment", "council", True),
    ]
    assert {row.name: row.kind for row in model.status_names.all()} == {
        "Pågår": "ongoing",
        "Klart": "done",
    }
    assert {row.code: row.ends for row in model.occasions.all()} == {
        "tertial-1": "04-30",
        "arsbokslut": "12-31",
    }
    assert model.definition == dict(factories.DEFINITION)


def test_registering_again_changes_nothing() -> None:
    model = factories.a_steering_model()
    by = factories.operator()
    ids = set(model.levels.values_list("pk", flat=True))

    backwards = dict(reversed(list(factories.DEFINITION.items())))
    again = register_model(backwards, acting_user=by)

    assert again == model
    assert again.revision == 1
    assert set(again.levels.values_list("pk", flat=True)) == ids
    assert JournalEntry.objects.about(model).count() == 1


def test_a_level_that_is_gone_is_retired_and_comes_back_as_itself() -> None:
    goal = factories.a_goal(level="unit_goal")
    shorter = dict(factories.DEFINITION) | {"levels": factories.DEFINITION["levels"][:1]}

    model = register_model(shorter, acting_user=factories.operator())

    assert model.revision == 2
    retired = model.levels.filter(is_retired=True)
    assert {level.code for level in retired} == {"board_goal", "unit_goal", "assignment"}
    factories.a_steering_model()
    goal.level.refresh_from_db()
    assert not goal.level.is_retired


def test_an_unknown_owner_is_refused() -> None:
    levels = [{"code": "x", "name": "X", "owner": "nobody"}]
    with pytest.raises(ValidationError):
        register_model(
            {"code": "x", "title": "X", "levels": levels}, acting_user=factories.operator()
        )
    assert not SteeringModel.objects.exists()


@pytest.mark.parametrize("code", shipped_models())
def test_shipped_models_can_be_registered(code: str) -> None:
    definition = asdict(shipped_models()[code])
    model = register_model(definition, acting_user=factories.operator())
    again = register_model(definition, acting_user=factories.operator())
    assert (again.code, again.revision) == (code, 1)
    assert model.levels.count() == len(definition["levels"])


def test_with_rows_costs_seven_queries(django_assert_num_queries: Callable[..., Any]) -> None:
    factories.a_steering_model()
    # 1. model 2. levels 3. sections 4. statuses 5. assessments 6. occasions 7. phases
    with django_assert_num_queries(7):
        list(SteeringModel.objects.with_rows())


def copy_of(kind: type[Model]) -> Model:
    row = kind._default_manager.filter(steering_model=factories.a_steering_model()).first()
    assert row is not None
    row.pk = None
    row._state.adding = True
    return row


BREAKS: Breaks = {
    "level_code_once": lambda: copy_of(Level),
    "level_owner_known": lambda: Level(
        steering_model=factories.a_steering_model(),
        code="x",
        name="X",
        name_plural="X",
        position=9,
        owner="nobody",
    ),
    "section_kind_once": lambda: copy_of(SectionKind),
    "status_name_once": lambda: copy_of(StatusName),
    "assessment_name_once": lambda: copy_of(AssessmentName),
    "report_occasion_once": lambda: copy_of(ReportOccasion),
    "phase_once": lambda: copy_of(Phase),
    "steering_model_ends_after_it_begins": lambda: SteeringModel(
        code="x", title="X", definition={}, valid_from="2026-06-30", valid_to="2026-01-01"
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_refused_with_its_own_sentence(name: str) -> None:
    assert_refused("steering", name, BREAKS[name]())


def test_no_constraint_is_forgotten() -> None:
    assert set(BREAKS) == set(named("steering"))
