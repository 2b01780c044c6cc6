"""Making, editing, removing and looking at points, by mouse and by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from chai_desktop.spec.points import PointKind
from tests.gui.caption.room_samples import CRITIQUED, DRAFTED, POINTS, PRE

pytestmark = pytest.mark.gui


def select(room, words: str) -> None:
    start = room.pre_pane.text.text().index(words)
    room.pre_pane.text.place(start, start + len(words))


def test_selected_words_become_a_point_with_the_keyboard_alone(room, said):
    room.show_work(DRAFTED)
    room.focus_pre()
    select(room, "zooms in")
    assert room.pre_pane.bar.isVisible()
    QTest.keyClick(room.pre_pane.text, Qt.Key.Key_W)
    editor = room.pre_pane.editor
    assert editor.isVisible()
    assert editor.instead.hasFocus()
    assert editor.quote.text() == "“zooms in”"
    QTest.keyClicks(editor.instead, "dollies in")
    QTest.keyClick(editor.instead, Qt.Key.Key_Return)
    ((points,),) = said.of("points_changed")
    assert points[0].sentence() == '"zooms in" -> "dollies in"'
    assert PRE[points[0].start : points[0].end] == "zooms in"
    assert not editor.isVisible()
    assert said.typed("point")[-1] is None
    assert [card.point for card in room.critique_pane.points.cards] == list(points)


def test_a_point_after_an_emoji_has_code_point_offsets(room, said):
    text = "A 🎥👩‍🚀 camera zooms in."
    room.show_work(replace(DRAFTED, pre=text))
    select(room, "zooms in")
    room.pre_pane.bar.chosen.emit(PointKind.WRONG)
    QTest.keyClicks(room.pre_pane.editor.instead, "pans")
    room.pre_pane.editor.done.click()
    ((points,),) = said.of("points_changed")
    assert text[points[0].start : points[0].end] == "zooms in"


def test_without_selected_words_only_something_missing_can_be_said(room, said):
    room.show_work(DRAFTED)
    room.add_point(PointKind.WRONG)
    assert not room.pre_pane.editor.isVisible()
    assert room.pre_pane.head.detail.text() == "Select the words first"
    room.focus_critique()
    room.add_point(PointKind.MISSING)
    assert room.pre_pane.editor.draft.point.start is None


def test_escape_closes_the_point_and_forgets_its_typing(room, said):
    room.show_work(DRAFTED)
    select(room, "zooms in")
    room.add_point(PointKind.WRONG)
    QTest.keyClicks(room.pre_pane.editor.instead, "dol")
    QTest.keyClick(room.pre_pane.editor.instead, Qt.Key.Key_Escape)
    assert not room.pre_pane.editor.isVisible()
    assert said.typed("point")[-1] is None
    assert said.of("points_changed") == []


def test_a_card_is_chosen_edited_and_removed_with_keys(room, said):
    room.show_work(CRITIQUED)
    listed = room.critique_pane.points
    listed.cards[0].setFocus()
    QTest.keyClick(listed.cards[0], Qt.Key.Key_Space)
    assert said.of("range_requested") == [(20, 96)]
    QTest.keyClick(listed.cards[0], Qt.Key.Key_Down)
    assert listed.cards[1].hasFocus()
    QTest.keyClick(listed.cards[1], Qt.Key.Key_Return)
    assert listed.editor.isVisible()
    assert not listed.cards[1].isVisible()
    listed.editor.instead.selectAll()
    QTest.keyClicks(listed.editor.instead, "from left to right")
    QTest.keyClick(listed.editor.instead, Qt.Key.Key_Return)
    assert said.of("points_changed")[-1][0][1].instead == "from left to right"
    assert len(listed.cards) == len(POINTS)
    listed.cards[0].setFocus()
    QTest.keyClick(listed.cards[0], Qt.Key.Key_Delete)
    assert said.of("points_changed")[-1][0][0].quote == "right to left"
    assert room.critique_pane.undo.isVisible()
    room.critique_pane.undo.click()
    assert said.of("points_changed")[-1][0][0] == POINTS[0]


def test_a_card_marks_its_words(room):
    room.show_work(CRITIQUED)
    QTest.mouseClick(room.critique_pane.points.cards[1], Qt.MouseButton.LeftButton)
    current = [s.cursor.selectedText() for s in room.pre_pane.text.extraSelections() if s.format.hasProperty(0x820)]
    assert current == ["right to left"], "the only stretch with a ground of its own"


def test_a_click_on_marked_words_chooses_their_card(room):
    room.show_work(CRITIQUED)
    text = room.pre_pane.text
    cursor = text.textCursor()
    cursor.setPosition(PRE.index("kite") + 1)
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center())
    assert room.critique_pane.points.current == 2


def test_the_range_just_watched_is_asked_for(room, said):
    room.show_work(CRITIQUED)
    room.set_range_source(lambda: (7, 30))
    room.critique_pane.points.choose(2)
    room.critique_pane.points.cards[2].range.take.click()
    assert said.of("range_wanted") == [()]
    point = said.of("points_changed")[-1][0][2]
    assert (point.first_frame, point.last_frame) == (7, 30)
    room.critique_pane.points.cards[2].range.clear.click()
    assert said.of("points_changed")[-1][0][2].first_frame is None


def test_every_kind_looks_different_without_colour(room):
    room.show_work(replace(CRITIQUED, post=None))
    styles = {s.format.underlineStyle() for s in room.pre_pane.text.extraSelections()}
    assert len(styles) == len({point.kind for point in POINTS})


def test_a_half_point_is_not_lost_to_another_selection(room, said):
    room.show_work(DRAFTED)
    select(room, "zooms in")
    room.add_point(PointKind.WRONG)
    room.pre_pane.editor.reason.setText("")
    QTest.keyClicks(room.pre_pane.editor.reason, "parallax")
    select(room, "right to left")
    room.add_point(PointKind.WRONG)
    assert room.pre_pane.editor.draft.point.quote == "zooms in", "it has words but cannot be finished: it stays"
    QTest.keyClicks(room.pre_pane.editor.instead, "dollies in")
    room.add_point(PointKind.WRONG)
    assert said.of("points_changed")[-1][0][0].reason == "parallax"
    assert room.pre_pane.editor.draft.point.quote == "right to left"


def test_revise_takes_the_open_point_along(room, said):
    room.show_work(DRAFTED)
    select(room, "zooms in")
    room.add_point(PointKind.WRONG)
    room.revise()
    assert said.of("revise_wanted") == []
    QTest.keyClicks(room.pre_pane.editor.instead, "dollies in")
    room.revise()
    names = [name for name, _values in said.all]
    assert names.index("points_changed") < names.index("revise_wanted")


def test_perfect_disables_the_points_and_keeps_them(room, said):
    room.show_work(replace(CRITIQUED, rating=4))
    room.rate(5)
    assert said.of("rated") == [(5,)]
    assert not room.critique_pane.points.isEnabled()
    assert len(room.critique_pane.points.cards) == len(POINTS)
    assert room.critique_pane.state.text() == "Perfect: nothing to change"
    assert room.pre_pane.text.extraSelections() == []
    room.rate(3)
    assert room.critique_pane.points.isEnabled()
    assert room.state.points == POINTS


def test_a_perfect_draft_offers_to_empty_the_critique_and_to_bring_it_back(room, said):
    room.show_work(replace(CRITIQUED, rating=5))
    assert room.post_pane.says.text() == "The critique names changes: empty it, or rate lower"
    room.critique_pane.empty_all.click()
    assert said.of("points_changed") == [((),)]
    assert said.of("free_text_changed") == [("",)]
    assert room.post_pane.submit.isEnabled()
    room.critique_pane.undo.click()
    assert said.of("points_changed")[-1] == (POINTS,)
    assert room.state.free_text == CRITIQUED.free_text


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape], ids=["added", "cancelled"])
def test_a_point_that_is_done_lets_its_words_go(room, key):
    room.show_work(DRAFTED)
    room.focus_pre()
    select(room, "zooms in")
    room.add_point(PointKind.WRONG)
    QTest.keyClicks(room.pre_pane.editor.instead, "dollies in")
    QTest.keyClick(room.pre_pane.editor.instead, key)
    end = PRE.index("zooms in") + len("zooms in")
    assert room.pre_pane.text.selected() == (end, end)
    assert not room.pre_pane.bar.isVisible()
    assert room.pre_pane.text.hasFocus()


def test_the_next_selection_becomes_the_next_point_while_one_is_open(room, said):
    room.show_work(DRAFTED)
    select(room, "zooms in")
    room.add_point(PointKind.WRONG)
    QTest.keyClicks(room.pre_pane.editor.instead, "dollies in")
    select(room, "stone fountain")
    room.add_point(PointKind.WRONG)
    assert said.of("points_changed")[-1][0][0].quote == "zooms in"
    assert room.pre_pane.editor.draft.point.quote == "stone fountain"


def test_coming_back_goes_on_at_the_end_of_the_critique(room):
    room.show_work(CRITIQUED)
    room.show_work(replace(CRITIQUED, clip_id="other"))
    room.show_work(CRITIQUED)
    room.focus_critique()
    QTest.keyClicks(room.critique_pane.free, "!")
    assert room.critique_pane.free.toPlainText() == CRITIQUED.free_text + "!"


@pytest.mark.parametrize("backwards", [False, True])
def test_a_selection_by_mouse_shows_the_whole_words_that_are_quoted(room, backwards):
    room.show_work(DRAFTED)
    text = room.pre_pane.text
    ends = [PRE.index("level angle") + 1, PRE.index("regular") + 3]
    places = []
    for end in ends:
        cursor = text.textCursor()
        cursor.setPosition(end)
        places.append(text.cursorRect(cursor).center())
    first, last = reversed(places) if backwards else places
    QTest.mousePress(text.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(text.viewport(), last)
    QTest.mouseRelease(text.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert text.textCursor().selectedText() == "level angle and regular"
    assert (text.textCursor().position() < text.textCursor().anchor()) is backwards
    assert room.pre_pane.bar.isVisible()
    room.add_point(PointKind.WRONG)
    assert room.pre_pane.editor.draft.point.quote == text.textCursor().selectedText()


def test_the_quote_of_three_words_is_read_in_full_beside_the_point(room, qtbot):
    room.show_work(DRAFTED)
    room.resize(1290, 270)
    select(room, "very smooth motion")
    room.add_point(PointKind.WRONG)
    qtbot.wait(20)
    quote = room.pre_pane.editor.quote
    assert quote.width() >= quote.fontMetrics().horizontalAdvance(quote.text())


def test_a_kind_is_called_the_same_everywhere(room):
    room.show_work(CRITIQUED)
    editor = room.pre_pane.editor
    kinds = [editor.kind.itemText(row) for row in range(editor.kind.count())]
    assert sorted(kinds) == sorted(button.text() for button in room.pre_pane.bar.findChildren(QPushButton))
    assert "Missing" in kinds
    assert room.critique_pane.points.cards[3].accessibleName().startswith("Point 4, Missing: ")
