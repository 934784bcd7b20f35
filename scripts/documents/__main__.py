# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the documents of the tests and of the demo anew."""

from __future__ import annotations

from scripts.documents import demo, fixture_plans, fixture_tables, small

if __name__ == "__main__":
    for documents in (fixture_plans, fixture_tables, small, demo):
        documents.write()
