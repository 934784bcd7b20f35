# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steering models as rows: levels, sections, statuses, assessments and report occasions.

What a municipality may change is a row here; what the code branches on is a `TextChoices`.
A model is registered from its definition and updated in place: its levels are never deleted,
since goals hang on them, but retired.
"""
