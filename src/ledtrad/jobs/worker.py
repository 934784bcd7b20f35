# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker: a thread beside the web server, a process of its own, or a single sweep.

It is django-tasks-db's worker, which is not documented as an interface: its arguments have changed
between versions. A test pins them.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import uuid

from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from ledtrad.jobs import actions

INTERVAL_SECONDS = 0.5
RETRY_SECONDS = 1.0
STOP_SECONDS = 10.0
SILENCE = dt.timedelta(minutes=15)
"""A worker among several takes a job for abandoned after this time without a sign of life."""
KEPT = dt.timedelta(days=90)
"""How long ended jobs are kept, so that people can come back to them."""

logger = logging.getLogger(__name__)


def new_worker(*, batch: bool) -> Worker:
    """A worker of ours; with `batch` it ends when there is nothing more to do."""
    return Worker(
        queue_names=["default"],
        interval=INTERVAL_SECONDS,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=uuid.uuid4().hex,
        excluded_queue_names=[],
    )


def run_waiting() -> None:
    """Run every job that is waiting, here and now, and return."""
    new_worker(batch=True).run()


def clear_up(*, alone: bool) -> None:
    """Close jobs that a stopped process left open, and remove old ones.

    `alone` says that no other worker runs, so that every job under way has been abandoned.
    """
    now = timezone.now()
    abandoned = actions.fail_abandoned(silent_since=now if alone else now - SILENCE)
    if abandoned:
        logger.warning("%s jobs had been abandoned and were closed as failed", abandoned)
    actions.forget_old(before=now - KEPT)
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()


def run_in_foreground() -> None:
    """Run jobs until the process is told to stop; the job under way is finished first."""
    clear_up(alone=connection.vendor == "sqlite")
    worker = new_worker(batch=False)
    worker.configure_signals()
    _keep_running(worker)


class WorkerThread:
    """A worker beside the web server of an embedded installation, where no other worker runs."""

    def __init__(self) -> None:
        self._worker = new_worker(batch=False)
        self._thread = threading.Thread(target=self._run, name="ledtrad-jobs", daemon=True)

    def start(self) -> None:
        """Begin to take up jobs."""
        clear_up(alone=connection.vendor == "sqlite")
        self._thread.start()

    def stop(self) -> None:
        """Take up no more jobs, and wait a while for the one under way."""
        self._worker.running = False
        self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        try:
            _keep_running(self._worker)
        finally:
            connection.close()


def _keep_running(worker: Worker) -> None:
    """Run the worker, and again when the database was locked or away for a moment."""
    pause = threading.Event()
    while worker.running:
        try:
            worker.run()
        except OperationalError as error:
            logger.warning("the worker waits for the database: %s", error)
            connection.close()
            pause.wait(RETRY_SECONDS)
