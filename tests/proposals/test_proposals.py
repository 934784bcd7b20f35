# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""An edited Word file gives proposals; accepting them makes the plan say what the file says."""

from __future__ import annotations

import pytest

from ledtrad.documents import actions, proposals, writing
from ledtrad.documents.models import Import, Version
from ledtrad.documents.snapshot import snapshot
from ledtrad.organisation.models import JournalEntry, Membership, Unit
from ledtrad.plans.models import ExpectedResult, Goal, Plan, PlannedActivity
from plandoc.diff import compare
from tests import factories
from tests.importing import ronnhamra
from tests.proposals.edited import WordFile, about, brought_back, gathered, told
from tests.snapshots.bring import accept, plan_of

pytestmark = pytest.mark.django_db

OWN_GOAL = "Björkdungens barn berättar egna sagor"
PLACE = "Björkdungens förskolor ligger vid Storsjön i Rönnhamra kommun och"
RESULT = "Varje barn har lånat hem en bok under våren."


def bjork() -> Plan:
    return plan_of(accept(ronnhamra.BJORK, "björk.txt"))


def test_an_untouched_file_proposes_nothing() -> None:
    file = WordFile(bjork())
    read = brought_back(file)
    found = gathered(read, file.user)

    assert read.base is not None
    assert found.every == ()
    assert proposals.finish(read, acting_user=file.user).state == Import.State.DISCARDED


def test_a_file_of_another_database_is_an_ordinary_import() -> None:
    file = WordFile(bjork())
    data = file.data()
    Import.objects.all().update(base=None)
    Version.objects.all().delete()
    read = actions.read_import(data, file.name, acting_user=file.user)

    assert read.base is None
    assert proposals.gather(read, file.user) is None


def test_what_was_edited_is_proposed_with_old_and_new() -> None:
    plan = bjork()
    file = WordFile(plan)
    file.reword("egna sagor", "egna visor")
    file.reword(RESULT, "Varje barn har lånat hem två böcker.")
    file.reword("öppet alla vardagar", "öppet alla dagar")
    file.reword("två och två", "tre och tre")
    found = gathered(brought_back(file), file.user)

    assert sorted(told(found)) == [
        (
            "chapter.text",
            f"{PLACE} har öppet alla vardagar.",
            f"{PLACE} har öppet alla dagar.",
            "open",
        ),
        ("expected_result.text", RESULT, "Varje barn har lånat hem två böcker.", "open"),
        ("goal.title", OWN_GOAL, "Björkdungens barn berättar egna visor", "open"),
        (
            "section.text",
            "Vi läser efter maten, två och två.",
            "Vi läser efter maten, tre och tre.",
            "open",
        ),
    ]


def test_accepting_all_makes_the_plan_say_what_the_file_says() -> None:
    plan = bjork()
    file = WordFile(plan)
    file.reword("egna sagor", "egna visor")
    file.reword(RESULT, "Varje barn har lånat hem två böcker.")
    file.reword("öppet alla vardagar", "öppet alla dagar")
    file.reword("2026-06-30", "2026-09-30")
    read = brought_back(file)
    before = snapshot(plan)
    goal = Goal.objects.get(title=OWN_GOAL)

    done = proposals.accept_all(read, acting_user=file.user)

    assert (done.accepted, done.refused) == (4, [])
    found = gathered(read, file.user)
    assert {each.state for each in found.every} == {"accepted"}
    assert not compare(snapshot(plan), found.edited, same_ids=True)
    # It is still the same goal, found by its new words, and the journal knows who and what.
    goal.refresh_from_db()
    assert goal.title == "Björkdungens barn berättar egna visor"
    entry = JournalEntry.objects.about(goal)[0]
    assert (entry.verb, entry.actor, entry.batch) == ("goal.revised", file.user, read.batch)
    assert entry.before == {"title": OWN_GOAL}

    assert proposals.take_back_all(read, acting_user=file.user) == 4
    assert snapshot(plan) == before


def test_accepting_none_changes_nothing() -> None:
    plan = bjork()
    file = WordFile(plan)
    file.reword("egna sagor", "egna visor")
    read = brought_back(file)
    before = snapshot(plan)
    key = gathered(read, file.user).every[0].key

    decision = proposals.refuse(read, key, acting_user=file.user)

    assert snapshot(plan) == before
    assert (decision.author, decision.is_accepted) == (file.user, False)
    with pytest.raises(proposals.AlreadyDecided):
        proposals.accept(read, key, acting_user=file.user)
    proposals.take_back(read, key, acting_user=file.user)
    proposals.accept(read, key, acting_user=file.user)
    assert Goal.objects.filter(title="Björkdungens barn berättar egna visor").exists()


def test_what_the_database_says_already_needs_no_decision() -> None:
    plan = bjork()
    file = WordFile(plan)
    file.reword("egna sagor", "egna visor")
    read = brought_back(file)
    Goal.objects.filter(title=OWN_GOAL).update(title="Björkdungens barn berättar egna visor")

    assert [each.state for each in gathered(read, file.user).every] == ["settled"]


def test_both_changed_is_a_conflict_that_shows_all_three() -> None:
    plan = bjork()
    file = WordFile(plan)
    file.reword("egna sagor", "egna visor")
    read = brought_back(file)
    Goal.objects.filter(title=OWN_GOAL).update(title="Björkdungens barn berättar dikter")
    proposal = gathered(read, file.user).every[0]

    assert proposal.state == "conflict"
    assert (proposal.change.old_text, proposal.now_text, proposal.change.new_text) == (
        OWN_GOAL,
        "Björkdungens barn berättar dikter",
        "Björkdungens barn berättar egna visor",
    )
    # Nobody replaces a text unseen: neither by accepting all, nor by an old page.
    assert proposals.accept_all(read, acting_user=file.user).accepted == 0
    with pytest.raises(proposals.NotDecidable) as refused:
        proposals.accept(read, proposal.key, acting_user=file.user)
    assert refused.value.code == "seen_other"
    proposals.accept(read, proposal.key, seen_now=proposals.seen(proposal), acting_user=file.user)
    assert Goal.objects.filter(title="Björkdungens barn berättar egna visor").exists()


def test_a_preschool_head_may_change_her_own_goal_and_not_the_boards() -> None:
    plan = bjork()
    accept(ronnhamra.GRAN, "gran.txt")
    head = factories.a_user(Membership.Role.MANAGER, unit=plan.unit)
    file = WordFile(plan)
    file.reword("egna sagor", "egna visor")
    file.reword("samtliga grupper", "alla grupper")
    read = brought_back(file, head)
    found = gathered(read, head)
    own, boards = sorted(
        (each for each in found.every if each.change.field == "title"),
        key=lambda each: each.state, reverse=True,
    )  # fmt: skip

    assert (own.state, own.obstacle) == ("open", None)
    assert boards.state == "hindered"
    assert boards.obstacle is not None
    assert (boards.obstacle.code, boards.obstacle.unit) == ("not_yours", "Norra lärandenämnden")
    assert boards.affected == ("Granåsens förskolor",)
    with pytest.raises(proposals.NotDecidable) as refused:
        proposals.accept(read, boards.key, acting_user=head)
    assert refused.value.code == "not_yours"
    proposals.accept(read, own.key, acting_user=head)
    # A controller of the board may decide the rest of the same file.
    board = Unit.objects.get(kind="board")
    controller = factories.a_user(Membership.Role.CONTROLLER, unit=board)
    proposals.accept(read, boards.key, acting_user=controller)
    titles = [goal.title for goal in snapshot(plan).goals]
    assert "Lässtunder sker dagligen i alla grupper" in titles


def test_a_manager_brings_only_edited_copies() -> None:
    plan = bjork()
    head = factories.a_user(Membership.Role.MANAGER, unit=plan.unit)
    stranger = factories.a_user(Membership.Role.READER, unit=plan.unit)
    read = actions.read_import(ronnhamra.GRAN, "gran.txt", acting_user=head)

    assert (read.state, read.error_code) == (Import.State.FAILED, "not_an_edited_copy")
    with pytest.raises(actions.MayNotImport):
        actions.read_import(WordFile(plan).data(), "plan.docx", acting_user=stranger)


def test_rows_that_came() -> None:
    plan = bjork()
    file = WordFile(plan)
    file.add_row("Nämndens kontor köper", "Nämndens kontor läser högt", "2026-02-01", "2026-11-30")
    file.write_after(RESULT, "Varje barn har egen bokhylla.")
    file.write_after("Varje barn har egen", "Varje barn har ett bibliotekskort.")
    read = brought_back(file)
    before = snapshot(plan)
    found = gathered(read, file.user)

    assert sorted((each.change.kind, each.change.element) for each in found.every) == [
        ("added", "activity"),
        ("added", "expected_result"),
        ("added", "expected_result"),
    ]
    done = proposals.accept_all(read, acting_user=file.user)
    assert (done.accepted, done.refused) == (3, [])
    now = snapshot(plan)
    assert [each.title for each in now.activities] == [
        "Nämndens kontor köper in talböcker",
        "Nämndens kontor ordnar en läsvecka",
        "Nämndens kontor läser högt",
    ]
    assert [each.text for goal in now.goals if goal.title == OWN_GOAL
            for each in goal.expected_results] == [
        RESULT, "Varje barn har egen bokhylla.", "Varje barn har ett bibliotekskort.",
    ]  # fmt: skip

    proposals.take_back_all(read, acting_user=file.user)
    assert snapshot(plan) == before


def test_an_indicator_below_the_boards_goal_is_shown_when_the_file_is_finished() -> None:
    plan = bjork()
    file = WordFile(plan)
    file.add_row("Antal lässtunder", "Antal lånade böcker", "300", "År")
    read = brought_back(file)
    before = snapshot(plan)
    assert proposals.accept_all(read, acting_user=file.user).refused == []
    finished = proposals.finish(read, acting_user=file.user)

    names = [each.name for each in snapshot(plan).indicators]
    assert names[-1] == "Antal lånade böcker"
    assert [t.text for t in snapshot(plan).indicators[-1].targets] == ["300"]
    proposals.take_back_all(finished, acting_user=file.user)
    assert snapshot(plan) == before
    finished.refresh_from_db()
    assert (finished.state, finished.own_plan) == (Import.State.UNDONE, None)


def test_rows_that_went() -> None:
    plan = bjork()
    file = WordFile(plan)
    file.delete_row("Nämndens kontor ordnar")
    file.delete(RESULT)
    read = brought_back(file)
    before = snapshot(plan)
    found = gathered(read, file.user)

    assert sorted((each.change.kind, each.change.element) for each in found.every) == [
        ("dropped", "expected_result"),
        ("vanished_without_status", "activity"),
    ]
    assert proposals.accept_all(read, acting_user=file.user).refused == []
    assert PlannedActivity.objects.count() == 1
    assert not ExpectedResult.objects.filter(text=RESULT).exists()
    assert not compare(snapshot(plan), found.edited, same_ids=True)

    proposals.take_back_all(read, acting_user=file.user)
    assert snapshot(plan) == before


def test_what_others_build_upon_is_not_dropped() -> None:
    plan = bjork()
    file = WordFile(plan)
    for text in ("Enhetsmål", OWN_GOAL, RESULT, "Arbetssätt", "Vi läser efter maten"):
        file.delete(text)
    read = brought_back(file)
    dropped = about(gathered(read, file.user), "goal")
    own = Goal.objects.get(title=OWN_GOAL)
    activity = PlannedActivity.objects.all()[0]
    activity.goal_links.create(goal=own, position=5)

    with pytest.raises(proposals.NotDecidable) as refused:
        proposals.accept(read, dropped.key, acting_user=file.user)
    assert refused.value.code == "needed"
    assert Goal.objects.filter(pk=own.pk).exists()
    activity.goal_links.filter(goal=own).delete()
    before = snapshot(plan)
    proposals.accept(read, dropped.key, acting_user=file.user)
    assert not Goal.objects.filter(pk=own.pk).exists()
    proposals.take_back(read, dropped.key, acting_user=file.user)
    assert snapshot(plan) == before


def test_what_was_edited_after_an_acceptance_is_not_taken_back() -> None:
    plan = bjork()
    file = WordFile(plan)
    file.reword("egna sagor", "egna visor")
    read = brought_back(file)
    proposals.accept_all(read, acting_user=file.user)
    Goal.objects.filter(title__startswith="Björkdungens").update(title="Något annat")

    with pytest.raises(proposals.NotTakenBack) as refused:
        proposals.take_back_all(read, acting_user=file.user)
    assert refused.value.code == "changed_since"
    assert Goal.objects.filter(title="Något annat").exists()


def test_an_adopted_plan_stays_as_decided() -> None:
    plan = bjork()
    file = WordFile(plan)
    file.reword("egna sagor", "egna visor")
    read = brought_back(file)
    Plan.objects.filter(pk=plan.pk).update(
        state=Plan.State.ADOPTED, snapshot={"a": 1}, snapshot_sha256="0" * 64,
        decision_body="Nämnden", decision_date="2026-01-02",
    )  # fmt: skip
    proposal = gathered(read, file.user).every[0]

    assert proposal.obstacle is not None
    assert proposal.obstacle.code == "adopted"
    assert proposals.accept_all(read, acting_user=file.user).accepted == 0


def test_a_whole_boards_file_is_compared_with_the_whole_board() -> None:
    bjorks = bjork()
    accept(ronnhamra.GRAN, "gran.txt")
    board = Unit.objects.get(kind="board")
    file = WordFile(bjorks, subject=writing.of_board(board, 2026))
    file.reword("egna sagor", "egna visor")
    file.reword("samtliga grupper", "alla grupper")
    read = brought_back(file)

    assert {each[1:] for each in told(gathered(read, file.user))} == {
        (OWN_GOAL, "Björkdungens barn berättar egna visor", "open"),
        (
            "Lässtunder sker dagligen i samtliga grupper",
            "Lässtunder sker dagligen i alla grupper",
            "open",
        ),
    }
    assert proposals.accept_all(read, acting_user=file.user).accepted == 2
    assert Goal.objects.filter(title="Björkdungens barn berättar egna visor").exists()
