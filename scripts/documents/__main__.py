# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the documents of the tests and of the demo anew."""

from __future__ import annotations

from scripts.documents import fixtures

if __name__ == "__main__":
    fixtures.write()
