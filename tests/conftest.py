# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all tests share: a browser, the accessibility checker, and no silent skipping."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.ready import DATABASE, ready_in

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "tests" / "vendor" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Only what is wrong is described: describing what is right takes as long as looking.
AXE_FAULTS = """rules =>
  axe.run(document, {runOnly: rules, resultTypes: ["violations"], selectors: false}).then(result =>
    result.violations.flatMap(fault => fault.nodes.map(node =>
      `${fault.id} (${fault.impact}): ${node.html.slice(0, 120)}`)))
"""
GUISE_SIZES = ((1280, 900), (390, 844))
GUISE_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
CHROMIUM_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]


def nothing_may_be_skipped() -> bool:
    """Tell whether this run is continuous integration's."""
    return os.environ.get("CI") == "true"


# Developers' runs go on searching; continuous integration tries the same examples each time, so
# that what it says depends on the change alone.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
if nothing_may_be_skipped():
    hypothesis.settings.load_profile("ci")


def chromium() -> str | None:
    """Return the path of a Chromium, if there is one."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def pytest_configure() -> None:
    """Compile the catalogues that have changed, so that tests read the sentences of today."""
    catalogues = (ROOT / "src" / "ledtrad" / "locale").glob("*/LC_MESSAGES/django.po")
    for catalogue in catalogues:
        compiled = catalogue.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
            script = ROOT / "scripts" / "messages.py"
            subprocess.run([sys.executable, script, "compile"], check=True)


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never among what was imported: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a run in which something was skipped fail, where nothing may be."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not nothing_may_be_skipped():
        return
    skipped = reporter.stats.get("skipped", [])
    if skipped and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"{len(skipped)} tests were skipped, and CI=true", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def ready_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose database has been made ready and holds nothing; to copy, not to use."""
    own = tmp_path_factory.getbasetemp()
    return ready_in(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def django_db_keepdb(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None
) -> Iterator[bool]:
    """Let the tests use a copy of the database that is ready, where it is a file."""
    embedded: bool = settings.EMBEDDED
    if embedded:
        ready = request.getfixturevalue("ready_folder") / DATABASE
        shutil.copyfile(ready, settings.DATABASES["default"]["TEST"]["NAME"])
    yield embedded
    connections.close_all()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one Chromium for the whole run; the tests that want it skip where there is none."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium: run make setup, or set CHROMIUM")
    # Playwright runs an event loop in this thread, where Django refuses to use
    # the database unless told that the test knows what it does.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give an empty Swedish window; a script error or a refused resource fails the test."""
    context = browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(30_000)
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # A page that is asked for and refused is not a fault; a file of a page is.
        refused = message.text.startswith("Failed to load") and message.location["url"] == page.url
        if message.type == "error" and not refused:
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def accessibility_faults() -> Callable[[Page], list[str]]:
    """Give a function that returns what axe-core holds against the page, a line for each."""

    def faults(page: Page) -> list[str]:
        if not page.evaluate("'axe' in window"):
            # Evaluated from outside: the page's own policy forbids adding a script to it.
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[str] = page.evaluate(AXE_FAULTS, AXE_RULES)
        return found

    return faults


@pytest.fixture
def faults_in_every_guise(
    accessibility_faults: Callable[[Page], list[str]],
) -> Callable[[Page], list[str]]:
    """Give a function that looks for faults in both themes and at both widths, in one visit."""

    def faults(page: Page) -> list[str]:
        found = []
        for width, height in GUISE_SIZES:
            page.set_viewport_size({"width": width, "height": height})
            for scheme in GUISE_SCHEMES:
                # Colours that glide from one theme to the other would be measured on their way.
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                found += [f"{width} {scheme}: {fault}" for fault in accessibility_faults(page)]
        return found

    return faults
