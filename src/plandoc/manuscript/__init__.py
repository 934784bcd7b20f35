# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan document on its way to print and back: see `plandoc.manuscript.parts`."""

from __future__ import annotations
