# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is measured: indicators, their targets, outcomes and forecasts.

Invariants: one target per indicator, unit and year; one outcome per indicator, unit, period
and group, which is a number or a stated reason why there is none, never both or neither.
"""
