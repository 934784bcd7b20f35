# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Swedish catalogue is complete, and the script that says so finds what it should."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from scripts import messages

TEMPLATE = """{% load i18n %}
<p title="{% translate "Goals (all)" %}">{{ _("Plans") }}</p>
{% blocktranslate trimmed count n=goals|length %}
  One goal of {{ unit }}
{% plural %}
  {{ n }} goals of {{ unit }}
{% endblocktranslate %}
  {% translate 'May' context "month" %}
{% include "x.html" with label=_("Label") %}
"""


def test_every_text_is_translated() -> None:
    template = messages.extracted()
    assert len(template) > 0
    assert [path.parts[-3] for path in messages.catalogue_files()] == ["sv"]
    for path in messages.catalogue_files():
        assert messages.faults(path, template) == []


def test_texts_are_found_in_templates() -> None:
    code = messages.python_of(TEMPLATE, "x.html")
    found = extract("python", BytesIO(code.encode()), keywords=messages.KEYWORDS)
    assert [(line, message, context) for line, message, _comments, context in found] == [
        (2, "Goals (all)", None),
        (2, "Plans", None),
        (3, ("One goal of %(unit)s", "%(n)s goals of %(unit)s"), None),
        (8, "May", "month"),
        (9, "Label", None),
    ]


@pytest.mark.parametrize(
    ("translation", "fault"),
    [
        ("Målen för %(unit)s", []),
        ("", ["untranslated: 'Goals of %(unit)s'"]),
        ("Målen för %(enhet)s", ["unknown named placeholder 'enhet': 'Goals of %(unit)s'"]),
        (None, ["missing: 'Goals of %(unit)s'"]),
    ],
)
def test_what_is_missing_or_wrong_is_told(
    translation: str | None, fault: list[str], tmp_path: Path
) -> None:
    template = Catalog(charset="utf-8")
    template.add("Goals of %(unit)s")
    catalogue = Catalog(locale="sv", charset="utf-8")
    if translation is not None:
        catalogue.add("Goals of %(unit)s", translation)
    path = tmp_path / "sv" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalogue)
    assert messages.faults(path, template) == fault


def test_a_text_that_nothing_uses_is_told(tmp_path: Path) -> None:
    catalogue = Catalog(locale="sv", charset="utf-8")
    catalogue.add("Gone", "Borta")
    path = tmp_path / "sv" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalogue)
    assert messages.faults(path, Catalog(charset="utf-8")) == ["unused: 'Gone'"]
