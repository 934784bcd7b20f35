# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jämför: two plans, versions or files beside each other, what is asked for first at the top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ledtrad.documents.comparing import compare_subjects, is_beside
from ledtrad.documents.models import Import
from ledtrad.sentences import SWEDISH
from ledtrad.sentences.differences import (
    Part,
    Relation,
    Told,
    headlines,
    parts,
    relation_of,
)
from ledtrad.web.both_sides import Piece, both_sides
from ledtrad.web.compare_choice import (
    Choice,
    ChoiceGroup,
    find,
    offered,
    usual_left,
    usual_right,
)
from ledtrad.web.http import MemberRequest, Place, unit_page
from ledtrad.web.plan_address import element_anchor
from plandoc.diff import TOPICS

MOST_ROWS = 120
"""Rows of a topic that are shown among all topics; a topic alone is shown whole."""


@dataclass(frozen=True, slots=True)
class Named:
    """An element that a row tells of, and where it stands now (else where it stood)."""

    name: str
    under: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One change on the page, or several told alike: the words, and both sides.

    `named` are the elements when there are several.
    """

    told: Told
    named: Sequence[Named]
    left: Sequence[Piece]
    right: Sequence[Piece]
    left_url: str
    right_url: str
    is_whole: bool

    @property
    def has_sides(self) -> bool:
        """Whether there is anything to show beside each other."""
        return bool(self.left or self.right)


@dataclass(frozen=True, slots=True)
class Section:
    """A topic on the page, and how many of its rows are shown."""

    part: Part
    rows: Sequence[Row]
    url: str

    @property
    def is_cut(self) -> bool:
        """Whether there are more than what is shown."""
        return len(self.rows) < len(self.part.told)


@require_safe
@unit_page
def show_comparison(request: MemberRequest, place: Place) -> HttpResponse:
    """The two things that the address names, or the year's plan and the one before it."""
    groups = offered(request.user, place)
    left, right = _chosen(request, place, groups)
    asked = [request.GET.get(name) for name in ("a", "b")]
    refs = {each.ref for group in groups for each in group.choices}
    context = {
        "place": place,
        "year": str(place.year),
        "groups": groups,
        "not_offered": {each.ref for each in (left, right) if each} - refs,
        "left": left,
        "right": right,
        "is_lost": any(
            ref and not choice for ref, choice in zip(asked, (left, right), strict=True)
        ),
    }
    if left is None or right is None or left.ref == right.ref:
        return render(request, "web/compare.html", context)
    comparison = compare_subjects(left.subject, right.subject)
    relation: Relation = (
        "beside"
        if is_beside(left.subject, right.subject)
        else relation_of(comparison.left, comparison.right)
    )
    language = get_language() or SWEDISH
    topics = parts(comparison.difference, relation, language)
    asked_topic = request.GET.get("visa", "")
    shown = asked_topic if asked_topic in TOPICS else ""
    context |= {
        "is_compared": True,
        "left_name": left.full_label if relation == "beside" else left.label,
        "right_name": right.full_label if relation == "beside" else right.label,
        "count": sum(part.count for part in topics),
        "headlines": headlines(comparison.difference, relation, language),
        "topics": topics,
        "shown": shown,
        "sections": [
            _section(part, left, right, whole=bool(shown))
            for part in topics
            if shown in ("", part.topic)
        ],
        "swap_url": _url(right, left),
    }
    return render(request, "web/compare.html", context)


def _chosen(
    request: MemberRequest, place: Place, groups: Sequence[ChoiceGroup]
) -> tuple[Choice | None, Choice | None]:
    """The two that the address names; what it does not name is what is usual."""
    a, b = request.GET.get("a"), request.GET.get("b")
    right = find(request.user, b, groups) if b else usual_right(place, groups)
    if a:
        return find(request.user, a, groups), right
    return (usual_left(right, place, groups) if right is not None else None), right


def _url(left: Choice, right: Choice, topic: str = "") -> str:
    chosen = {"a": left.ref, "b": right.ref}
    return "?" + urlencode({**chosen, "visa": topic} if topic else chosen)


def _section(part: Part, left: Choice, right: Choice, *, whole: bool) -> Section:
    told = part.told if whole else part.told[:MOST_ROWS]
    rows = [_row(each, left, right) for each in told]
    return Section(part, rows, _url(left, right, part.topic))


def _row(told: Told, left: Choice, right: Choice) -> Row:
    change = told.change
    alone = not told.others
    return Row(
        told,
        [_named(each, left, right) for each in told.everyone],
        *both_sides(told),
        _place_of(change.old_id, left) if alone else "",
        _place_of(change.new_id, right) if alone else "",
        is_whole=not change.runs,
    )


def _named(told: Told, left: Choice, right: Choice) -> Named:
    url = _place_of(told.change.new_id, right) or _place_of(told.change.old_id, left)
    return Named(told.name, told.change.under, url)


def _place_of(identity: str | None, choice: Choice) -> str:
    """Where the element stands on the plan's own page; empty for a file, which has no page."""
    if not choice.url or identity is None or isinstance(choice.subject, Import):
        return ""
    place = element_anchor(identity)
    return f"{choice.url}#{place}" if place else ""
