# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m ledtrad` is the command `ledtrad`."""

from __future__ import annotations

import sys

from ledtrad.cli import main

if __name__ == "__main__":
    sys.exit(main())
