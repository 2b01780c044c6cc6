"""The timeline on the screen: the frame under the mouse is the frame that it says, at every zoom, in every lane."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.player.playback import PlaybackState
from chai_desktop.ui.theme.theme import apply_theme
from chai_desktop.ui.theme.tokens import DARK, LIGHT, Size
from chai_desktop.ui.timeline import timeline_model as model
from chai_desktop.ui.timeline.lane_heights import Lane
from chai_desktop.ui.timeline.timeline_view import TimelineView
from tests.gui.timeline.conftest import drag, uneven_scale, x_of


def pixels(view) -> np.ndarray:
    """(height, width, 3) of what the timeline shows, in device pixels."""
    image = view.viewport().grab().toImage().convertToFormat(view.viewport().grab().toImage().Format.Format_RGB888)
    rows = np.frombuffer(bytes(image.constBits()), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3)


def middle_of(view, lane: Lane) -> int:
    place = view.parts.places[lane]
    return place.top + place.height // 2


def wheel(view, x: float, notches: int, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    where = QPointF(x, 30)
    event = QWheelEvent(
        where, QPointF(view.viewport().mapToGlobal(where.toPoint())), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_a_click_on_any_pixel_gives_the_frame_whose_playhead_covers_that_pixel(qtbot, full):
    """Click, move the playhead to the frame that was said, and look whether it tints the pixel that was clicked."""
    wanted = []
    full.frame_wanted.connect(wanted.append)
    while model.frame_width(full.sight, full.contents.scale) < 30:
        full.zoom(1.5, 300)
    y = middle_of(full, Lane.STATES)
    full.parts.playhead.hide()
    before = pixels(full)[y]
    for x in range(Size.LANE_HEAD + 2, full.viewport().width() - 12, 7):
        wanted.clear()
        QTest.mouseClick(full.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, middle_of(full, Lane.FILM)))
        (frame,) = wanted
        sight = full.sight
        full.show_frame(frame)
        assert full.sight == sight  # it was in sight
        now = pixels(full)[y]
        tinted = np.flatnonzero((now.astype(int) - before.astype(int))[:, 2] > 20)
        assert tinted.min() - 1 <= x <= tinted.max() + 1, (x, frame, tinted.min(), tinted.max())


@pytest.mark.parametrize("lane", [Lane.RULER, Lane.FILM, Lane.SOUND, Lane.SHOTS, Lane.CURVES, Lane.STATES])
def test_each_lane_leads_to_the_frame_under_the_mouse(full, lane):
    wanted = []
    full.frame_wanted.connect(wanted.append)
    frames = [0, 3, 59, 60, 119]
    for frame in frames:
        QTest.mouseClick(
            full.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x_of(full, frame), middle_of(full, lane))
        )
    assert wanted == frames


def test_a_drag_passes_through_every_frame_that_it_says_and_ends_beyond_the_border_at_the_last(full):
    wanted = []
    full.frame_wanted.connect(wanted.append)
    y = middle_of(full, Lane.FILM)
    stops = [QPoint(x_of(full, frame), y) for frame in range(10, 60, 5)]
    drag(full, stops[0], *stops[1:], QPoint(full.width() + 50, y))
    assert wanted == [*range(10, 60, 5), 119]


def test_ctrl_and_the_wheel_zoom_at_the_mouse_down_to_a_frame(full):
    x = x_of(full, 77)
    for _ in range(40):
        wheel(full, x, 1, Qt.KeyboardModifier.ControlModifier)
        assert full.frame_at(QPointF(x, 5)) == 77
    assert model.frame_width(full.sight, full.contents.scale) == pytest.approx(40)
    for _ in range(80):
        wheel(full, x, -1, Qt.KeyboardModifier.ControlModifier)
    assert full.sight == model.whole(full.contents.scale, full.content_width)


def test_the_wheel_and_the_middle_button_pan(full):
    full.zoom(4, 300)
    before = full.sight
    wheel(full, 300, -1)
    assert full.sight.first > before.first
    wheel(full, 300, 1)
    assert full.sight.first == pytest.approx(before.first)
    frame = full.frame_at(QPointF(500, 5))
    drag(full, QPoint(500, 40), QPoint(450, 40), QPoint(400, 40), button=Qt.MouseButton.MiddleButton)
    assert full.frame_at(QPointF(400, 5)) == frame


def test_the_edges_of_the_range_are_dragged_and_do_not_cross(full):
    full.show_state(PlaybackState(120, in_frame=30, out_frame=60))
    ins, outs = [], []
    full.in_wanted.connect(ins.append)
    full.out_wanted.connect(outs.append)
    drag(full, QPoint(x_of(full, 30, 0.02), 9), QPoint(x_of(full, 45), 9), QPoint(x_of(full, 100), 9))
    assert ins[0] == 45 and ins[-1] == 60
    drag(full, QPoint(x_of(full, 60, 0.98), 9), QPoint(x_of(full, 82), 9), QPoint(x_of(full, 3), 9))
    assert outs[0] == 82 and outs[-1] == 30


def test_a_point_is_chosen_by_a_click_and_played_by_two(full):
    chosen, played, wanted = [], [], []
    full.point_chosen.connect(lambda aspect, number: chosen.append((aspect, number)))
    full.point_played.connect(lambda first, last: played.append((first, last)))
    full.frame_wanted.connect(wanted.append)
    top = full.parts.places[Lane.POINTS].top
    for frame, row in ((25, 0), (60, 1), (100, 0)):
        where = QPoint(x_of(full, frame), top + 4 + row * full.parts.places[Lane.POINTS].height // 2)
        QTest.mouseClick(full.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert chosen == [(Aspect.CAMERA, 0), (Aspect.CAMERA, 1), (Aspect.SCENE, 0)]
    QTest.mouseDClick(full.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x_of(full, 25), top + 4))
    assert played == [(20, 40)]
    assert wanted == []


def test_a_point_of_the_aspect_in_work_is_moved_by_its_edges_alone(full):
    moved = []
    full.point_moved.connect(lambda *values: moved.append(values))
    y = full.parts.places[Lane.POINTS].top + 4
    drag(full, QPoint(x_of(full, 20, 0.1), y), QPoint(x_of(full, 15), y), QPoint(x_of(full, 10), y))
    assert moved == [(0, 10, 40)]
    moved.clear()
    drag(full, QPoint(x_of(full, 90, 0.1), y), QPoint(x_of(full, 80), y))  # another aspect's
    assert moved == []


def test_an_edge_snaps_to_a_cut(full):
    moved = []
    full.point_moved.connect(lambda *values: moved.append(values))
    row = full.parts.places[Lane.POINTS]
    y = row.top + row.height * 3 // 4
    near_the_cut = QPoint(x_of(full, 60, 0.0) + 3, y)
    drag(full, QPoint(x_of(full, 70, 0.95), y), QPoint(x_of(full, 65), y), near_the_cut)
    assert moved == [(1, 30, 59)]


def test_the_page_turns_while_it_plays_and_stays_where_a_person_looks_elsewhere(full):
    full.zoom(8, 0)
    full.show_state(PlaybackState(120, playing=True))
    first = full.sight
    _f, last = model.frames_in(first, full.contents.scale)
    for frame in range(last + 2):
        full.show_frame(frame)
    assert full.sight.first > first.first
    full.look_at(model.panned(full.sight, full.contents.scale, 5000))
    elsewhere = full.sight
    full.show_frame(last + 3)
    assert full.sight == elsewhere
    full.show_state(PlaybackState(120, current=3))  # paused: a step is looked at
    full.show_frame(3)
    assert full.sight.first == 0


def test_a_moving_playhead_does_not_draw_the_lanes_again(full, monkeypatch):
    drawn = []
    for lane in full.parts.lanes.values():
        monkeypatch.setattr(lane, "paint_content", lambda *_a, lane=lane: drawn.append(type(lane).__name__))
    full.refresh()
    QApplication.processEvents()
    full.viewport().repaint()
    assert len(set(drawn)) == len(full.parts.places)
    drawn.clear()
    for frame in range(0, 120, 3):
        full.show_frame(frame)
        QApplication.processEvents()
    assert drawn == []


def test_it_follows_the_theme(full):
    y, x = middle_of(full, Lane.STATES), 4
    for name, tokens in (("light", LIGHT), ("dark", DARK)):
        apply_theme(QApplication.instance(), name)
        QApplication.processEvents()
        assert "#{:02x}{:02x}{:02x}".format(*pixels(full)[y, x]) == tokens.panel


def test_the_curves_are_chosen_from_a_menu(full):
    chosen = []
    full.curves_chosen.connect(chosen.append)
    full.choose_curves()
    menu = QApplication.activePopupWidget()
    next(action for action in menu.actions() if action.text() == "Speed").trigger()
    next(action for action in menu.actions() if action.text() == "Pan").trigger()
    menu.close()
    assert full.contents.shown_curves == ("tilt", "zoom", "speed")
    assert chosen[-1] == ("tilt", "zoom", "speed")


def test_without_a_clip_nothing_happens_and_nothing_breaks(timeline):
    wanted = []
    timeline.frame_wanted.connect(wanted.append)
    for verb in (timeline.zoom_in, timeline.zoom_out, timeline.show_all):
        verb()
    timeline.show_frame(5)
    timeline.show_state(PlaybackState())
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 10))
    wheel(timeline, 300, 1)
    assert wanted == []


def test_one_frame_is_a_timeline_too(timeline):
    timeline.show_scale(type(uneven_scale())(np.array([0.0, 0.04])))
    timeline.zoom_in()
    wanted = []
    timeline.frame_wanted.connect(wanted.append)
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(700, 10))
    assert wanted == [0]


def test_it_says_what_is_under_the_mouse(full):
    from chai_desktop.ui.timeline.tooltip_words import tooltip_words

    y = full.parts.places[Lane.POINTS].top + 4
    where = QPointF(x_of(full, 25), y)
    words = tooltip_words(full.contents, full.frame_at(where), full.point_at(where))
    assert words.splitlines()[0].startswith("Frame 25, 0:01.")
    assert "Shot 1 of 2" in words
    assert "Pan: -0.58 widths/s" in words
    assert "Camera, point 1: first" in words


def test_its_controls_have_names(full):
    assert full.accessibleName() == "Timeline"
    full.show_state(PlaybackState(120, current=7))
    assert full.accessibleDescription() == "Frame 7 of 119"
    names = [button.accessibleName() for button in full.buttons.all]
    assert names == ["Show more time", "Show the whole clip", "Show less time", "Choose the curves that are drawn"]


def test_contents_of_a_longer_clip_are_drawn_without_an_error(full, qtbot, caplog):
    """The player may hold another clip than the room for a moment; an error in painting would end the program."""
    for frames in (1, 2, 50):
        full.show_scale(uneven_scale(frames))
        full.change(range=(30, 110), frame=100)
        full.show_frame(100)
        QApplication.processEvents()
        full.viewport().grab()
        where = QPointF(300, full.parts.places[Lane.POINTS].top + 4)
        full.point_at(where)
        full.frame_at(where)
        QTest.mouseClick(full.viewport(), Qt.MouseButton.LeftButton, pos=where.toPoint())
    assert caplog.text == ""


def test_an_error_in_painting_goes_to_the_log_and_the_window_lives(full, monkeypatch, caplog):
    def stumble(*_args):
        raise IndexError("out of reach")

    monkeypatch.setattr(full.parts.lanes[Lane.FILM], "paint_content", stumble)
    monkeypatch.setattr(full.contents, "shown_curves", ("pan", 7))
    full.refresh()
    full.viewport().grab()
    QApplication.processEvents()
    assert "FilmLane could not be drawn" in caplog.text
    full.frame_wanted.connect(lambda frame: full.show_frame(frame))
    QTest.mouseClick(full.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x_of(full, 12), 5))
    assert full.contents.frame == 12


def test_clips_come_and_go_two_hundred_times_while_it_paints(full):
    kept = {name: getattr(full.contents, name) for name in ("film", "waveform", "shots", "curves", "states", "points")}
    for turn in range(200):
        full.forget()
        full.change(**dict(list(kept.items())[: turn % 7]))
        if turn % 3 == 0:
            QApplication.processEvents()
        full.show_scale(uneven_scale(1 + turn % 130))
        full.show_state(PlaybackState(1 + turn % 130, playing=turn % 2 == 0, in_frame=turn % 40))
        full.show_frame(turn % 130)
        full.zoom(1.5, turn)
        full.resize(300 + turn * 3, 60 + turn)
        QApplication.processEvents()


def test_timelines_come_and_go_while_they_paint(qtbot, qapp):
    for turn in range(30):
        view = TimelineView()
        view.show()
        view.show_scale(uneven_scale(20 + turn))
        view.show_frame(turn)
        QApplication.processEvents()
        view.close()
        view.deleteLater()
        if turn % 2:
            view = None
        QApplication.processEvents()
