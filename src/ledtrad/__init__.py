# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ledtråd: goals, plans and follow-up for Swedish municipalities."""

from __future__ import annotations

__version__ = "0.2.0"
