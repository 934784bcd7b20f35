# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking stems up in SQLite: one FTS5 table of stems, and one of trigrams for parts of words.

The tables and the triggers that fill them are made by the migrations. Stems consist of
letters and digits alone (`rules.words`), and each is written as a string of FTS5, so that no word
can be taken for an operator.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import BigIntegerField, Q
from django.db.models.expressions import RawSQL

_STEMS = "SELECT rowid FROM search_stems WHERE search_stems MATCH %s"
_TRIGRAMS = "SELECT rowid FROM search_trigrams WHERE search_trigrams MATCH %s"


class Engine:
    """The condition that an entry has to fulfil."""

    def matching(self, stems: Sequence[str]) -> Q:
        """It holds all the stems, in title or body."""
        return Q(pk__in=_found(_STEMS, f"stems : ({_all(stems)})"))

    def titled(self, stems: Sequence[str]) -> Q:
        """It holds all the stems in the title."""
        return Q(pk__in=_found(_STEMS, f"title_stems : ({_all(stems)})"))

    def containing(self, parts: Sequence[str]) -> Q:
        """It holds all the parts, also inside words; each of at least three letters."""
        return Q(pk__in=_found(_TRIGRAMS, _all(parts)))


def _found(sql: str, expression: str) -> RawSQL:
    return RawSQL(sql, [expression], BigIntegerField())


def _all(words: Sequence[str]) -> str:
    """An expression that asks for every word, each written as a string."""
    return " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
