# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking stems up in PostgreSQL: a GIN index of stems, and one of trigrams where it can be had.

The stems become a `tsvector` as they are, without PostgreSQL's own parser, which divides words in
ways that depend on the server's locale. Parts of words are found with LIKE: with the extension
pg_trgm an index helps, without it the answers are the same and the table is read through. The
migrations make the indexes; the expressions here have to be the same as theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import BigIntegerField, Q
from django.db.models.expressions import RawSQL

_STEMS = (
    "SELECT id FROM search_searchentry "
    "WHERE array_to_tsvector(string_to_array(stems, ' ')) @@ %s::tsquery"
)
_TITLES = (
    "SELECT id FROM search_searchentry "
    "WHERE array_to_tsvector(string_to_array(title_stems, ' ')) @@ %s::tsquery"
)


class Engine:
    """The condition that an entry has to fulfil."""

    def matching(self, stems: Sequence[str]) -> Q:
        """It holds all the stems, in title or body."""
        return Q(pk__in=_found(_STEMS, _all(stems)))

    def titled(self, stems: Sequence[str]) -> Q:
        """It holds all the stems in the title."""
        return Q(pk__in=_found(_TITLES, _all(stems)))

    def containing(self, parts: Sequence[str]) -> Q:
        """It holds all the parts, also inside words."""
        condition = Q()
        for part in parts:
            condition &= Q(folded__contains=part)
        return condition


def _found(sql: str, expression: str) -> RawSQL:
    return RawSQL(sql, [expression], BigIntegerField())


def _all(words: Sequence[str]) -> str:
    """A tsquery that asks for every word, each quoted."""
    return " & ".join("'" + word.replace("'", "''") + "'" for word in words)
