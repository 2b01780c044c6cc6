from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.ui.player.playback import PlaybackState
from chai_desktop.ui.player.scrub_bar import ScrubBar
from chai_desktop.ui.player.transport import Transport

pytestmark = pytest.mark.gui


@pytest.fixture
def bar(qtbot):
    bar = ScrubBar()
    qtbot.addWidget(bar)
    bar.resize(617, bar.height())
    bar.set_frames(120)
    bar.show()
    return bar


def test_every_frame_can_be_hit_with_the_mouse(bar):
    hit = {bar.frame_under(x / 4) for x in range(617 * 4)}
    assert hit == set(range(120))


def test_a_frames_mark_lies_on_the_place_where_it_is_hit(bar):
    for frame in range(120):
        assert bar.frame_under(bar._left_of(frame) + bar._stretch() / 2) == frame


def test_a_press_asks_for_the_frame_under_it_and_a_drag_for_those_on_the_way(bar, qtbot):
    asked: list[int] = []
    bar.frame_wanted.connect(asked.append)
    middle = bar.height() // 2
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(100, middle))
    for x in (150, 200, 400):
        QTest.mouseMove(bar, QPoint(x, middle))
    bar.show_frame(3)  # the player reports an older frame while the hand is still on the line
    assert bar.value() == bar.frame_under(400.0)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(400, middle))
    assert asked == [bar.frame_under(float(x)) for x in (100, 150, 200, 400)]
    bar.show_frame(3)
    assert bar.value() == 3


def test_what_the_player_shows_is_not_taken_for_a_wish(bar):
    asked: list[int] = []
    bar.frame_wanted.connect(asked.append)
    bar.show_frame(60)
    bar.set_marked((10, 20))
    assert asked == []


def test_arrow_keys_on_the_line_step_by_a_frame(bar):
    asked: list[int] = []
    bar.frame_wanted.connect(asked.append)
    bar.show_frame(60)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    QTest.keyClick(bar, Qt.Key.Key_Left)
    QTest.keyClick(bar, Qt.Key.Key_PageUp)
    assert asked == [61, 60, 70]


def test_shows_frame_number_time_and_speed(qtbot, clip):
    bar = Transport()
    qtbot.addWidget(bar)
    bar.set_index(build_frame_index(clip("cfr24_gop250")))
    bar.show_state(PlaybackState(frame_count=120, current=83, speed=0.5, in_frame=4))
    assert bar.frame.text() == "f  83 / 119"
    assert "count from 0" in bar.frame.toolTip()
    assert bar.time.text() == "00:00:03:11"
    assert bar.speed.currentText() == "0.5×"
    assert bar.clear.isEnabled()
    assert bar.scrub.value() == 83


def test_a_variable_rate_is_shown_by_the_clock_and_says_why(qtbot, clip):
    bar = Transport()
    qtbot.addWidget(bar)
    bar.set_index(build_frame_index(clip("vfr_gop120")))
    bar.show_state(PlaybackState(frame_count=120, current=3))
    assert bar.time.text() == "00:00:00.133"
    assert "no constant frame rate" in bar.time.toolTip()


def test_buttons_say_which_verb_was_chosen(qtbot):
    bar = Transport()
    qtbot.addWidget(bar)
    verbs: list[str] = []
    bar.verb.connect(verbs.append)
    bar.show_state(PlaybackState(frame_count=10, in_frame=1))
    for button in (
        bar.first,
        bar.back,
        bar.play,
        bar.forward,
        bar.last,
        bar.mark_in,
        bar.mark_out,
        bar.clear,
        bar.loop,
    ):
        button.click()
    bar.sound.click()
    assert verbs == [
        "go_to_first", "step_back", "play_pause", "step_forward", "go_to_last", "set_in", "set_out", "clear_range",
        "toggle_loop", "toggle_mute",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "gone"), [(900, set()), (480, {"clear", "first", "last"})])
def test_in_a_narrow_window_pairs_give_way_together(qtbot, width, gone):
    bar = Transport()
    qtbot.addWidget(bar)
    bar.resize(width, 60)
    bar.show()
    hidden = {name for name in ("clear", "first", "last", "play", "back", "loop") if not getattr(bar, name).isVisible()}
    assert hidden == gone
    assert bar.minimumSizeHint().width() <= 480


def test_no_digit_is_cut_off_however_large_the_letters(qtbot, clip):
    """As on a display at 200 %: the row is made before the figures are known, and has no room to spare."""
    bar = Transport()
    qtbot.addWidget(bar)
    for label in (bar.time, bar.frame):
        font = label.font()
        font.setPointSize(2 * font.pointSize())
        label.setFont(font)
    bar.resize(520, 80)
    bar.show()
    bar.set_index(build_frame_index(clip("cfr24_gop250")))
    bar.show_state(PlaybackState(frame_count=120, current=119))
    bar.layout().activate()
    for label in (bar.time, bar.frame):
        text = label.fontMetrics().horizontalAdvance(label.text())
        assert label.minimumWidth() >= text, label.text()
        assert label.width() >= text, label.text()


def test_without_a_clip_no_button_takes_the_keyboard(qtbot):
    bar = Transport()
    qtbot.addWidget(bar)
    bar.show()
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    bar.focusNextChild()
    assert bar.focusWidget() is None
    bar.show_state(PlaybackState(frame_count=10))
    bar.focusNextChild()
    assert bar.focusWidget() is not None
