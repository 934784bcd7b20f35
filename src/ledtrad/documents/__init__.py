# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Imports: the only place that knows both plandoc and the models.

An import is read (nothing of the plans changes), corrected, and then accepted in one transaction
or discarded. Accepting matches the document against what is there: rows are added, missing values
are filled, and conflicting ones are listed for somebody to decide. What an import did to each row
is remembered, so that it can be undone as a whole while nothing has built upon it.

Invariants: a file that has been accepted is not accepted again; what an import added or filled is
known row by row; an import never changes a plan that is adopted.
"""
