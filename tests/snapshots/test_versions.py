# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions: what left is remembered once, what was adopted for good; nothing else is trusted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from ledtrad.documents import integrity, rules, versions, writing
from ledtrad.documents.actions import undo_import
from ledtrad.documents.jobs import forget_outlived_files, forget_outlived_versions
from ledtrad.documents.models import Version, WrittenFile
from ledtrad.documents.snapshot import snapshot
from ledtrad.organisation.models import JournalEntry, Unit
from ledtrad.plans import actions as plans
from ledtrad.plans.models import Goal, Plan
from ledtrad.plans.rules import digest
from plandoc.codec import loads, to_dict
from tests import factories
from tests.importing import ronnhamra
from tests.importing.test_accepting import nothing_is_wrong
from tests.snapshots.bring import accept, plan_of

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 2, 3)


@pytest.fixture
def plan() -> Plan:
    return plan_of(accept(ronnhamra.BJORK, "björk.txt"))


def export(plan: Plan) -> bytes:
    return writing.write(writing.of_plan(plan), "json", acting_user=factories.operator()).data


def adopt(plan: Plan) -> Version:
    return versions.adopt(
        plan, decision_body="Norra lärandenämnden", decision_date=DAY, decision_paragraph="§ 7",
        acting_user=factories.operator(),
    )  # fmt: skip


def test_what_is_exported_is_remembered_once_for_each_wording(plan: Plan) -> None:
    export(plan)
    export(plan)
    Goal.objects.filter(plan=plan).update(title="Björkdungens barn sjunger")
    last = export(plan)

    kept = list(Version.objects.of_plan(plan).whole().newest_first())
    assert len(kept) == 2
    assert kept[0].document == to_dict(loads(last))
    assert kept[0].sha256 == digest(kept[0].document)
    assert kept[0].author == factories.operator()
    assert JournalEntry.objects.filter(verb="version.kept").count() == 2
    assert not any("document" in each.after for each in JournalEntry.objects.all())


def test_a_base_is_trusted_only_when_it_was_written_here(plan: Plan) -> None:
    document = snapshot(plan)
    sha256 = digest(to_dict(document))
    assert versions.version_of(sha256, plan=plan) is None

    export(plan)
    other = plan_of(accept(ronnhamra.GRAN, "gran.txt"))

    found = versions.version_of(sha256, plan=plan)
    assert found is not None
    assert found.document == to_dict(document)
    assert versions.version_of(sha256, plan=other) is None
    assert versions.version_of("0" * 64, plan=plan) is None


def test_versions_are_for_members(plan: Plan) -> None:
    export(plan)
    other_unit = Unit.objects.get(kind="municipality")

    assert Version.objects.visible_to(factories.a_user()).count() == 0
    assert Version.objects.visible_to(factories.a_user("reader", unit=other_unit)).count() == 1


def test_an_adopted_plan_leaves_as_it_was_adopted(plan: Plan) -> None:
    before = snapshot(plan)
    version = adopt(plan)
    adopted = Plan.objects.select_related("unit", "steering_model").get(pk=plan.pk)
    Goal.objects.filter(plan=plan).update(title="Något annat")

    written = loads(export(adopted))
    assert written.goals == before.goals
    assert written.decision is not None
    assert (written.decision.date, written.decision.paragraph) == ("2026-02-03", "§ 7")
    assert digest(to_dict(written)) == adopted.snapshot_sha256 == version.sha256
    assert "Något annat" in {goal.title for goal in snapshot(adopted).goals}
    with pytest.raises(plans.PlanIsNotDraft):
        adopt(adopted)


def test_old_versions_and_files_go_but_what_was_adopted_stays(plan: Plan) -> None:
    export(plan)
    adopted = adopt(plan)
    user = factories.operator()
    WrittenFile.objects.create(author=user, file_name="a.pdf", format="pdf", size=1, data=b"a")
    soon = timezone.now() + dt.timedelta(days=1)

    assert (forget_outlived_versions(soon), forget_outlived_files(soon)) == (0, 0)
    assert forget_outlived_versions(soon + rules.VERSIONS_KEPT) == 1
    assert forget_outlived_files(soon + rules.FILES_KEPT) == 1
    assert list(Version.objects.all()) == [adopted]


def test_use_keeps_a_version(plan: Plan) -> None:
    export(plan)
    long_ago = timezone.now() - rules.VERSIONS_KEPT - dt.timedelta(days=1)
    Version.objects.update(used_at=long_ago)
    export(plan)

    assert forget_outlived_versions(timezone.now()) == 0


def test_an_export_does_not_stand_in_the_way_of_undoing() -> None:
    import_ = accept(ronnhamra.BJORK, "björk.txt")
    export(plan_of(import_))
    whole = writing.of_board(Unit.objects.get(kind="board"), 2026)
    writing.write(whole, "json", acting_user=factories.operator())
    undo_import(import_, acting_user=factories.operator())

    assert Version.objects.count() == Plan.objects.count() == 0
    assert nothing_is_wrong()


def test_the_integrity_check_sees_a_changed_version(plan: Plan) -> None:
    adopt(plan)
    assert integrity.problems() == []

    with connection.cursor() as cursor:
        cursor.execute("UPDATE documents_version SET sha256 = %s", ["0" * 64])

    assert {each.code for each in integrity.problems()} == {
        "version_damaged", "adopted_without_version",
    }  # fmt: skip


def test_names_of_files_are_swedish_and_say_what_they_hold(plan: Plan) -> None:
    board = writing.of_board(Unit.objects.get(kind="board"), 2026)

    assert writing.file_name(writing.of_plan(plan), "docx") == (
        "Verksamhetsplan 2026 Björkdungens förskolor.docx"
    )
    assert writing.file_name(board, "pdf") == (
        "Verksamhetsplan 2026 Norra lärandenämnden med enheter.pdf"
    )


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("Åsen/Lidens förskolor", "Verksamhetsplan 2026 Åsen-Lidens förskolor.docx"),
        ('Skolan "Linden": F–6', "Verksamhetsplan 2026 Skolan -Linden- F–6.docx"),
        ("Okänd enhet (3)", "Verksamhetsplan 2026.docx"),
        ("Å" * 300, "Verksamhetsplan 2026 " + "Å" * (rules.MAX_FILE_STEM - 21) + ".docx"),
    ],
)
def test_a_file_can_be_kept_on_every_system_whatever_the_unit_is_called(
    plan: Plan, unit: str, expected: str
) -> None:
    plan.unit.name = unit

    assert writing.file_name(writing.of_plan(plan), "docx") == expected
