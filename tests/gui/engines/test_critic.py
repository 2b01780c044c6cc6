"""What the critic proposes in the real window: dashed, taken or dismissed one by one, never a point by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.roles import EngineRole

pytestmark = pytest.mark.gui
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
DRAFT = "The beautiful camera zooms in. It is a stunning camera that zooms in."


@pytest.fixture
def room(qtbot, open_bench, project_file, asked):
    bench = open_bench(project_file)
    asked(bench).answer(camera_movement="major_simple", camera_forward_backward="forward", steadiness="smooth")
    asked(bench).draft(DRAFT)
    return bench


def critique_of(bench):
    return bench.annotate.annotator.view.captions.critique_pane


def ask_critic(qtbot, bench, count=None):
    pane = critique_of(bench)
    QTest.keyClick(bench.window, Qt.Key.Key_A, CTRL_ALT)
    qtbot.waitUntil(lambda: pane.proposals.words != "", timeout=15000)
    return pane.proposals


def test_points_are_proposed_and_are_the_persons_only_once_taken(qtbot, room, asked):
    proposals = ask_critic(qtbot, room)
    assert len(proposals.cards) >= 2
    assert "proposed by the critic (rules)" in proposals.words
    assert asked(room).work().critique is None
    before = len(proposals.cards)
    proposals.cards[0].setFocus()
    QTest.keyClick(proposals.cards[0], Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: asked(room).work().critique is not None)
    (point,) = asked(room).work().critique.points
    assert DRAFT[point.start : point.end] == point.quote
    assert point.proposal
    kept = asked(room).ask(lambda project: project.proposal(point.proposal))
    assert kept.fingerprint.engine == "rules"
    assert len(proposals.cards) == before - 1
    assert proposals.cards[0].hasFocus()
    QTest.keyClick(proposals.cards[0], Qt.Key.Key_X)
    assert len(proposals.cards) == before - 2
    assert len(asked(room).work().critique.points) == 1


def test_all_of_it_by_the_mouse_and_what_is_said_already_is_not_proposed_again(qtbot, room, asked):
    proposals = ask_critic(qtbot, room)
    count = len(proposals.cards)
    QTest.mouseClick(proposals._take_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked(room).work().critique is not None)
    assert len(asked(room).work().critique.points) == count
    assert proposals.isHidden()
    assert "Nothing to change" in ask_critic(qtbot, room).words
    QTest.keyClick(room.window, Qt.Key.Key_N, CTRL_ALT)
    assert proposals.isHidden()


def test_proposals_belong_to_the_draft_that_was_judged(qtbot, room, asked):
    proposals = ask_critic(qtbot, room)
    asked(room).draft("The camera dollies in.")
    qtbot.waitUntil(proposals.isHidden)
    QTest.keyClick(room.window, Qt.Key.Key_Y, CTRL_ALT)
    assert asked(room).work().critique is None


def test_a_draft_without_faults_is_said_so_in_a_sentence(qtbot, room, asked):
    asked(room).draft("The camera dollies in smoothly.")
    assert ask_critic(qtbot, room).words == "Nothing to change, says the critic (rules)."


def test_a_refusal_is_said_and_nothing_is_proposed(qtbot, room, installed):
    room.engines.assign(EngineRole.CRITIC, EngineChoice("troubled"))
    QTest.keyClick(room.window, Qt.Key.Key_A, CTRL_ALT)
    qtbot.waitUntil(lambda: "cannot critique" in room.window.notices.words(), timeout=15000)
    assert critique_of(room).proposals.isHidden()
    assert critique_of(room).critic.isEnabled()
