# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statuses of activities and assignments, and whether they agree with their dues and comments."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding, Proposal
from plandoc.checks.phrases import (
    LATER_WORK,
    NEGATED,
    NOT_FINISHED,
    ONLY_BEGUN,
    PART_OF_YEAR,
    TO_COME,
    YEAR,
    holds,
)
from plandoc.checks.rule import Source, rule
from plandoc.checks.vocabulary import meanings
from plandoc.dues import find_due
from plandoc.model import Activity, Due, Goal, Status, StatusKind, plain
from plandoc.steering import StatusName
from plandoc.words import fold, sentences

Followed = Activity | Goal

FINISHED: tuple[StatusKind, ...] = ("done", "not_done", "dropped")
"""The kinds of status that are the last: nothing more is to come."""
_LONGEST_STATUS = 5  # words
_ANSWERS = frozenset({"ja", "nej"})
_SKELLEFTEA = Source("audit", "Skellefteå kommun 2017")
_PWC = Source("audit", "PwC 2018, uppföljning av beslut")
_ENDING = re.compile(r"(?:de|da|t|d)$")


@rule("R14", level="error", source=_PWC)
def overdue(plan: Examined) -> Iterator[Finding]:
    """What was due before the last day reported is neither done nor given up.

    Source: whether decisions are carried out is followed up in part only (PwC 2018). That
    something is late is computed: reports rarely say so. What says so, and why, is left alone.
    """
    last = _last_day_reported(plan)
    if last is None:
        return
    for item, status in _followed(plan):
        kind = _meaning(status)
        if item.due is None or item.due.date is None or kind in (*FINISHED, "unknown"):
            continue
        explained = kind == "deviates" and plain(item.comment).strip()
        if item.due.date < last and not explained:
            yield _finding("R14", item, "status", due=item.due.text, status=status.text)


@rule("R15", level="error", imported="warning", source=_SKELLEFTEA)
def unknown_status(plan: Examined) -> Iterator[Finding]:
    """A status is no word of the steering model.

    Source: reporting without common words cannot be put together (Skellefteå 2017). A yes or a no
    answers what the head of the column asks, and is left alone.
    """
    for item, status in _followed(plan):
        answers = fold(status.text) in _ANSWERS
        if status.kind == "unknown" and not answers and not _is_torn(plan, status):
            yield _finding("R15", item, "status", status=status.text)


def _is_torn(plan: Examined, status: Status) -> bool:
    """Whether a status is a whole sentence of a PDF: a comment from the column beside it."""
    source = plan.document.source
    is_pdf = source is not None and source.format == "pdf"
    return is_pdf and len(status.text.split()) > _LONGEST_STATUS


@rule("R15", level="error", imported="warning", source=_SKELLEFTEA)
def status_with_more(plan: Examined) -> Iterator[Finding]:
    """A status word is followed by something that belongs in the comment.

    Source: as for unknown statuses; a status with an addition is counted as a status of its own.
    Two words for the same status ("Pågår enligt plan") say no more than one.
    """
    known = _spellings(plan)
    for item, status in _followed(plan):
        if status.kind == "unknown" or fold(status.text) in known:
            continue
        name, rest = _beginning(status.text, known)
        if name is None or _is_torn(plan, status):
            continue
        if rest not in known or known[rest].name != name:
            yield _finding(
                "R15", item, "status", "addition",
                proposal=Proposal("status", status.text, name), status=status.text, name=name,
            )  # fmt: skip


@rule("R15", level="error", imported="warning", source=_SKELLEFTEA)
def mixed_statuses(plan: Examined) -> Iterator[Finding]:
    """Two words are used for the same status in one document.

    Source: as for unknown statuses. The steering model's own name is proposed, but in a document
    that was read in the commonest; forms that differ only by gender and number ("Genomfört",
    "Genomförd") are one word.
    """
    known = _spellings(plan)
    used: dict[str, list[tuple[Followed, Status]]] = defaultdict(list)
    for item, status in _followed(plan):
        name = known.get(fold(status.text))
        if name is not None:
            used[name.name].append((item, status))
    for name_text, items in used.items():
        wanted = _wanted(name_text, [status.text for _item, status in items], plan.imported)
        for item, status in items:
            if not _same_word(status.text, wanted):
                yield _finding(
                    "R15", item, "status", "mixed", group=status.text,
                    proposal=Proposal("status", status.text, wanted),
                    status=status.text, name=wanted,
                )  # fmt: skip


@rule("R16", level="warning", source=Source("audit", "Uppsala kommun 2025"))
def contradicting_comment(plan: Examined) -> Iterator[Finding]:
    """What is said to be done has a comment that says that something is left.

    Source: reporting that does not hang together makes it impossible to judge whether the goals
    are reached (Uppsala 2025). Only words that surely contradict are known.
    """
    end = _year_reported(plan)
    for item, status in _followed(plan):
        if _meaning(status) != "done":
            continue
        words = _left_to_do(item, end)
        if words is not None:
            yield _finding("R16", item, "comment", status=status.text, words=words)


@rule("R17", level="warning", source=Source("audit", "Fagersta kommun 2005"))
def no_reason(plan: Examined) -> Iterator[Finding]:
    """What was not done, or was dropped, has no reason.

    Source: deviations must be reported back (Fagersta 2005). A comment that repeats the status is
    no reason.
    """
    known = _spellings(plan)
    for item, status in _followed(plan):
        if _meaning(status) not in ("not_done", "dropped"):
            continue
        comment = fold(plain(item.comment))
        if not comment or comment == fold(status.text) or comment in known:
            yield _finding("R17", item, "comment", status=status.text)


@rule("R18", level="error", source=_PWC)
def no_new_due(plan: Examined) -> Iterator[Finding]:
    """What remains has no new time.

    Source: what is not done must get a new time, or it is lost between the years (PwC 2018).
    """
    for item, status in _remaining(plan):
        if _due_in_comment(plan, item) is None:
            yield _finding("R18", item, "due", status=status.text)


@rule("R18", level="warning", source=_PWC)
def new_due_in_comment(plan: Examined) -> Iterator[Finding]:
    """What remains has its new time only in the comment.

    Source: as for what has none; a time in a comment reminds nobody.
    """
    for item, _status in _remaining(plan):
        due = _due_in_comment(plan, item)
        if due is not None:
            old = item.due.text if item.due else ""
            yield _finding(
                "R18", item, "due", "comment", proposal=Proposal("due", old, due.text),
                due=due.text,
            )  # fmt: skip


@rule("R19", level="warning", source=Source("audit", "Uppsala kommun, KPMG 2019"))
def no_result(plan: Examined) -> Iterator[Finding]:
    """What is done has no word on what came of it.

    Source: follow-up should look at results (KPMG's review of Uppsala 2019; Malmö 2015). A list of
    activities that is kept as the year goes, with comments on some that are done, is a report too.
    """
    done = [item for item, status in _followed(plan) if _meaning(status) == "done"]
    if not plan.is_report and not any(plain(item.comment).strip() for item in done):
        return
    for item, status in _followed(plan):
        if _meaning(status) == "done" and not plain(item.comment).strip():
            yield _finding("R19", item, "comment", status=status.text)


def _finding(
    code: str, item: Followed, field: str, case: str = "", group: str = "",
    proposal: Proposal | None = None, **more: str,
) -> Finding:  # fmt: skip
    title = " ".join(item.title.split())
    return Finding(
        code, item.id, field, item.place, case=case, group=group, proposal=proposal,
        quote=more.get("words", more.get("status", "")), params={"title": title, **more},
    )  # fmt: skip


def _followed(plan: Examined) -> Iterator[tuple[Followed, Status]]:
    """Activities and assignments that have a status, in the order in which they stand."""
    items: list[Followed] = [*plan.document.goals, *plan.document.activities]
    items.sort(key=lambda item: (item.place.line or 0) if item.place else 0)
    for item in items:
        if item.status is not None and item.status.text.strip():
            yield item, item.status


def _meaning(status: Status) -> StatusKind:
    """The kind of a status: the steering model's, else what the word means in Swedish."""
    if status.kind != "unknown":
        return status.kind
    return cast(StatusKind, meanings("status_kinds").get(fold(status.text), "unknown"))


def _last_day_reported(plan: Examined) -> str | None:
    """The last day that a report is about, as an ISO date; None for plans and when unknown.

    It is told by the occasion, or by the title ("Tertialrapport 1", "per den 31 augusti"); a
    report of part of a year that does not say of which part is of an unknown day.
    """
    document = plan.document
    if not plan.is_report or document.period is None or document.period.end is None:
        return None
    end = document.period.end
    for said in (document.occasion or "", document.title or ""):
        for occasion in sorted(plan.model.occasions, key=lambda each: -len(each.name)):
            names = frozenset(fold(name) for name in (occasion.name, *occasion.labels))
            if holds(said, names):
                return f"{end[:4]}-{occasion.ends}" if occasion.ends else None
        day = find_due(said, year=int(end[:4]))
        if day is not None and day.kind in ("date", "period"):
            return day.date
        if PART_OF_YEAR.search(said):
            return None
    return end


def _year_reported(plan: Examined) -> int | None:
    period = plan.document.period
    return int(period.end[:4]) if period is not None and period.end else None


def _spellings(plan: Examined) -> dict[str, StatusName]:
    """Every folded spelling of the steering model's statuses."""
    return {
        fold(spelling): status
        for status in plan.model.statuses
        for spelling in (status.name, *status.labels)
    }


def _beginning(text: str, known: dict[str, StatusName]) -> tuple[str | None, str]:
    """The name of the status that a text begins with, and the rest of the text, folded."""
    words = fold(text).split()
    for size in range(len(words) - 1, 0, -1):
        status = known.get(" ".join(words[:size]))
        if status is not None:
            return status.name, " ".join(words[size:])
    return None, ""


def _wanted(name: str, texts: Sequence[str], imported: bool) -> str:
    """The spelling to keep: the steering model's name if it is used, else the commonest.

    In a document that was read in, the commonest: it may follow another model.
    """
    ((common, times), *_others) = Counter(texts).most_common(1)
    alike = sum(_same_word(text, name) for text in texts)
    if alike and not (imported and times > alike):
        return name
    return common


def _same_word(first: str, second: str) -> bool:
    """Whether two statuses are one word, in any gender and number."""
    return _ENDING.sub("", fold(first)) == _ENDING.sub("", fold(second))


def _left_to_do(item: Followed, year: int | None) -> str | None:
    """The words of a comment that say that something is left; None when there are none.

    What was only to be begun ("Påbörja …") is done when it has begun.
    """
    comment = plain(item.comment)
    begun = ONLY_BEGUN.search(comment)
    if begun is not None and not ONLY_BEGUN.search(item.title):
        return begun[0]
    for match in NOT_FINISHED.finditer(comment):
        if not NEGATED.search(comment[: match.start()]):
            return match[0]
    for sentence in sentences(comment):
        if LATER_WORK.search(sentence) and year is not None:
            later = [found[0] for found in YEAR.finditer(sentence) if int(found[0]) > year]
            if later:
                return sentence
    return None


def _remaining(plan: Examined) -> Iterator[tuple[Followed, Status]]:
    """What a report says remains, and has no due after the last day that is reported."""
    last = _last_day_reported(plan)
    for item, status in _followed(plan):
        late = meanings("status_kinds").get(fold(status.text)) == "remaining"
        if last is None or not (late or _meaning(status) == "remaining"):
            continue
        due = item.due.date if item.due else None
        if due is None or due <= last:
            yield item, status


def _due_in_comment(plan: Examined, item: Followed) -> Due | None:
    """The time that an item's comment names, after the last day that is reported.

    A month without a year is the first one to come, where the sentence speaks of what will be.
    """
    last = _last_day_reported(plan)
    if last is None:
        return None
    for sentence in sentences(plain(item.comment)):
        dues = [find_due(sentence)]
        if TO_COME.search(sentence):
            year = int(last[:4])
            dues += [find_due(sentence, year=year), find_due(sentence, year=year + 1)]
        for due in dues:
            if due is not None and due.date is not None and due.date > last:
                return due
    return None
