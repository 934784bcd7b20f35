# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations
def scattered_rows(head, parts, model):
    return [], [l for p in parts for l in p.lines]
