# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages people see. Knows HTTP, and holds no rule of the domain."""

from __future__ import annotations
