# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The compiled catalogue, read by the standard library: Django is not needed to speak Swedish."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

LOCALE_FOLDER = Path(__file__).resolve().parent.parent / "locale"
DOMAIN = "django"
SWEDISH = "sv"


@cache
def catalogue(language: str = SWEDISH) -> NullTranslations:
    """The compiled catalogue of a language; the English texts themselves where there is none."""
    return translation(DOMAIN, LOCALE_FOLDER, languages=[language], fallback=True)


def gettext(message: str, language: str = SWEDISH) -> str:
    """The message in the language."""
    return catalogue(language).gettext(message)


def ngettext(singular: str, plural: str, number: int, language: str = SWEDISH) -> str:
    """The message in the language, in the form that fits the number."""
    return catalogue(language).ngettext(singular, plural, number)


def marked(message: str) -> str:
    """The message as it is: marks it for the catalogue; it is translated where it is said."""
    return message


def marked_plural(singular: str, plural: str) -> tuple[str, str]:
    """Both forms of a message as they are: marks them for the catalogue."""
    return singular, plural
