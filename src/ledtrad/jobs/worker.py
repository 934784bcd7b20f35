# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker: a process of its own that runs jobs, or a single sweep.

It is django-tasks-db's worker, which is not documented as an interface: its arguments have changed
between versions. A test pins them.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import threading
import time
import uuid

from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from ledtrad.jobs import actions
from ledtrad.jobs.kinds import clearings

INTERVAL_SECONDS = 0.5
RETRY_SECONDS = 1.0
PARENT_SECONDS = 2.0
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
    for clear in clearings():
        clear(now)
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()


def run_in_foreground(*, with_parent: bool = False) -> None:
    """Run jobs until the process is told to stop; the job under way is finished first.

    `with_parent` says to stop also when the process that started this one has gone.
    """
    clear_up(alone=connection.vendor == "sqlite")
    worker = new_worker(batch=False)
    worker.configure_signals()
    # It tells of each start and stop, which is news only where it runs on its own.
    level = logging.ERROR if with_parent else logging.WARNING
    for name in ("django_tasks", "django_tasks_db"):
        logging.getLogger(name).setLevel(level)
    if with_parent:
        threading.Thread(target=_follow_parent, args=[worker], daemon=True).start()
    _keep_running(worker)


def _follow_parent(worker: Worker) -> None:
    """Let the worker stop when its parent has gone, for whatever reason."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(PARENT_SECONDS)
    worker.running = False


def _keep_running(worker: Worker) -> None:
    """Run the worker, and again when the database was locked or away for a moment."""
    while worker.running:
        try:
            worker.run()
        except OperationalError as error:
            logger.warning("the worker waits for the database: %s", error)
            connection.close()
            time.sleep(RETRY_SECONDS)
