# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file is read: understood or not, it changes no plan, and only importers may bring it."""

from __future__ import annotations

import pytest

from ledtrad.documents import actions, rules
from ledtrad.documents.models import Import, StoredFile
from ledtrad.documents.placement import Given, InvalidGiven
from ledtrad.organisation.models import JournalEntry, Membership
from plandoc.errors import UnreadableFile
from tests import factories
from tests.importing import ronnhamra
from tests.importing.told import rows

pytestmark = pytest.mark.django_db


def test_reading_understands_and_changes_no_plan() -> None:
    before = rows()
    told: list[tuple[int, int | None, str]] = []

    read = actions.read_import(
        ronnhamra.BJORK,
        "björk.txt",
        progress=lambda done, total, message: told.append((done, total, message)),
        acting_user=factories.operator(),
    )

    assert read.state == Import.State.READ
    assert read.steering_code == "stockholm_ils"
    assert read.format == "text"
    assert read.document is not None
    assert read.document["unit"] == "Björkdungens förskolor"
    assert [goal["level"] for goal in read.document["goals"]] == [
        "strategic_goal", "area_goal", "board_goal", "unit_goal",
    ]  # fmt: skip
    spans = {block["span"] for block in read.source_view if "span" in block}
    assert {claim[0] for claim in read.claims} & spans
    assert read.placement["board"]["name"] == "Norra lärandenämnden"
    assert [message for _, _, message in told][-1] == "Looking for goals, indicators and activities"
    assert (
        rows() - before == {row for row in rows() if row.startswith("organisation.user")} - before
    )


def test_only_importers_may_read_documents_in() -> None:
    for role in (Membership.Role.READER, Membership.Role.CONTRIBUTOR):
        with pytest.raises(actions.MayNotImport):
            actions.read_import(ronnhamra.BJORK, "a.txt", acting_user=factories.a_user(role))
    assert not Import.objects.exists()

    # A manager may bring a copy of the own plan that somebody has edited, and nothing else.
    manager = factories.a_user(Membership.Role.MANAGER)
    refused = actions.read_import(ronnhamra.BJORK, "a.txt", acting_user=manager)
    assert (refused.state, refused.error_code) == (Import.State.FAILED, "not_an_edited_copy")
    assert not StoredFile.objects.exists()

    for role in (Membership.Role.CONTROLLER, Membership.Role.ADMINISTRATOR):
        user = factories.a_user(role)
        read = actions.read_import(ronnhamra.BJORK, "a.txt", acting_user=user)
        assert list(Import.objects.visible_to(user).filter(author=user)) == [read]
    assert not Import.objects.visible_to(factories.a_user(Membership.Role.READER)).exists()


def test_what_cannot_be_read_says_why_and_is_not_kept() -> None:
    failed = actions.read_import(b"", "tom.txt", acting_user=factories.operator())

    assert (failed.state, failed.error_code) == (Import.State.FAILED, "empty")
    assert not StoredFile.objects.exists()
    with pytest.raises(actions.NotWaiting):
        actions.accept_import(failed, acting_user=factories.operator())


def test_a_file_too_large_to_keep_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MAX_FILE_SIZE", 100)
    with pytest.raises(UnreadableFile, match="too_large"):
        actions.read_import(b"a" * 101, "stor.txt", acting_user=factories.operator())
    assert not Import.objects.exists()

    assert actions.read_import(b"a" * 100, "liten.txt", acting_user=factories.operator()).pk


def test_the_same_bytes_are_kept_once() -> None:
    for name in ("a.txt", "b.txt"):
        actions.read_import(ronnhamra.BJORK, name, acting_user=factories.operator())
    assert StoredFile.objects.count() == 1


def test_discarding_lets_the_file_go_when_nobody_else_has_it() -> None:
    one, other = (
        actions.read_import(ronnhamra.BJORK, name, acting_user=factories.operator())
        for name in ("a.txt", "b.txt")
    )
    actions.discard_import(one, acting_user=factories.operator())
    assert StoredFile.objects.count() == 1

    discarded = actions.discard_import(other, acting_user=factories.operator())

    assert discarded.state == Import.State.DISCARDED
    assert not StoredFile.objects.exists()
    with pytest.raises(actions.NotWaiting):
        actions.accept_import(other, acting_user=factories.operator())


def test_reading_again_with_another_model_drops_the_corrections() -> None:
    from plandoc.steering import load_model

    user = factories.operator()
    read = actions.read_import(ronnhamra.BJORK, "a.txt", acting_user=user)
    assert read.document is not None
    goal = read.document["goals"][0]["id"]
    actions.save_correction(
        read, {"action": "retitle", "element": goal, "text": "Ny rubrik"}, acting_user=user
    )

    again = actions.read_again(read, model=load_model("liten_kommun"), acting_user=user)

    assert again.steering_code == "liten_kommun"
    assert Import.objects.get(pk=read.pk).corrections == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/plan.txt", "plan.txt"),
        ("C:\\planer\\plan.docx", "plan.docx"),
        ("plan\x00\u202etxt.pdf", "plantxt.pdf"),
        ("..", "namnlös"),
        ("", "namnlös"),
        ("a" * 300 + ".docx", "a" * 195 + ".docx"),
    ],
)
def test_a_file_name_is_a_name(name: str, safe: str) -> None:
    read = actions.read_import(ronnhamra.BJORK, name, acting_user=factories.operator())
    assert read.file_name == safe


@pytest.mark.parametrize("given", [{"period": "i år"}, {"period": "2027-2026"}, {"unit": " "}])
def test_what_the_caller_says_must_make_sense(given: dict[str, str]) -> None:
    with pytest.raises(InvalidGiven):
        Given(**given)
    assert Given(period="2026-2028", unit="Granåsen").unit == "Granåsen"


def test_each_step_is_in_the_journal() -> None:
    user = factories.operator()
    read = actions.read_import(ronnhamra.BJORK, "a.txt", acting_user=user)
    actions.discard_import(read, acting_user=user)
    verbs = JournalEntry.objects.about(read).values_list("verb", flat=True)
    assert list(verbs) == ["import.discarded", "import.received"]


def test_a_file_that_was_put_aside_while_it_was_read_stays_aside() -> None:
    user = factories.operator()
    received = actions.receive_file(ronnhamra.BJORK, "a.txt", acting_user=user)
    stale = Import.objects.select_related("file").get(pk=received.pk)
    actions.discard_import(received, acting_user=user)
    with pytest.raises(actions.NotWaiting):
        actions.read_received(stale, acting_user=user)
    assert Import.objects.get().state == Import.State.DISCARDED
