# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kinds of work there are, and what a piece of work is given to speak with.

    @kind("documents.read")
    def read(payload: Payload, *, progress: Progress, acting_user: User) -> Payload:
        ...
        progress(done, total, gettext_noop("Reading the file"))
        return {"import": import_.pk}

What an app keeps for a time only, it removes in a function marked `@clearing`, which the worker
calls when it starts.

What a function saves it saves in one transaction, since its process may be killed at any moment.
What the user should know of a foreseen failure it raises as `JobFailed`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Protocol

from ledtrad.organisation.models import User

Payload = dict[str, Any]


class UnknownKind(KeyError):
    """No app has registered that kind of work."""


class JobFailed(Exception):
    """The work cannot be done. `sentence` says to people what happened and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Progress(Protocol):
    """Says how far the work has come, and with what: a text marked with `gettext_noop`."""

    def __call__(self, done: int, total: int | None, message: str = "") -> None:
        """Note that `done` of `total` is done; `total` is None while nobody knows it."""


class Work(Protocol):
    """A kind of work: what was asked for in, what came of it out, both as JSON."""

    def __call__(self, payload: Payload, *, progress: Progress, acting_user: User) -> Payload:
        """Do the work. Raises `JobFailed`."""


_KINDS: dict[str, Work] = {}


def kind(name: str) -> Callable[[Work], Work]:
    """Register a function as a kind of work, under a name that no other has."""

    def register(work: Work) -> Work:
        if name in _KINDS:
            raise ValueError(f"the kind of work {name!r} is registered twice")
        _KINDS[name] = work
        return work

    return register


def work_of(name: str) -> Work:
    """The function of a kind of work. Raises `UnknownKind`."""
    if name not in _KINDS:
        raise UnknownKind(name)
    return _KINDS[name]


Clearing = Callable[[dt.datetime], int]
_CLEARINGS: list[Clearing] = []


def clearing(function: Clearing) -> Clearing:
    """Register a function that removes what is too old at a moment, and says how much."""
    _CLEARINGS.append(function)
    return function


def clearings() -> tuple[Clearing, ...]:
    """Every function that removes what is too old."""
    return tuple(_CLEARINGS)
