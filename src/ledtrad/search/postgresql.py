# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking stems up in PostgreSQL: a GIN index of stems, and one of trigrams where it can be had.

The stems become a `tsvector` as they are, without PostgreSQL's own parser, which divides words in
ways that depend on the server's locale. The migrations make the columns of vectors, which the
database computes itself. Parts of words are found with LIKE: with the extension pg_trgm an index
helps, without it the answers are the same and the table is read through.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

# Without the table's name, which is another where the condition stands in a subquery.
_STEMS = "stems_vector @@ %s::tsquery"
_TITLES = "title_vector @@ %s::tsquery"


class Engine:
    """The condition that an entry has to fulfil."""

    def matching(self, stems: Sequence[str]) -> Q:
        """It holds all the stems, in title or body."""
        return Q(_is_found(_STEMS, _all(stems)))

    def titled(self, stems: Sequence[str]) -> Q:
        """It holds all the stems in the title."""
        return Q(_is_found(_TITLES, _all(stems)))

    def containing(self, parts: Sequence[str]) -> Q:
        """It holds all the parts, also inside words."""
        condition = Q()
        for part in parts:
            condition &= Q(folded__contains=part)
        return condition


def _is_found(sql: str, expression: str) -> RawSQL:
    return RawSQL(sql, [expression], BooleanField())


def _all(words: Sequence[str]) -> str:
    """A tsquery that asks for every word, each quoted."""
    return " & ".join("'" + word.replace("'", "''") + "'" for word in words)
