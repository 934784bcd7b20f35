# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes a job: asking for it, running it, and clearing up after a crash."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend

from ledtrad.jobs.kinds import JobFailed, Payload, work_of
from ledtrad.jobs.models import Job
from ledtrad.organisation.models import User

PROGRESS_SECONDS = 0.5


def enqueue(kind: str, payload: Payload, *, acting_user: User) -> Job:
    """Ask for a piece of work; a worker takes it up as soon as the transaction is over.

    With Django's immediate task backend it is done, or failed, when this returns.
    Raises `UnknownKind`.
    """
    work_of(kind)
    at_once = isinstance(run_job.get_backend(), ImmediateBackend)
    with transaction.atomic():
        job = Job.objects.create(kind=kind, payload=payload, created_by=acting_user)
        if not at_once:
            run_job.enqueue(job.pk)
    if at_once:
        run_job.enqueue(job.pk)
        job.refresh_from_db()
    return job


@task()
def run_job(job_pk: int) -> None:
    """Run a queued job to its end. One that has begun already is left to who began it."""
    now = timezone.now()
    begun = Job.objects.filter(pk=job_pk, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING, started_at=now, seen_at=now
    )
    if not begun:
        return
    job = Job.objects.select_related("created_by").get(pk=job_pk)
    # Whatever stops the work, an unforeseen error or the process being told to stop, the job
    # must not look as if it went on; the error itself goes on to the worker, which logs it.
    error = _("Something went wrong in the program. Nothing was changed. Try again.")
    result: Payload | None = None
    try:
        result = work_of(job.kind)(
            job.payload, progress=SavedProgress(job.pk), acting_user=job.created_by
        )
    except JobFailed as failure:
        error = failure.sentence
    finally:
        _end(job.pk, result, error)


def _end(job_pk: int, result: Payload | None, error: str) -> None:
    """Close a running job: done if there is a result, else failed with the sentence."""
    running = Job.objects.filter(pk=job_pk, state=Job.State.RUNNING)
    now = timezone.now()
    if result is None:
        running.update(state=Job.State.FAILED, error=error, seen_at=now, ended_at=now)
    else:
        running.update(state=Job.State.DONE, result=result, seen_at=now, ended_at=now)


class SavedProgress:
    """Progress that pages can see: one short update, at most twice a second.

    Each is a transaction of its own, so that nobody waits for the work on SQLite. Inside a
    transaction of the work itself it is seen when that is over.
    """

    def __init__(self, job_pk: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._job_pk = job_pk
        self._clock = clock
        self._last: float | None = None
        self._message = ""

    def __call__(self, done: int, total: int | None, message: str = "") -> None:
        """Note that `done` of `total` is done. A new message is always saved."""
        now = self._clock()
        news = message not in ("", self._message)
        if not news and self._last is not None and now - self._last < PROGRESS_SECONDS:
            return
        self._last = now
        self._message = message or self._message
        Job.objects.filter(pk=self._job_pk).update(
            progress=done if total is None else min(done, total),
            total=total,
            message=self._message,
            seen_at=timezone.now(),
        )


def fail_abandoned(*, silent_since: dt.datetime) -> int:
    """Close jobs whose process has gone: those without a sign of life. Returns how many."""
    return Job.objects.silent_since(silent_since).update(
        state=Job.State.FAILED,
        ended_at=timezone.now(),
        error=_("The program was stopped while the work was going on. Start it again."),
    )


def forget_old(*, before: dt.datetime) -> int:
    """Remove jobs that ended before the moment. What they made stays. Returns how many."""
    return Job.objects.ended_before(before).delete()[0]
