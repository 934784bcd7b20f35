# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indicators, targets and outcomes: kept, found, refused, and what the questions cost."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from ledtrad.indicators import actions, integrity, rules
from ledtrad.indicators.models import (
    Forecast,
    Indicator,
    Outcome,
    PlannedIndicator,
    Target,
)
from ledtrad.organisation.models import JournalEntry
from tests import factories
from tests.factories.constraints import Breaks, assert_refused, named

pytestmark = pytest.mark.django_db


def an_outcome(indicator: Indicator | None = None, **values: Any) -> Outcome:
    indicator = indicator or factories.an_indicator()
    values = {"period": "2026T1", "value": Decimal("0"), "unit": indicator.owner} | values
    row = Outcome(indicator=indicator, **values)
    (saved,) = actions.add_outcomes([row], acting_user=factories.operator())
    return saved


def a_forecast(**values: Any) -> Forecast:
    indicator = factories.an_indicator()
    values = {"period": "2026T1", "value": Decimal("90"), "unit": indicator.owner} | values
    row = Forecast(indicator=indicator, year=2026, **values)
    (saved,) = actions.add_forecasts([row], acting_user=factories.operator())
    return saved


def copy_of(row: Any, **values: Any) -> Any:
    """An unsaved row that says the same, but for the values."""
    row.pk = None
    row._state.adding = True
    for name, value in values.items():
        setattr(row, name, value)
    return row


def test_zero_is_an_outcome_and_knows_its_days_and_author() -> None:
    saved = an_outcome()
    saved.refresh_from_db()
    period = rules.Period.parse("2026T1")
    assert saved.value == 0
    assert (saved.period_start, saved.period_end) == (period.first_day, period.last_day)
    assert saved.entered_by == factories.operator()
    assert JournalEntry.objects.about(saved).get().after["value"] == "0"


def test_an_outcome_may_be_missing_for_a_reason() -> None:
    assert an_outcome(value=None, missing_reason="confidential").value is None


def test_what_is_no_period_is_not_saved() -> None:
    with pytest.raises(rules.NotAPeriod):
        an_outcome(period="2026T9")
    assert not Outcome.objects.exists()


def test_fill_replaces_what_is_unknown_and_keeps_what_is_known() -> None:
    indicator = factories.an_indicator(periodicity="tertial")
    filled = actions.fill(
        indicator,
        values={
            "periodicity": "year",
            "direction": "less",
            "unit_of_measure": "%",
            "gender_split": True,
        },
        acting_user=factories.operator(),
    )
    assert set(filled) == {"direction", "unit_of_measure", "gender_split"}
    indicator.refresh_from_db()
    assert (indicator.periodicity, indicator.direction) == ("tertial", "less")

    target = factories.a_target(indicator)
    changed = actions.fill(
        target, values={"value": Decimal(1), "upper": Decimal(9)}, acting_user=factories.operator()
    )
    assert changed == ("upper",)
    assert target.value == 88


def test_a_targets_words_need_no_value() -> None:
    assert factories.a_target(value=None, text="Tas fram under året").value is None


def test_the_latest_outcome_comes_first() -> None:
    indicator = factories.an_indicator()
    for period in ("2025", "2026T2", "2026T1"):
        an_outcome(indicator, period=period)
    mine = Outcome.objects.of(Indicator.objects.within(indicator.owner))
    assert [row.period for row in mine.latest_first()] == ["2026T2", "2026T1", "2025"]
    end_of_april = rules.Period.parse("2026T1").last_day
    assert {row.period for row in mine.up_to(end_of_april)} == {"2025", "2026T1"}


def test_a_goals_indicators_are_counted_in_one_query(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    goal, other = factories.a_goal(), factories.a_goal()
    for _ in range(2):
        factories.a_planned_indicator(goal)
    with django_assert_num_queries(1):
        counts = PlannedIndicator.objects.in_year(2026).counts_by_goal()
    assert counts == {goal.pk: 2}
    assert other.pk not in counts
    with django_assert_num_queries(1):
        for row in PlannedIndicator.objects.with_parts():
            assert row.goal is not None
            assert row.goal.level.name
            assert row.indicator.owner == row.plan.unit


@pytest.mark.parametrize("model", [Indicator, PlannedIndicator, Target, Outcome, Forecast])
def test_members_read_indicators_and_others_nothing(model: Any) -> None:
    factories.a_planned_indicator(factories.a_goal())
    factories.a_target()
    an_outcome()
    a_forecast()
    assert model.objects.visible_to(factories.a_user("reader")).exists()
    for user in (factories.a_user(), AnonymousUser()):
        assert not model.objects.visible_to(user).exists()


BREAKS: Breaks = {
    "indicator_once_per_owner": lambda: copy_of(factories.an_indicator()),
    "indicator_decimals": lambda: copy_of(factories.an_indicator(), name_key="another", decimals=7),
    "indicator_choices_known": lambda: copy_of(
        factories.an_indicator(), name_key="another", direction="up"
    ),
    "planned_indicator_once_per_goal": lambda: copy_of(
        factories.a_planned_indicator(factories.a_goal())
    ),
    "planned_indicator_once_without_goal": lambda: copy_of(
        PlannedIndicator.objects.create(
            indicator=factories.an_indicator(), plan=factories.a_plan(), position=1, wording="X"
        )
    ),
    "target_once_per_year": lambda: copy_of(factories.a_target()),
    "target_says_something": lambda: copy_of(factories.a_target(), year=2027, text="", value=None),
    "target_interval_in_order": lambda: copy_of(
        factories.a_target(), year=2027, lower=Decimal(2), upper=Decimal(1)
    ),
    "target_year_plausible": lambda: copy_of(factories.a_target(), year=26),
    "outcome_once": lambda: copy_of(an_outcome()),
    "outcome_is_value_or_reason": lambda: copy_of(an_outcome(), period="2027", value=None),
    "outcome_group_known": lambda: copy_of(an_outcome(), period="2027", group="all"),
    "forecast_once": lambda: copy_of(a_forecast()),
    "forecast_is_value_or_reason": lambda: copy_of(
        a_forecast(), period="2027", missing_reason="not_yet"
    ),
    "forecast_group_known": lambda: copy_of(a_forecast(), period="2027", group="all"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_refused_with_its_own_sentence(name: str) -> None:
    assert_refused("indicators", name, BREAKS[name]())


def test_no_constraint_is_forgotten() -> None:
    assert set(BREAKS) == set(named("indicators"))


def goal_of_other_plan() -> None:
    row = factories.a_planned_indicator(factories.a_goal())
    PlannedIndicator.objects.filter(pk=row.pk).update(plan=factories.a_plan())


def wrong_days() -> None:
    Outcome.objects.filter(pk=an_outcome().pk).update(period="2026T2")


def wrong_forecast() -> None:
    Forecast.objects.filter(pk=a_forecast().pk).update(period="26")


def wrong_key() -> None:
    Indicator.objects.filter(pk=factories.an_indicator().pk).update(name="Något annat")


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("indicator_goal_of_other_plan", goal_of_other_plan),
        ("target_of_unrelated_unit", lambda: factories.a_target(unit=factories.a_unit())),
        ("outcome_period_wrong", wrong_days),
        ("forecast_period_wrong", wrong_forecast),
        ("outcome_group_not_split", lambda: an_outcome(group="women")),
        ("indicator_key_wrong", wrong_key),
    ],
)
def test_each_problem_is_found_alone(code: str, spoil: Callable[[], object]) -> None:
    spoil()
    assert [problem.code for problem in integrity.problems()] == [code]


def test_sound_indicators_have_no_problem() -> None:
    board = factories.a_board()
    indicator = factories.an_indicator(board, gender_split=True)
    factories.a_target(indicator, unit=board.parent)
    an_outcome(indicator, group="men", unit=factories.a_unit(board))
    a_forecast()
    assert integrity.problems() == []


def test_an_outcome_checks_its_days() -> None:
    row = an_outcome()
    row.period = "2026T3"
    with pytest.raises(ValidationError):
        row.clean()
