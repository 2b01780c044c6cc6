"""The changes between the two texts, and what the room lets a person do when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
    QWidget,
)

from chai_desktop.ui.theme.theme import apply_theme
from chai_desktop.ui.theme.tokens import DARK, LIGHT
from tests.gui.caption.room_samples import CRITIQUED, DRAFTED, EMPTY, POST, PRE, REVISED, SUBMITTED

pytestmark = pytest.mark.gui


def marked(pane) -> list[str]:
    return [selection.cursor.selectedText() for selection in pane.text.extraSelections()]


def test_changed_words_are_marked_in_both_texts(room):
    room.show_work(replace(REVISED, points=()))
    assert "zooms" in marked(room.pre_pane)
    assert "dollies" in marked(room.post_pane)
    selections = [pane.text.extraSelections() for pane in (room.pre_pane, room.post_pane)]
    removed, added = (next(s.format for s in found if s.cursor.hasSelection()) for found in selections)
    assert removed.fontStrikeOut()
    assert added.underlineStyle() == added.UnderlineStyle.SingleUnderline
    assert removed.background() != added.background()


def test_typing_is_compared_after_a_rest_and_without_touching_the_text(room, qtbot):
    room.show_work(replace(REVISED, points=()))
    post = room.post_pane.text
    before = len(room.changes.hunks)
    post.place(len(post.text()))
    QTest.keyClicks(post, " Then it stops.")
    assert len(room.changes.hunks) == before
    qtbot.waitUntil(lambda: len(room.changes.hunks) == before + 1, timeout=1000)
    assert post.text() == POST + " Then it stops."
    assert post.selected()[0] == len(post.text())
    post.undo()
    assert post.text() == POST, "the marks are no undo steps"


def test_next_and_previous_go_around(room):
    room.show_work(REVISED)
    count = len(room.changes.hunks)
    seen = []
    for _ in range(count + 1):
        room.next_change()
        seen.append(room.changes.current)
    assert seen == [*range(count), 0]
    assert room.post_pane.count.text() == f"1 of {count}"
    room.previous_change()
    assert room.changes.current == count - 1


def test_a_change_taken_back_and_the_taking_back_undone(room, said):
    room.show_work(REVISED)
    room.post_pane.text.place(POST.index("dollies") + 1)
    assert room.post_pane.take_back.isEnabled()
    room.post_pane.take_back.click()
    assert room.post_pane.text.text() == POST.replace("dollies", "zooms")
    assert room.state.is_edited
    room.post_pane.text.undo()
    assert room.post_pane.text.text() == POST


def test_all_changes_taken_back_give_the_draft(room):
    room.show_work(REVISED)
    while room.changes.hunks:
        room.next_change()
        room.take_back_change()
    assert room.post_pane.text.text() == PRE


def test_an_edit_by_hand_says_so(room):
    room.show_work(REVISED)
    assert room.post_pane.head.detail.text() == "engine rules"
    QTest.keyClicks(room.post_pane.text, "So ")
    assert room.post_pane.head.detail.text() == "edited by you"


def test_texts_scroll_in_step(room):
    room.resize(1290, 220)
    room.show_work(replace(REVISED, pre=PRE * 3, post=POST * 3))
    bars = [pane.text.verticalScrollBar() for pane in (room.pre_pane, room.post_pane)]
    bars[1].setValue(bars[1].maximum())
    assert bars[0].value() == bars[0].maximum() > 0
    bars[0].setValue(0)
    assert bars[1].value() == 0


def test_submit_says_why_not(room, said):
    for state, reason in (
        (EMPTY, "Draft first"),
        (replace(CRITIQUED, rating=None), "Rate the draft first"),
        (CRITIQUED, "Revise first, or write the post-caption"),
    ):
        room.show_work(replace(state, clip_id=reason))
        assert not room.post_pane.submit.isEnabled()
        assert room.post_pane.says.text() == reason
        room.submit()
    assert said.of("submit_wanted") == []
    room.show_work(replace(REVISED, submitted_at=""))
    room.post_pane.submit.click()
    assert said.of("submit_wanted") == [()]


def test_a_submission_is_seen_until_something_changes(room):
    room.show_work(SUBMITTED)
    assert room.post_pane.says.text().startswith("Submitted ")
    assert not room.post_pane.submit.isEnabled()
    QTest.keyClicks(room.post_pane.text, "x")
    assert room.post_pane.says.text().startswith("Changed since it was submitted ")
    assert room.post_pane.submit.isEnabled()


def test_jobs_show_progress_and_can_be_cancelled(room, said):
    room.show_work(CRITIQUED)
    room.set_job("revise", 0.25, "Writing")
    job = room.post_pane.job
    assert job.isVisible()
    assert job.says.text() == "Writing 25 %"
    assert job.bar.value() == job.bar.maximum() // 4
    assert not room.post_pane.revise.isVisible()
    assert not room.pre_pane.draft.isEnabled()
    assert room.post_pane.text.isReadOnly()
    job.cancel.click()
    assert said.of("cancel_wanted") == [()]
    room.set_job("", None, "")
    assert not job.isVisible()
    assert room.post_pane.revise.isVisible()
    room.set_job("draft", None)
    assert room.pre_pane.job.bar.maximum() == 0, "length not known"


def test_no_rating_is_pressed_at_first_and_the_same_again_says_nothing(room, said):
    room.show_work(DRAFTED)
    buttons = list(room.pre_pane.rating.findChildren(QAbstractButton))
    assert [b.isChecked() for b in buttons] == [False] * 5
    buttons[2].click()
    buttons[2].click()
    assert said.of("rated") == [(3,)]
    room.show_work(replace(DRAFTED, clip_id="next"))
    assert [b.isChecked() for b in buttons] == [False] * 5


@pytest.mark.parametrize("state", [EMPTY, CRITIQUED, REVISED], ids=["empty", "critiqued", "revised"])
@pytest.mark.parametrize("size", [QSize(1290, 270), QSize(820, 260)], ids=["wide", "tabs"])
def test_nothing_is_cut_off(room, qtbot, state, size):
    room.show_work(replace(state, clip_id=str(size)))
    room.resize(size)
    qtbot.wait(30)
    assert room.size() == size
    assert room.arrangement.is_tabbed is (size.width() < 1000)
    for number, pane in enumerate((room.pre_pane, room.critique_pane, room.post_pane)):
        room.arrangement.bring_up(number)
        qtbot.wait(10)
        for button in pane.findChildren(QAbstractButton):
            if button.isVisible() and button.parent().objectName() != "card" and button.width() > 0:
                corner = button.mapTo(pane, button.rect().bottomRight())
                inside_list = room.critique_pane.points.isAncestorOf(button)
                assert inside_list or pane.rect().contains(corner), button.text()
                assert button.width() >= button.minimumSizeHint().width() or button.minimumWidth() == button.width()


def test_tabs_keep_text_and_caret(room, qtbot):
    room.show_work(REVISED)
    room.focus_post()
    room.post_pane.text.place(12)
    room.resize(820, 260)
    qtbot.wait(30)
    assert room.arrangement.is_tabbed
    room.focus_post()
    assert room.post_pane.text.isVisible()
    assert not room.pre_pane.isVisible()
    assert room.post_pane.text.selected() == (12, 12)
    room.resize(1290, 270)
    qtbot.wait(30)
    assert room.pre_pane.isVisible()
    assert room.critique_pane.isVisible()


def test_every_control_has_a_name_and_a_tooltip(room):
    room.show_work(REVISED)
    room.desk.edit(0)
    for kind in (QAbstractButton, QTextEdit, QPlainTextEdit, QLineEdit, QComboBox, QProgressBar):
        for control in room.findChildren(kind):
            if control.objectName().startswith(("qt_", "Scroll")):  # Qt's own parts
                continue
            name = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
            assert name, f"{control} has no name"
            if not isinstance(control, QProgressBar):
                assert control.toolTip(), f"{name} has no tooltip"


def test_shortcuts_are_named_in_tooltips(room):
    room.show_work(REVISED)
    room.shortcut_hint = {"draft": "Ctrl+Alt+D", "rate_3": "Ctrl+3", "next_change": "Ctrl+Alt+N"}
    assert room.pre_pane.draft.toolTip().endswith("(Ctrl+Alt+D)")
    assert room.post_pane.next.toolTip() == "Next change (Ctrl+Alt+N)"
    assert room.pre_pane.rating.findChildren(QAbstractButton)[2].toolTip() == "3: several errors (Ctrl+3)"


def test_walking_through_changes_shows_the_point_that_asked_for_each(room, said):
    room.show_work(REVISED)
    room.post_pane.text.place(POST.index("dollies") - 2)
    room.next_change()
    assert room.critique_pane.points.current == 0
    assert said.of("range_requested") == [], "nothing plays by itself"


def test_another_theme_reaches_marks_and_cards(room, qapp):
    room.show_work(REVISED)

    def look() -> tuple[str, bytes]:
        selections = room.post_pane.text.extraSelections()
        ground = next(s.format.background().color().name() for s in selections)
        return ground, bytes(room.critique_pane.points.cards[0].grab().toImage().constBits())

    dark = look()
    try:
        apply_theme(qapp, "light")
        qapp.processEvents()
        light = look()
    finally:
        apply_theme(qapp, "dark")
    assert dark[0] == DARK.added_ground
    assert light[0] == LIGHT.added_ground
    assert dark[1] != light[1]


def test_tab_walks_from_text_to_text(room):
    room.show_work(REVISED)
    room.focus_critique()
    QTest.keyClick(room.critique_pane.free, Qt.Key.Key_Tab)
    assert not room.critique_pane.free.hasFocus(), "Tab leaves a text instead of writing into it"


def test_the_focus_does_not_stay_on_a_rating(room):
    rating = room.pre_pane.rating
    three = rating.findChildren(QAbstractButton)[2]
    room.show_work(DRAFTED)
    room.focus_post()
    QTest.mouseClick(three, Qt.MouseButton.LeftButton)
    assert room.post_pane.text.hasFocus(), "a click rates, and leaves the focus where it was"
    three.setFocus()
    QTest.keyClick(three, Qt.Key.Key_Space)
    room.show_work(replace(DRAFTED, rating=3))
    assert three.hasFocus(), "the same work: the keys go on here"
    room.show_work(replace(DRAFTED, clip_id="next"))
    assert room.pre_pane.text.hasFocus()


def test_the_focus_does_not_fall_on_a_rating_when_submit_is_done(room):
    room.show_work(replace(REVISED, submitted_at=""))
    QWidget.setTabOrder(room.post_pane.submit, room.pre_pane.rating.findChildren(QAbstractButton)[0])
    room.post_pane.submit.setFocus()
    room.post_pane.submit.click()
    room.show_work(SUBMITTED)
    assert not room.post_pane.submit.isEnabled()
    assert room.pre_pane.text.hasFocus()
