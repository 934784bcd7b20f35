# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans, goals, expected results and activities.

Invariants: one plan per unit, period and kind; a goal occurs once under its parent in a plan;
an adopted plan has its snapshot, its decision and is not partial; an activity is in a plan
once for each time that the plan names it. A goal's parent may belong to the plan of a unit
above: that link is the red thread.
"""
