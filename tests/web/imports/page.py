# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person does on the pages of imports, and what they read there."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ledtrad.documents.models import Import
from ledtrad.organisation.models import User
from tests.importing import ronnhamra


def browser_of(user: User) -> Client:
    """A browser of somebody's own, logged in."""
    browser = Client()
    browser.force_login(user, backend=project.AUTHENTICATION_BACKENDS[0])
    return browser


def file(data: bytes = ronnhamra.BJORK, name: str = "plan.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def bring(client: Client, data: bytes = ronnhamra.BJORK, name: str = "plan.txt") -> Import:
    """Upload a file and give the import that it became."""
    answer = client.post("/las-in/", {"files": file(data, name)})
    assert answer.status_code == 302
    return Import.objects.order_by("-pk")[0]


def url(import_: Import, rest: str = "") -> str:
    return f"/las-in/{import_.public_code}/{rest}"


def shown(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200, answer
    return unescape(answer.content.decode())


def words(html: str) -> str:
    """What a person reads of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def accept(client: Client, import_: Import) -> str:
    """Press the button that takes the import in, as the page has it; give the page after."""
    review = shown(client, url(import_))
    revision = re.search(r'name="revision" value="(\d+)"', review)
    assert revision is not None
    answer = client.post(url(import_, "ta-in/"), {"revision": revision[1]}, follow=True)
    return words(unescape(answer.content.decode()))


def unit_goal(import_: Import) -> str:
    document: dict[str, Any] = import_.document or {}
    return str(next(each["id"] for each in document["goals"] if each["level"] == "unit_goal"))


def parent(import_: Import, goal: str) -> str:
    document: dict[str, Any] = import_.document or {}
    return next(each.get("parent") or "" for each in document["goals"] if each["id"] == goal)


def long_plan(goals: int) -> bytes:
    many = "".join(
        f"\nEnhetsmål:\n\nMål nummer {number} som handlar om lek\n\nFörväntat resultat\n\n"
        f"Resultat {number} syns i leken.\n\nArbetssätt\n\nVi leker {number} gånger.\n"
        for number in range(goals)
    )
    return ronnhamra.unit_plan(
        "Björkdungens förskolor", "Leken är fri", shared=ronnhamra.BOARD + many
    )
