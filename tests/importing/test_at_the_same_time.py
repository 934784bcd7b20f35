# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people who accept at the same moment get what one after the other would have got."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from ledtrad.documents import actions
from ledtrad.documents.models import Import
from ledtrad.organisation.models import Unit
from ledtrad.plans.models import Goal
from tests import factories
from tests.importing import ronnhamra

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do the works in threads that begin together; an exception is a result."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        barrier.wait(timeout=20)
        try:
            return work()
        except (actions.AlreadyAccepted, actions.NotWaiting) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_plans_of_a_board_accepted_at_once_meet() -> None:
    user = factories.operator()
    reads = [
        actions.read_import(data, "plan.txt", acting_user=user)
        for data in (ronnhamra.BJORK, ronnhamra.GRAN)
    ]
    done = at_once(
        lambda: actions.accept_import(reads[0], acting_user=user),
        lambda: actions.accept_import(reads[1], acting_user=user),
    )
    assert all(isinstance(each, Import) for each in done)
    assert Unit.objects.of_kind("board").count() == 1
    assert Goal.objects.count() == 5


def test_one_file_accepted_twice_at_once_is_accepted_once() -> None:
    user = factories.operator()
    reads = [actions.read_import(ronnhamra.BJORK, "plan.txt", acting_user=user) for _ in range(2)]
    done = at_once(
        lambda: actions.accept_import(reads[0], acting_user=user),
        lambda: actions.accept_import(reads[1], acting_user=user),
    )
    assert sorted(type(each).__name__ for each in done) == ["AlreadyAccepted", "Import"]
    assert Goal.objects.count() == 4
