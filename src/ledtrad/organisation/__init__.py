# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units, people, roles and the journal: what everything else stands on.

Invariants: a unit is closed and never deleted; no unit lies below itself (a trigger in the
database refuses it, whoever writes); the closure table equals the tree; a membership is
unique; the journal is only ever added to.
"""
