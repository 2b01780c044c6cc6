"""The checks in the caption room: what is marked, said and mended while a person writes."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt

from chai_desktop.spec.lint.finding import Level
from chai_desktop.spec.points import PointKind
from chai_desktop.spec.specification import load_specification
from chai_desktop.ui.caption.lint_desk import LintDesk
from chai_desktop.ui.caption.mark_paint import level_colour
from tests.gui.caption.room_samples import CRITIQUED, DRAFTED, REVISED

MOVES = {"camera_movement": "major_simple", "steadiness": "smooth", "camera_pan": "no"}
ANSWERS = {**MOVES, "camera_forward_backward": "forward", "camera_zoom": "no"}


@pytest.fixture
def lint(room):
    desk = LintDesk(room, load_specification(), room)
    desk.show_answers(ANSWERS)
    desk.check()  # reads its rules now, not in the middle of a test
    return desk


def _rules(checked) -> set[str]:
    return {finding.rule for finding in checked.findings}


def _write(qtbot, room, text: str) -> None:
    room.post_pane.text.setFocus()
    room.post_pane.text.selectAll()
    qtbot.keyClicks(room.post_pane.text, text)


def test_the_draft_is_checked_against_the_checklist_and_a_finding_becomes_a_point(qtbot, room, said, lint):
    room.show_work(DRAFTED)
    qtbot.waitUntil(lambda: "term.zoom_for_dolly" in _rules(lint.pre))
    zoom = next(finding for finding in lint.pre.findings if finding.rule == "term.zoom_for_dolly")
    room.pre_pane.text.setFocus()
    room.pre_pane.text.place(zoom.start)
    assert "Error: " in room.pre_pane.findings.words.text()
    qtbot.mouseClick(room.pre_pane.findings.act, Qt.MouseButton.LeftButton)
    assert room.pre_pane.editor.is_open
    qtbot.keyClick(room.pre_pane.editor.instead, Qt.Key.Key_Return)
    (point,) = said.of("points_changed")[-1][0]
    assert (point.kind, point.quote, point.instead) == (PointKind.WRONG, "zooms", "dollies")


def test_what_is_typed_is_checked_when_the_keys_rest(qtbot, room, lint):
    room.show_work(REVISED)
    _write(qtbot, room, "The camera appears to dolly in. A woamn walks.")
    qtbot.waitUntil(lambda: {"words.hedging", "spelling"} <= _rules(lint.post))
    assert room.post_pane.findings.isVisible()


def test_one_key_fixes_the_finding_at_the_caret_and_undo_takes_it_back(qtbot, room, said, lint):
    room.show_work(REVISED)
    _write(qtbot, room, "The camera dollies in on a woamn.")
    qtbot.waitUntil(lambda: "spelling" in _rules(lint.post))
    room.post_pane.text.place(room.post_pane.text.text().index("woamn") + 2)
    lint.use_finding()
    assert room.post_pane.text.text() == "The camera dollies in on a woman."
    assert "spelling" not in _rules(lint.post)
    room.post_pane.text.undo()
    assert "woamn" in room.post_pane.text.text()


def test_all_fixes_at_once_are_one_step(qtbot, room, said, lint):
    room.show_work(REVISED)
    written = "The camera dollies in on on a woamn and a beautiful dog."
    _write(qtbot, room, written)
    qtbot.waitUntil(lambda: len(lint.post.findings) >= 3)
    lint.fix_all()
    assert room.post_pane.text.text() == "The camera dollies in on a woman and a dog."
    room.post_pane.text.undo()
    assert room.post_pane.text.text() == written


def test_next_finding_goes_round(qtbot, room, lint):
    room.show_work(REVISED)
    _write(qtbot, room, "A woamn and a beautiful dgo.")
    qtbot.waitUntil(lambda: len(lint.post.findings) >= 3)
    starts = [finding.start for finding in lint.post.findings]
    seen = []
    for _ in range(len(starts) + 1):
        lint.next_finding()
        seen.append(room.post_pane.text.selected()[0])
    assert set(seen) == set(starts)


def test_an_answer_changes_what_is_found(qtbot, room, lint):
    room.show_work(DRAFTED)
    qtbot.waitUntil(lambda: "term.zoom_for_dolly" in _rules(lint.pre))
    lint.show_answers({**MOVES, "camera_zoom": "in", "camera_forward_backward": "no"})
    qtbot.waitUntil(lambda: "term.zoom_for_dolly" not in _rules(lint.pre))


def test_the_critique_has_three_scores_and_says_its_first_lack(qtbot, room, lint):
    room.show_work(replace(CRITIQUED, points=(), free_text="The movement is wrong."))
    qtbot.waitUntil(lambda: "Constructive 0" in room.critique_pane.head.detail.text())
    assert "what to write instead" in room.critique_pane.state.text()
    room.show_work(REVISED)
    qtbot.waitUntil(lambda: "Constructive 1" in room.critique_pane.head.detail.text())
    assert "Complete" in room.critique_pane.head.toolTip()


def test_turned_off_nothing_is_checked_or_marked(qtbot, room, lint):
    room.show_work(DRAFTED)
    qtbot.waitUntil(lambda: bool(lint.pre.findings))
    lint.turn(False)
    assert (lint.pre.findings, room.pre_pane.findings.isVisible()) == ((), False)
    lint.turn(True)
    assert lint.pre.findings


def test_a_draft_rated_perfect_is_not_criticised(qtbot, room, lint):
    room.show_work(replace(DRAFTED, rating=5))
    lint.check()
    assert lint.pre.findings == ()


def test_a_finding_is_seen_as_a_wave_under_its_words(qtbot, room, lint):
    """Where the picture of the text has the colour of the level below the line of letters."""
    room.show_work(REVISED)
    _write(qtbot, room, "woamn " * 3)
    qtbot.waitUntil(lambda: "spelling" in _rules(lint.post))
    pane = room.post_pane.text
    picture = pane.viewport().grab().toImage()
    colours = {picture.pixelColor(QPoint(x, y)).name() for x in range(120) for y in range(60)}
    assert {level_colour(finding.level) for finding in lint.post.findings if finding.level is not Level.HINT} & colours


@pytest.mark.alone
def test_typing_in_a_long_caption_never_waits_for_the_check(qtbot, room, lint):
    """400 words; each key has to be handled in well under the time between two keys of a fast typist."""
    room.show_work(replace(REVISED, post="The camera dollies in past a woman in a red coat. " * 40))
    lint.check()
    room.post_pane.text.setFocus()
    longest = 0.0
    for key in "a man walks by ":
        start = time.perf_counter()
        qtbot.keyClick(room.post_pane.text, key)
        longest = max(longest, time.perf_counter() - start)
    start = time.perf_counter()
    lint.check()
    checking = time.perf_counter() - start
    assert longest < 0.1
    assert checking < 0.15
