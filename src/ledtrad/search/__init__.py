# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Full-text search in Swedish; knows no plan rules.

Whoever changes something that is to be found gives its words to `actions.index`, and takes them
back with `actions.remove`. `queries.search` answers, on both databases with the same hits in the
same order: words are stemmed here, in Python, and the databases only look the stems up.

Invariants: a thing (kind and id) has one entry; the databases' indexes follow the table by
triggers (SQLite) or as its own indexes (PostgreSQL), so that no writer can forget them.
"""
