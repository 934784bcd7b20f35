# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""An edited copy of a plan, on the command line: what was changed in it, and taking that in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import Any

from ledtrad.commands.diff import summary
from ledtrad.commands.terminal import ask, say, tell
from ledtrad.documents import actions, proposals
from ledtrad.documents.models import Import
from ledtrad.documents.proposals import NotDecidable, Proposal, Proposals
from ledtrad.organisation.models import User
from ledtrad.sentences import gettext as _
from ledtrad.sentences import ngettext
from ledtrad.sentences.proposals import of_fixed_words, of_hindrance
from plandoc.diff import Difference, to_dict

_NARROWEST, _WIDEST = 60, 100


def decide(import_: Import, *, user: User, yes: bool, as_json: bool) -> tuple[str, dict[str, Any]]:
    """Show what was changed in the file, and accept it if the answer is yes.

    Returns what became of it (accepted, unchanged, declined or unanswered) and the facts. What is
    in conflict, or is decided by others, is listed and never accepted here.
    """
    found = proposals.gather(import_, user)
    if found is None or not found.every:
        actions.discard_import(import_, acting_user=user)
        if not as_json:
            say(_("%(file)s: nothing has changed since it was written.") % _named(import_))
            say(*_fixed(found))
        return "unchanged", {"proposals": []}
    if not as_json:
        say(*lines(found))
    easy = found.count("open")
    question = ngettext(
        "Accept the change?", "Accept the %(count)s changes that nothing stands against?", easy
    ) % {"count": easy}
    answer = easy > 0 if yes else (ask(question) if easy else False)
    if not answer:
        actions.discard_import(import_, acting_user=user)
        if answer is None:
            return "unanswered", facts(found)
        tell(_("Nothing was changed."))
        return "declined", facts(found)
    done = proposals.accept_all(import_, acting_user=user)
    if not as_json:
        say(*_result(import_, done))
    after = proposals.gather(import_, user)
    finished = proposals.finish(import_, acting_user=user)
    why = {proposal.key: error for proposal, error in done.refused}
    return "accepted", {"import": finished.pk, **facts(after or found, why)}


def facts(found: Proposals, why: dict[str, NotDecidable] | None = None) -> dict[str, Any]:
    """The proposals as plain values: the change, how it stands, and what hinders it."""
    return {
        "plan": found.plan.pk,
        "unit": found.plan.unit.name,
        "proposals": [_fact(each, (why or {}).get(each.key)) for each in found.every],
    }


def lines(found: Proposals) -> Iterator[str]:
    """What was changed, the easy first, then what needs a look, and what others decide."""
    about = {**_named(found.source), "unit": found.plan.unit.name}
    about["when"] = f"{found.version.created_at:%Y-%m-%d}"
    yield _("%(file)s was written from the plan of %(unit)s, %(when)s.") % about
    for heading, state in (
        (_("Changed in the file"), "open"),
        (_("Changed both here and in the file: decide in the browser"), "conflict"),
        (_("Already so in the plan"), "settled"),
    ):
        some = [each for each in found.every if each.state == state]
        if some:
            yield from ("", f"{heading} ({len(some)})", *_changes(some))
            yield from _now(some)
    hindered = [each for each in found.every if each.state == "hindered"]
    if hindered:
        yield from ("", f"{_('Cannot be accepted by you')} ({len(hindered)})")
    for each in hindered:
        yield from _changes([each])
        yield f"    {_why(each)}"
    if found.fixed:
        yield from ("", *_fixed(found))
    yield ""


def _fixed(found: Proposals | None) -> list[str]:
    """Words of ours that were changed in the file, which changes nothing."""
    changed = found.fixed if found is not None else ()
    return [of_fixed_words(each.found, each.printed) for each in changed]


def _result(import_: Import, done: proposals.Done) -> Iterator[str]:
    count = done.accepted
    yield ngettext(
        "%(count)s change is in the plan now.", "%(count)s changes are in the plan now.", count
    ) % {"count": count}
    for proposal, error in done.refused:
        yield f"  {proposal.change.name}: {of_hindrance(error.code, error.params)}"
    yield _("The whole import can be undone with: ledtrad undo %(number)s") % {"number": import_.pk}


def _changes(some: Sequence[Proposal]) -> list[str]:
    """The changes as `ledtrad diff` tells them, without its head."""
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))
    told = list(summary(Difference(tuple(each.change for each in some)), ("", ""), width))
    return [line for line in told if line.startswith(("–", " "))][_headlines(told) :]


def _headlines(told: Sequence[str]) -> int:
    """How many lines of the head look like lines of a change."""
    first = next((n for n, line in enumerate(told) if line.startswith("–")), 0)
    return sum(line.startswith(" ") for line in told[:first])


def _now(some: Sequence[Proposal]) -> Iterator[str]:
    for each in some:
        if each.state == "conflict":
            yield f"  {_('In the plan now')}: {' '.join(each.now_text.split())}"


def _why(proposal: Proposal) -> str:
    obstacle = proposal.obstacle
    return of_hindrance(obstacle.code, {"unit": obstacle.unit}) if obstacle else ""


def _fact(proposal: Proposal, error: NotDecidable | None) -> dict[str, Any]:
    fact: dict[str, Any] = {
        "state": proposal.state,
        "owner": proposal.owner,
        "affected": list(proposal.affected),
        "change": to_dict(Difference((proposal.change,)))["changes"][0],
    }
    if proposal.state == "conflict":
        fact["now"] = proposal.now_text
    if proposal.obstacle is not None:
        fact["hindrance"] = {"code": proposal.obstacle.code, "message": _why(proposal)}
    if error is not None:
        message = of_hindrance(error.code, error.params)
        fact["hindrance"] = {"code": error.code, "message": message}
    return fact


def _named(import_: Import) -> dict[str, str]:
    return {"file": import_.file_name}
