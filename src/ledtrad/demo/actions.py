# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Setting up the fictional municipality. What is there already is left as it is."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from ledtrad.documents import actions as imports
from ledtrad.documents.examining import examine
from ledtrad.documents.models import Import
from ledtrad.documents.placement import Given
from ledtrad.organisation import actions as organisation
from ledtrad.organisation.models import Membership, Unit, User
from ledtrad.plans.models import Plan
from plandoc.steering import shipped_models

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demo: nobody has a password, the login page has a button for each."""

    name: str
    email: str
    role: str
    unit: str | None


# The unit is the name of one in the manifest; None is everywhere.
ACCOUNTS = (
    Account("Alva Sten", "administrator@ronnhamra.example", "administrator", None),
    Account("Cesar Holm", "controller@ronnhamra.example", "controller", "Rönnhamra kommun"),
    Account("Rut Ekdal", "rektor@ronnhamra.example", "manager", "Tvåbäckens förskolor"),
    Account("Malte Frisk", "medarbetare@ronnhamra.example", "contributor", "Tvåbäckens förskolor"),
    Account("Lova Brandt", "lasare@ronnhamra.example", "reader", "Rönnhamra kommun"),
)


class DemoDocumentUnreadable(Exception):
    """One of the demo's own documents could not be read: the installation is damaged."""


def set_up(*, progress: Progress, acting_user: User) -> int:
    """Make the units and accounts that are missing, and import the documents that are.

    `progress` is told how many documents are done, of how many, and the next one's name. Returns
    how many were imported. Raises `DemoDocumentUnreadable`.
    """
    manifest = read_manifest()
    units = _units(manifest["units"], acting_user)
    _accounts(units, acting_user)
    missing = [each for each in manifest["documents"] if not _is_imported(each["file"])]
    for number, wanted in enumerate(missing):
        progress(number, len(missing), wanted["file"])
        _import(wanted, manifest, units, acting_user)
    return len(missing)


def read_manifest() -> dict[str, Any]:
    """What the demo consists of."""
    return tomllib.loads(_folder().joinpath("manifest.toml").read_text(encoding="utf-8"))


def _folder() -> Traversable:
    return resources.files("ledtrad.demo") / "documents"


def _units(wanted: list[dict[str, str]], acting_user: User) -> dict[str, Unit]:
    """The units of the manifest by name, made from the top down."""
    there: dict[str, Unit] = {}
    for each in wanted:
        parent = there[each["parent"]] if "parent" in each else None
        known = Unit.objects.filter(parent=parent).named(each["name"]).first()
        there[each["name"]] = known or organisation.create_unit(
            parent, kind=each["kind"], name=each["name"], acting_user=acting_user
        )
    return there


def _accounts(units: dict[str, Unit], acting_user: User) -> None:
    for each in ACCOUNTS:
        if User.objects.filter(email=each.email).exists():
            continue
        user = organisation.create_user(
            each.email, name=each.name, is_demo=True, acting_user=acting_user
        )
        organisation.grant_role(
            user,
            role=Membership.Role(each.role),
            unit=units[each.unit] if each.unit is not None else None,
            acting_user=acting_user,
        )


def _is_imported(file: str) -> bool:
    """Whether the document has been imported, also if somebody has undone that since."""
    sha256 = hashlib.sha256(_content(file)).hexdigest()
    closed = (Import.State.ACCEPTED, Import.State.UNDONE)
    return Import.objects.filter(sha256=sha256, state__in=closed).exists()


def _content(file: str) -> bytes:
    return _folder().joinpath(file).read_bytes()


def _import(
    wanted: dict[str, str], manifest: dict[str, Any], units: dict[str, Unit], acting_user: User
) -> None:
    """Import one document, and place it where the manifest says."""
    unit = units[wanted["unit"]]
    # The administration's own plan is placed by its name on that level.
    level = "administration" if unit.kind == Unit.Kind.ADMINISTRATION else "unit"
    names = {"municipality": manifest["municipality"], "board": manifest["board"]}
    read = imports.read_import(
        _content(wanted["file"]),
        wanted["file"],
        model=shipped_models()[wanted["model"]],
        given=Given(**names, **{level: wanted["unit"]}, period=wanted["period"]),
        acting_user=acting_user,
    )
    if read.state != Import.State.READ:
        raise DemoDocumentUnreadable(wanted["file"])
    accepted = imports.accept_import(read, acting_user=acting_user)
    plans = Plan.objects.select_related("unit", "steering_model")
    examine(plans.get(pk=accepted.own_plan or 0))
