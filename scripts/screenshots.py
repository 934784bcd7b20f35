# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of pages of a running demo, wide and narrow, light and dark, to look at.

    python scripts/screenshots.py OUT_DIR / /las-in/ --account controller@…
    python scripts/screenshots.py OUT_DIR /logga-in/ --base http://localhost:8000

With `--account` it first logs in as that account of the demo. `--open ID` opens a popover.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

WIDTHS = (1280, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]


def take(browser: Browser, options: argparse.Namespace) -> None:
    """Write one picture for each path, width and scheme, and print where it is."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = browser.new_context(
                base_url=options.base,
                locale="sv-SE",
                color_scheme=scheme,
                viewport={"width": width, "height": 900},
            )
            page = context.new_page()
            if options.account:
                page.goto("/logga-in/")
                page.locator(f'button[name="account"][value="{options.account}"]').click()
            for path in options.paths:
                page.goto(path)
                if options.open:
                    page.evaluate("id => document.getElementById(id).showPopover()", options.open)
                name = path.strip("/").replace("/", "_").partition("?")[0] or "start"
                target = options.out / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=target, full_page=not options.open)
                sys.stdout.write(f"{target}\n")
            context.close()


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--account", help="e-mail of a demo account to log in as")
    parser.add_argument("--open", help="id of a popover to open")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        parser.error("no Chromium: run make setup")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        take(browser, options)
        browser.close()


if __name__ == "__main__":
    main()
