"""The aids over a real picture, read from the screen."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.ui.player.aids.picture_transform import Zoom
from chai_desktop.ui.player.aids.through import paint_picture
from chai_desktop.ui.theme.tokens import OnPicture

pytestmark = pytest.mark.gui

WIDTH, HEIGHT, FRAMES = 640, 360, 12
BLOCK = 24


def picture_of(frame: int) -> np.ndarray:
    """Light squares on grey, a brighter one in the left upper corner, and a block that moves with the frame."""
    picture = np.full((HEIGHT, WIDTH, 3), 60, np.uint8)
    for y in range(20, HEIGHT - 20, 40):
        for x in range(20, WIDTH - 20, 40):
            picture[y : y + 6, x : x + 6] = 180
    picture[:12, :12] = 240
    picture[190 : 190 + BLOCK, 40 + BLOCK * frame : 40 + BLOCK * (frame + 1)] = (200, 60, 60)
    return picture


@pytest.fixture(scope="session")
def squares(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("squares") / "squares.mp4"
    with av.open(str(path), "w") as out:
        track = out.add_stream("libx264", rate=25)
        track.width, track.height, track.pix_fmt, track.options = WIDTH, HEIGHT, "yuv444p", {"crf": "2", "g": "6"}
        for n in range(FRAMES):
            for packet in track.encode(av.VideoFrame.from_ndarray(picture_of(n), format="rgb24")):
                out.mux(packet)
        for packet in track.encode():
            out.mux(packet)
    return path


@pytest.fixture
def player(qtbot, view, squares, go):
    with qtbot.waitSignal(view.opened, timeout=10_000):
        view.open_clip(squares, build_frame_index(squares))
    go(view, lambda: view.seek_frame(5))
    return view


def as_array(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(int)


def on_screen(player) -> np.ndarray:
    """What stands on the screen where the player's picture frame is, (height, width, 3)."""
    frame = player.picture_frame
    if QGuiApplication.platformName() == "offscreen":
        pytest.skip("there is no screen to read")
    corner = frame.mapToGlobal(QPoint(0, 0))
    grabbed = frame.screen().grabWindow(0, corner.x(), corner.y(), frame.width(), frame.height())
    return as_array(grabbed.toImage())


def still_of(player, frame: int, blank: np.ndarray | None = None) -> np.ndarray:
    """The frame as a painter lays it into the picture frame by the present transform."""
    rgb = np.ascontiguousarray(picture_of(frame) if blank is None else blank)
    image = QImage(rgb.data, WIDTH, HEIGHT, WIDTH * 3, QImage.Format.Format_RGB888)
    canvas = QImage(player.picture_frame.size(), QImage.Format.Format_RGB888)
    canvas.fill(Qt.GlobalColor.black)
    painter = QPainter(canvas)
    paint_picture(painter, player.picture_frame.picture_lies(), image)
    painter.end()
    return as_array(canvas)


def seen_rect(player) -> tuple[slice, slice]:
    """Rows and columns of the frame in which the picture is seen."""
    lies, frame = player.picture_frame.picture_lies(), player.picture_frame
    top, left = max(0, round(lies.top)), max(0, round(lies.left))
    bottom, right = (
        min(frame.height(), round(lies.top + lies.height)),
        min(frame.width(), round(lies.left + lies.width)),
    )
    return slice(top, bottom), slice(left, right)


def grey_level(picture: np.ndarray) -> np.ndarray:
    return picture.mean(axis=2)


def test_libmpvs_picture_and_a_still_lie_at_the_same_place(qtbot, player):
    """Squares moved by half a pixel would differ at their edges by half their height, 60 levels."""

    def same() -> None:
        rows, columns = seen_rect(player)
        apart = np.abs(on_screen(player) - still_of(player, 5))[rows, columns].max(axis=2)
        assert (apart > 40).mean() < 0.0005
        assert apart.mean() < 4

    for zoom in (Zoom(1.0), Zoom(1.6, (0.6, 0.7)), Zoom(2.0, (0.3, 0.4)), Zoom(3.0, (0.0, 1.0))):
        for mirrored in (False, True):
            player.picture_frame.set_view(zoom, mirrored, False)
            qtbot.waitUntil(same, timeout=5000)


def test_a_shift_of_half_a_pixel_would_be_seen(player):
    """The test above could fail: a still half a pixel away is told from the right one."""
    player.picture_frame.set_view(Zoom(2.0, (0.3, 0.4)), False, False)
    rows, columns = seen_rect(player)
    right = still_of(player, 5)[rows, columns]
    shifted = np.roll(right, 1, axis=1)  # a pixel of the screen: half one of the picture
    assert (np.abs(right - shifted).max(axis=2) > 40).mean() > 0.003


def test_zoom_stays_while_stepping(qtbot, player, go):
    player.aids.zoom_by(2.0, QPointF(200, 100))
    zoom = player.aids.state.zoom
    go(player, player.step_forward)
    assert player.aids.state.zoom == zoom

    def shows_frame_6() -> None:
        rows, columns = seen_rect(player)
        apart = np.abs(on_screen(player) - still_of(player, 6))[rows, columns].max(axis=2)
        assert (apart[40:300, 150:600] > 60).mean() < 0.003  # not the words and the map in the corners

    qtbot.waitUntil(shows_frame_6, timeout=5000)


def test_a_frame_from_memory_is_made_anew_for_another_zoom(qtbot, player, go):
    """What was made for the whole picture would be blurred in a zoom."""
    go(player, player.step_forward)
    player.aids.zoom_by(2.0, QPointF(200, 100))
    player.picture_frame.set_view(Zoom(3.0, (0.5, 0.5)), False, False)

    def sharp() -> None:
        rows, columns = seen_rect(player)
        apart = np.abs(on_screen(player) - still_of(player, 6))[rows, columns].max(axis=2)
        assert (apart[60:, 150:600] > 40).mean() < 0.001

    qtbot.waitUntil(sharp, timeout=5000)


def test_the_mirror_turns_the_picture_and_says_so(qtbot, player):
    rows, columns = seen_rect(player)
    plain = on_screen(player)[rows, columns]
    player.aids.toggle_mirror()

    def mirrored() -> None:
        now = on_screen(player)[rows, columns]
        apart = np.abs(now - plain[:, ::-1]).max(axis=2)[60:]  # the word stands above
        assert (apart > 40).mean() < 0.001

    qtbot.waitUntil(mirrored, timeout=5000)
    assert "mirrored" in player.transport.aids.accessibleDescription()


def test_the_grid_lies_at_the_thirds_of_the_picture(qtbot, player):
    rows, columns = seen_rect(player)
    before = on_screen(player)[rows, columns]
    player.aids.toggle_thirds()

    def drawn() -> None:
        changed = np.abs(on_screen(player)[rows, columns] - before).max(axis=2) > 20
        across, down = changed[60:].mean(axis=0), changed[:, 150:].mean(axis=1)
        wide, high = changed.shape[1], changed.shape[0]
        assert {round(3 * x / wide) for x in np.flatnonzero(across > 0.5)} == {1, 2}
        assert {round(3 * y / high) for y in np.flatnonzero(down > 0.5)} == {1, 2}
        assert np.abs(np.flatnonzero(across > 0.5) * 3 / wide % 1 - 0.5).min() > 0.48

    qtbot.waitUntil(drawn, timeout=5000)


@pytest.mark.parametrize("level", [0, 128, 255])
def test_lines_are_seen_on_any_picture(level):
    """The light line or its dark edge stands out from every grey."""

    def luminance(value: float) -> float:
        value /= 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    light, dark = int(OnPicture.LINE[1:3], 16), int(OnPicture.EDGE[1:3], 16) * 0.7 + level * 0.3
    contrasts = [
        (max(luminance(mark), luminance(level)) + 0.05) / (min(luminance(mark), luminance(level)) + 0.05)
        for mark in (light, dark)
    ]
    assert max(contrasts) > 3
    box = int(OnPicture.BOX[1:3], 16) * OnPicture.BOX_STRENGTH + level * (1 - OnPicture.BOX_STRENGTH)
    assert (luminance(255) + 0.05) / (luminance(box) + 0.05) > 4.5


def _block_at(player, frame: int) -> tuple[slice, slice]:
    """Where the moving block of ``frame`` is on the screen, a little inside its edges."""
    lies = player.picture_frame.picture_lies()
    x1, y1 = lies.to_view((40 + BLOCK * frame) / WIDTH, 190 / HEIGHT)
    x2, y2 = lies.to_view((40 + BLOCK * (frame + 1)) / WIDTH, (190 + BLOCK) / HEIGHT)
    left, right = sorted((x1, x2))
    return slice(round(y1) + 4, round(y2) - 4), slice(round(left) + 4, round(right) - 4)


def test_the_ghost_shows_the_frames_at_in_and_out(qtbot, player):
    player.set_in(2)
    player.set_out(9)
    player.aids.toggle_ghost()

    def shines() -> None:
        red = on_screen(player)[..., 0]
        levels = [float(red[_block_at(player, n)].mean()) for n in (2, 5, 9, 7)]
        assert levels == pytest.approx([95, 130, 95, 60], abs=4)

    qtbot.waitUntil(shines, timeout=5000)


def test_the_difference_is_grey_but_where_something_moved(qtbot, player, go):
    player.aids.toggle_difference()

    def differs() -> None:
        screen = on_screen(player)
        for frame, level in ((4, 255), (5, 255), (8, 128)):
            assert abs(float(screen[..., 0][_block_at(player, frame)].mean()) - level) < 6

    qtbot.waitUntil(differs, timeout=5000)
    go(player, lambda: player.seek_frame(9))

    def follows() -> None:
        screen = on_screen(player)
        assert abs(float(screen[..., 0][_block_at(player, 9)].mean()) - 255) < 6
        assert abs(float(screen[..., 0][_block_at(player, 5)].mean()) - 128) < 6

    qtbot.waitUntil(follows, timeout=5000)


def test_a_frozen_frame_stays_left_of_the_wipe_line_while_stepping_goes_on(qtbot, player, go):
    player.aids.freeze()
    go(player, lambda: player.seek_frame(10))
    frame = player.picture_frame
    lies = frame.picture_lies()
    start = QPointF(*lies.to_view(0.5, 0.5))
    there = QPointF(*lies.to_view(0.35, 0.5))  # between the blocks of frames 5 and 10
    _drag(frame, start.toPoint(), there.toPoint())

    def both() -> None:
        red = on_screen(player)[..., 0]
        assert float(red[_block_at(player, 5)].mean()) > 185
        assert float(red[_block_at(player, 10)].mean()) > 185
        assert float(red[_block_at(player, 8)].mean()) < 80

    qtbot.waitUntil(both, timeout=5000)
    assert player.aids.state.compare.at == pytest.approx(0.35, abs=0.01)


def test_side_by_side_shows_both_whole(qtbot, player, go):
    player.aids.freeze()
    player.aids.freeze()
    go(player, lambda: player.seek_frame(10))
    frame = player.picture_frame

    def both() -> None:
        screen = on_screen(player)
        for room, shown in ((frame.other_room(), 5), (frame.room(), 10)):
            lies = frame.picture_lies(room)
            x, y = lies.to_view((40 + BLOCK * (shown + 0.5)) / WIDTH, (190 + BLOCK / 2) / HEIGHT)
            assert screen[round(y), round(x), 0] > 185
            other = lies.to_view((40 + BLOCK * (15 - shown + 0.5)) / WIDTH, (190 + BLOCK / 2) / HEIGHT)
            assert screen[round(other[1]), round(other[0]), 0] < 80

    qtbot.waitUntil(both, timeout=5000)


def test_another_clip_goes_along_frame_by_frame(qtbot, player, go, clip):
    from benchmarks.coded_clips import read_number

    other = clip("cfr25_gop24_bframes")
    player.aids.compare_with(other, build_frame_index(other), "coded.mp4")
    frame = player.picture_frame
    for wanted in (7, 3):
        go(player, lambda wanted=wanted: player.seek_frame(wanted))

        def beside(wanted: int = wanted) -> None:
            lies = frame.picture_lies(frame.other_room(), (640, 360))
            rows = slice(round(lies.top), round(lies.top + lies.height))
            columns = slice(round(lies.left), round(lies.left + lies.width))
            assert read_number(on_screen(player)[rows, columns].astype(np.uint8)) == wanted

        qtbot.waitUntil(beside, timeout=5000)


def test_ctrl_and_wheel_zoom_at_the_mouse_and_a_double_click_ends_it(qtbot, player):
    frame = player.picture_frame
    at = QPointF(frame.width() * 0.3, frame.height() * 0.4)
    before = frame.picture_lies().to_picture(at.x(), at.y())
    for _ in range(6):
        _wheel(frame, at, Qt.KeyboardModifier.ControlModifier)
    after = frame.picture_lies().to_picture(at.x(), at.y())
    assert player.aids.state.zoom.scale > 3
    assert after == pytest.approx(before, abs=0.01)
    was = frame.picture_lies()
    _drag(frame, at.toPoint(), at.toPoint() + QPoint(-25, 10))
    now = frame.picture_lies()
    assert (now.left - was.left, now.top - was.top) == pytest.approx((-25, 10), abs=1.01)
    QTest.mouseDClick(frame, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert not player.aids.state.zoom.is_on


def test_the_wheel_alone_and_a_click_do_nothing(player):
    frame = player.picture_frame
    _wheel(frame, QPointF(100, 100), Qt.KeyboardModifier.NoModifier)
    QTest.mouseClick(frame, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert not player.aids.state.any_on
    assert player.current_frame == 5


def _drag(frame, start: QPoint, end: QPoint) -> None:
    """As the mouse does: the event goes to what lies under it, and on to its parents where that has no use for it."""
    under = frame.childAt(start)
    assert under is not None
    QTest.mousePress(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(frame, start))
    QTest.mouseMove(under, under.mapFrom(frame, end))
    QTest.mouseRelease(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(frame, end))


def _wheel(frame, at: QPointF, keys: Qt.KeyboardModifier) -> None:
    there = QPointF(frame.mapToGlobal(at.toPoint()))
    event = QWheelEvent(
        at, there, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(frame, event)


def test_the_horizon_is_turned_by_its_end_and_read_in_degrees(player):
    player.aids.toggle_horizon()
    frame = player.picture_frame
    lies = frame.picture_lies()
    start, end = QPointF(*lies.to_view(0.85, 0.5)), QPointF(*lies.to_view(0.85, 0.6))
    _drag(frame, start.toPoint(), end.toPoint())
    expected = np.degrees(np.arctan2(0.1 * HEIGHT, 0.35 * WIDTH))
    assert player.aids.state.horizon.degrees == pytest.approx(expected, abs=0.5)


def test_all_off_brings_the_neutral_picture_back(qtbot, player):
    qtbot.wait(500)  # the window comes to rest, and libmpv follows what came from memory
    plain = on_screen(player)
    aids = player.aids
    for verb in (aids.toggle_thirds, aids.next_areas, aids.toggle_sides, aids.toggle_mirror, aids.toggle_ghost,
                 aids.freeze, aids.next_zoom, aids.toggle_colour, aids.toggle_horizon):  # fmt: skip
        verb()
    qtbot.wait(200)
    QTest.keyClick(player, Qt.Key.Key_Escape)
    assert not aids.state.any_on
    qtbot.wait(500)
    apart = np.abs(on_screen(player) - plain).max(axis=2)
    assert (apart > 60).mean() < 0.0005  # libmpv and the ring scale a little differently; lines and words are far off


def test_the_next_clip_keeps_lines_and_loses_zoom_and_frozen_frame(qtbot, player, clip):
    aids = player.aids
    aids.toggle_thirds()
    aids.next_zoom()
    aids.freeze()
    path = clip("cfr24_gop24")
    with qtbot.waitSignal(player.opened, timeout=10_000):
        player.open_clip(path, build_frame_index(path))
    assert aids.state.thirds
    assert not aids.state.zoom.is_on
    assert aids.state.compare is None


def test_zoom_and_lines_stay_when_the_player_moves_to_another_window(qtbot, player):
    player.aids.toggle_mirror()
    player.aids.zoom_by(3.0, QPointF(300, 200))
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 640)
    window.setCentralWidget(player)
    window.show()

    def same() -> None:
        rows, columns = seen_rect(player)
        apart = np.abs(on_screen(player) - still_of(player, 5))[rows, columns].max(axis=2)
        assert (apart[60:, 220:600] > 40).mean() < 0.003

    qtbot.waitUntil(same, timeout=10_000)
    player.shut_down()
    player.setParent(None)


def test_playing_with_an_aid_on_never_waits_for_it(qtbot, player):
    player.set_loop(True)
    player.aids.toggle_difference()
    shown = []
    player.frame_shown.connect(shown.append)
    player.play()
    qtbot.waitUntil(lambda: len(shown) > 20, timeout=10_000)
    player.pause()


def test_without_a_clip_no_aid_has_anything_to_do(player):
    player.close_clip()
    aids = player.aids
    for verb in (aids.next_zoom, aids.freeze, aids.toggle_ghost, aids.toggle_thirds):
        verb()
    assert not player.picture_frame.has_picture
    assert aids.grips.grip_at(QPointF(50, 50), 12) == ""
