# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings that were kept come back as they were, and what is no finding is refused."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.checks import Finding, Proposal, check, found_in, report_of
from plandoc.checks.stored import NoFinding, from_value, to_value
from plandoc.model import Activity, Goal, Place, PlanDocument

_words = st.text(max_size=8)
_params = st.dictionaries(
    _words,
    _words
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.tuples(_words, _words),
    max_size=3,
)
_places = st.none() | st.builds(
    Place,
    line=st.none() | st.integers(1, 99),
    x=st.none() | st.decimals(0, 500, allow_nan=False),
    sheet=st.none() | _words,
)
_findings = st.builds(
    Finding,
    code=st.just("R9"),
    element=st.none() | _words.filter(bool),
    field=st.none() | _words.filter(bool),
    place=_places,
    quote=_words,
    params=_params,
    proposal=st.none() | st.builds(Proposal, _words, _words, _words),
    case=_words,
    document=st.integers(0, 50),
    fingerprint=_words,
)
PLAN = PlanDocument(
    kind="operational_plan",
    model="liten_kommun",
    unit="Tvåbäckens förskolor",
    goals=(Goal("g1", "unit_goal", "Mål", "Barnen ska ska läsa"),),
    activities=(Activity("a1", title="Läsa"), Activity("a2", title="Räkna")),
)


@given(_findings)
def test_a_finding_comes_back_from_json(finding: Finding) -> None:
    kept = json.loads(json.dumps(to_value(finding)))
    assert from_value(kept) == finding


def test_a_report_of_kept_findings_is_that_of_the_check() -> None:
    kept = [to_value(each) for each in found_in([PLAN])]
    assert len(kept) > 2
    assert report_of(from_value(each) for each in kept) == check([PLAN])


def test_rules_for_one_and_for_many_are_all_rules() -> None:
    both = [each for scope in ("each", "together") for each in found_in([PLAN, PLAN], scope=scope)]
    assert sorted(map(repr, both)) == sorted(map(repr, found_in([PLAN, PLAN])))


@pytest.mark.parametrize(
    "value",
    [None, [], {}, {"code": "R9", "place": {"row": 1}}, {"code": "R9", "params": 3},
     {"code": "R9", "params": {"n": {"decimal": "many"}}}, {"code": "R9", "proposal": {"old": ""}}],
)  # fmt: skip
def test_what_is_no_finding_is_refused(value: object) -> None:
    with pytest.raises(NoFinding):
        from_value(value)
    assert from_value(to_value(Finding("R9", params={"n": Decimal("1.50")}))).params[
        "n"
    ] == Decimal("1.50")
