# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The building blocks: what they say, that they escape, and that everybody can use them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import get_args

import pytest
from django.template import engines
from django.test import Client, RequestFactory
from playwright.sync_api import Page, expect
from pytest_django import Settings

from ledtrad.organisation.models import User
from ledtrad.web.templatetags.ledtrad import ASSESSMENTS, STATUSES
from plandoc.model import AssessmentKind, StatusKind
from tests.web.conftest import NARROWEST, Municipality, overflow

PAGE = "/tvabackens-forskolor/2026/komponenter/"
HOSTILE = "<script>alert(1)</script>\"'"


@pytest.fixture
def component_page(settings: Settings) -> str:
    """The address of a page with every component."""
    settings.ROOT_URLCONF = "tests.web.component_page"
    return PAGE


def rendered(source: str, path: str = "/", **context: object) -> str:
    """What a template of these tags gives."""
    template = engines["django"].from_string("{% load ledtrad %}" + source)
    return template.render(context, RequestFactory().get(path))


def test_every_kind_of_the_document_has_a_mark() -> None:
    assert set(ASSESSMENTS) == set(get_args(AssessmentKind))
    assert set(STATUSES) == set(get_args(StatusKind))


def test_marks_always_carry_a_word() -> None:
    for tag, kinds in (("assessment", ASSESSMENTS), ("status", STATUSES)):
        for kind, (shape, word) in kinds.items():
            html = rendered(f"{{% {tag} kind %}}", kind=kind)
            assert f'href="#s-{shape}"' in html
            assert str(word) in html
    assert "Kvarstår helt" in rendered('{% status "remaining" "Kvarstår helt" %}')


@pytest.mark.parametrize(
    "source",
    [
        '{% assessment "full" x %}',
        "{% assessment x %}",
        "{% status x x %}",
        "{% icon x %}",
        "{% note x x %}{{ x }}{% endnote %}",
        "{% empty x %}{{ x }}{% endempty %}",
        "{% bar x %}{{ x }}{% endbar %}",
        "{% why x x x %}{{ x }}{% endwhy %}",
        "{% scroll x %}{{ x }}{% endscroll %}",
        "{% progress 1 2 x x %}",
        "{% sort_header x x %}",
        "{{ x|unit_of:x }}",
    ],
)
def test_components_escape_what_they_are_given(source: str) -> None:
    html = rendered(source, x=HOSTILE)

    assert "<script" not in html
    assert f"{HOSTILE[-2]}{HOSTILE[-1]}>" not in html


def test_sorting_turns_round_and_keeps_the_filters() -> None:
    source = '{% sort_header "due" "Klart" %}'

    once = rendered(source, "/?status=ongoing&page=3")
    again = rendered(source, "/?status=ongoing&sort=due")

    assert 'href="?status=ongoing&amp;sort=due"' in once
    assert "aria-sort" not in once
    assert 'href="?status=ongoing&amp;sort=-due"' in again
    assert 'aria-sort="ascending"' in again


def test_pages_keep_the_filters(
    component_page: str, municipality: Municipality, client_of: Callable[[User], Client]
) -> None:
    html = (
        client_of(municipality.manager).get(f"{component_page}?sort=namn&page=2").content.decode()
    )
    pages = html.partition('aria-label="Radernas sidor"')[2].partition("</nav>")[0]

    assert escape("?sort=namn&page=3") in pages
    assert re.search(r'<span aria-current="page">2</span>', pages)
    assert '<p id="saknas">–</p>' in html


@pytest.mark.browser
@pytest.mark.usefixtures("transactional_db")
def test_no_accessibility_fault_in_any_component(
    component_page: str,
    municipality: Municipality,
    show: Callable[..., Page],
    faults_in_every_guise: Callable[[Page], list[str]],
) -> None:
    page = show(component_page, municipality.manager)
    assert faults_in_every_guise(page) == []

    page.get_by_role("button", name="Varför 12,5?").click()
    expect(page.get_by_role("dialog", name="Varför 12,5?")).to_be_visible()
    assert faults_in_every_guise(page) == []


@pytest.mark.browser
@pytest.mark.usefixtures("transactional_db")
def test_components_fit_a_small_window_and_answer_the_keyboard(
    component_page: str, municipality: Municipality, show: Callable[..., Page]
) -> None:
    page = show(component_page, municipality.manager, size=NARROWEST)
    assert overflow(page) == 0
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Rad 4")).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Rad 5")).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="Rad 4")).to_be_focused()

    page.get_by_label("Filer").set_input_files(
        {"name": "<b>plan</b>.txt", "mimeType": "text/plain", "buffer": b"plan"}
    )
    expect(page.locator("[data-drop-list] li")).to_have_text(["<b>plan</b>.txt"])
