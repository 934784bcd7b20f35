# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long work: asked for, done by a worker, seen on the way, and ended whatever happens."""

from __future__ import annotations

import datetime as dt
import inspect
import time
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from ledtrad.jobs import actions, kinds, worker
from ledtrad.jobs.models import Job
from ledtrad.organisation.models import User

pytestmark = pytest.mark.django_db
# The worker opens and closes connections, so what it works on has to be committed.
committed = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give three kinds of work: one that succeeds, one that gives up, one that breaks."""
    monkeypatch.setattr(kinds, "_KINDS", {})

    @kinds.kind("add")
    def add(payload: dict[str, Any], *, progress: kinds.Progress, acting_user: User) -> Any:
        progress(1, 2, "Adding")
        return {"sum": payload["a"] + payload["b"], "for": acting_user.email}

    @kinds.kind("give up")
    def give_up(payload: dict[str, Any], *, progress: kinds.Progress, acting_user: User) -> Any:
        raise kinds.JobFailed("Filen är tom. Inget har lästs in.")

    @kinds.kind("break")
    def break_down(payload: dict[str, Any], *, progress: kinds.Progress, acting_user: User) -> Any:
        raise ZeroDivisionError("a secret of the inside")


@pytest.fixture
def user() -> User:
    return User.objects.create(email="eva@example.org", password="!")


@pytest.fixture
def other() -> User:
    return User.objects.create(email="adam@example.org", password="!")


@committed
def test_a_worker_does_what_was_asked_for(user: User) -> None:
    job = actions.enqueue("add", {"a": 2, "b": 3}, acting_user=user)
    assert (job.state, job.percent, job.has_ended) == (Job.State.QUEUED, None, False)
    worker.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.percent, job.has_ended) == (Job.State.DONE, 100, True)
    assert job.result == {"sum": 5, "for": "eva@example.org"}
    assert (job.progress, job.total, job.message) == (1, 2, "Adding")
    assert job.created_at <= job.started_at <= job.ended_at  # type: ignore[operator]


def test_the_immediate_backend_does_it_at_once(user: User, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    job = actions.enqueue("add", {"a": 2, "b": 3}, acting_user=user)
    assert job.state == Job.State.DONE
    assert job.result["sum"] == 5


def test_an_unknown_kind_is_refused_and_leaves_nothing(user: User) -> None:
    with pytest.raises(kinds.UnknownKind):
        actions.enqueue("fly", {}, acting_user=user)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_a_kind_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        kinds.kind("add")(kinds.work_of("add"))


@committed
def test_what_is_asked_for_in_a_transaction_that_fails_is_not_done(user: User) -> None:
    with transaction.atomic():
        actions.enqueue("add", {"a": 1, "b": 1}, acting_user=user)
        transaction.set_rollback(True)
    worker.run_waiting()
    assert Job.objects.count() == 0


@committed
def test_a_foreseen_failure_says_why(user: User) -> None:
    job = actions.enqueue("give up", {}, acting_user=user)
    worker.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "Filen är tom. Inget har lästs in.")


@committed
def test_an_unforeseen_failure_ends_the_job_and_tells_no_trace(user: User) -> None:
    broken = actions.enqueue("break", {}, acting_user=user)
    after = actions.enqueue("add", {"a": 1, "b": 1}, acting_user=user)
    worker.run_waiting()
    broken.refresh_from_db()
    after.refresh_from_db()
    assert broken.state == Job.State.FAILED
    assert broken.error
    assert "secret" not in broken.error
    assert "ZeroDivisionError" not in broken.error
    assert after.state == Job.State.DONE, "the worker goes on"
    assert "a secret" in DBTaskResult.objects.failed().get().traceback, "for the technician"


@committed
def test_a_job_that_has_begun_is_not_begun_again(user: User) -> None:
    job = actions.enqueue("add", {"a": 1, "b": 1}, acting_user=user)
    worker.run_waiting()
    Job.objects.filter(pk=job.pk).update(result={"sum": "kept"})
    actions.run_job.call(job.pk)
    job.refresh_from_db()
    assert job.result == {"sum": "kept"}


def test_jobs_are_seen_by_who_asked_for_them(user: User, other: User) -> None:
    job = actions.enqueue("add", {}, acting_user=user)
    assert list(Job.objects.visible_to(user)) == [job]
    assert list(Job.objects.visible_to(other)) == []
    assert list(Job.objects.visible_to(AnonymousUser())) == []
    user.is_active = False
    assert list(Job.objects.visible_to(user)) == []


def running(user: User, seen: dt.datetime) -> Job:
    return Job.objects.create(
        kind="add", created_by=user, state=Job.State.RUNNING, started_at=seen, seen_at=seen
    )


def test_jobs_whose_process_has_gone_are_closed_with_a_sentence(user: User) -> None:
    now = timezone.now()
    gone, alive = running(user, now - dt.timedelta(hours=1)), running(user, now)
    worker.clear_up(alone=False)
    gone.refresh_from_db()
    alive.refresh_from_db()
    assert (gone.state, alive.state) == (Job.State.FAILED, Job.State.RUNNING)
    assert gone.error
    worker.clear_up(alone=True)
    alive.refresh_from_db()
    assert alive.state == Job.State.FAILED, "a worker that is alone knows that nobody runs it"


@committed
def test_old_jobs_are_forgotten_and_new_ones_kept(user: User) -> None:
    kept = actions.enqueue("add", {"a": 1, "b": 1}, acting_user=user)
    old = actions.enqueue("add", {"a": 1, "b": 1}, acting_user=user)
    worker.run_waiting()
    long_ago = timezone.now() - worker.KEPT - dt.timedelta(days=1)
    Job.objects.filter(pk=old.pk).update(ended_at=long_ago)
    DBTaskResult.objects.filter(args_kwargs__args=[old.pk]).update(finished_at=long_ago)
    worker.clear_up(alone=True)
    assert list(Job.objects.all()) == [kept]
    assert DBTaskResult.objects.count() == 1


def test_progress_is_saved_now_and_then_and_with_each_new_message(user: User) -> None:
    job = running(user, timezone.now())
    at = 0.0
    progress = actions.SavedProgress(job.pk, clock=lambda: at)

    def seen() -> tuple[int, int | None, str]:
        job.refresh_from_db()
        return job.progress, job.total, job.message

    progress(1, None, "Reading")
    assert seen() == (1, None, "Reading")
    progress(2, 100)
    assert seen() == (1, None, "Reading"), "too soon"
    progress(3, 100, "Recognising")
    assert seen() == (3, 100, "Recognising")
    at += actions.PROGRESS_SECONDS
    progress(101, 100)
    assert seen() == (100, 100, "Recognising"), "never more than there is"
    assert job.percent == 100


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "running", "ended_at": timezone.now()},
        {"state": "done"},
        {"state": "failed", "ended_at": timezone.now()},
        {"state": "done", "ended_at": timezone.now(), "error": "x"},
        {"progress": 2, "total": 1},
    ],
)
def test_the_database_refuses_jobs_that_cannot_be(user: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="add", created_by=user, **wrong)
    Job.objects.create(kind="add", created_by=user, progress=1, total=1)


def test_the_worker_of_the_library_takes_the_arguments_that_we_give() -> None:
    """It is not a documented interface: an upgrade that changes it must be noticed here."""
    assert set(inspect.signature(Worker.__init__).parameters) == {
        "self", "queue_names", "interval", "batch", "backend_name", "startup_delay", "max_tasks",
        "worker_id", "excluded_queue_names",
    }  # fmt: skip


@committed
def test_a_worker_that_cannot_reach_the_database_tries_again(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    calls = []

    stubborn = worker.new_worker(batch=False)

    def run() -> None:
        calls.append(time.monotonic())
        if len(calls) == 1:
            raise OperationalError("database is locked")
        stubborn.running = False

    monkeypatch.setattr(stubborn, "run", run)

    monkeypatch.setattr(worker, "RETRY_SECONDS", 0.01)
    worker._keep_running(stubborn)
    assert len(calls) == 2
    assert connection.is_usable() or connection.connection is None


def test_clearing_up_asks_every_app_what_it_keeps_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dt.datetime] = []
    monkeypatch.setattr(kinds, "_CLEARINGS", [])

    @kinds.clearing
    def forget(moment: dt.datetime) -> int:
        asked.append(moment)
        return 0

    worker.clear_up(alone=False)

    assert [abs((moment - timezone.now()).total_seconds()) < 60 for moment in asked] == [True]
