# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounds of follow-up: how activities and assignments go, and how goals are assessed.

Invariants: one round per unit, year and occasion; in a round an activity and a goal have one
status each, and a goal one assessment, which is a judgement with an author and never a
computed value.
"""
