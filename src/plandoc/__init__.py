# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan document: one shape for plans and reports, and what reads and writes it.

A pure core: no Django, no database, no clock and no network.
"""
