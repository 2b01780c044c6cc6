from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow

from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.ui.player.player_view import PlayerView

pytestmark = pytest.mark.gui


def test_opens_on_the_first_frame_paused(opened, seen):
    view = opened("vfr_first_not_zero")
    assert (view.current_frame, view.is_playing, seen(view)) == (0, False, 0)


def test_says_how_the_picture_is_drawn(view, request):
    assert view.picture_path == request.node.callspec.params["view"]


def test_shows_the_frame_it_is_asked_for(opened, go, seen):
    view = opened("cfr24_gop250")
    for frame in (60, 59, 119, 0, 118, 1):
        go(view, lambda frame=frame: view.seek_frame(frame))
        assert view.current_frame == seen(view) == frame


def test_steps_by_one_ten_and_a_second_both_ways(opened, go, seen):
    view = opened("cfr25_gop24_bframes")
    go(view, lambda: view.seek_frame(50))
    for verb, frame in [
        (view.step_forward, 51),
        (view.step_back, 50),
        (view.step_forward_10, 60),
        (view.step_back_10, 50),
        (view.step_forward_second, 75),
        (view.step_back_second, 50),
        (view.go_to_last, 119),
        (view.step_forward, 119),
        (view.go_to_first, 0),
        (view.step_back, 0),
    ]:
        go(view, verb)
        assert view.current_frame == seen(view) == frame


def test_the_newest_of_many_requests_wins(opened, go, seen, frames_of):
    view = opened("cfr24_gop250")
    shown = frames_of(view)
    go(view, lambda: [view.seek_frame(frame) for frame in (*range(100, 20, -1), 77)])
    assert view.current_frame == seen(view) == 77
    assert shown.count() < 20  # the rest was passed over


def test_plays_every_frame_and_stops_where_it_says(qtbot, opened, seen):
    view = opened("cfr25_gop24_bframes")
    with qtbot.waitSignal(view.frame_shown, check_params_cb=lambda frame: frame >= 20, timeout=10_000):
        view.play()
    view.pause()
    qtbot.waitUntil(lambda: view.state.wanted is None, timeout=10_000)
    assert not view.is_playing
    assert 20 <= view.current_frame < 60
    assert seen(view) == view.current_frame


def test_stops_at_the_end_and_plays_again_from_the_start(qtbot, opened, go, seen):
    view = opened()
    go(view, lambda: view.seek_frame(112))
    view.play()
    qtbot.waitUntil(lambda: not view.is_playing, timeout=10_000)
    qtbot.waitUntil(lambda: view.state.wanted is None and view.current_frame == 119, timeout=10_000)
    assert seen(view) == 119
    with qtbot.waitSignal(view.frame_shown, check_params_cb=lambda frame: 0 < frame < 30, timeout=10_000):
        view.play_pause()


def test_loops_the_whole_clip(qtbot, opened, go, frames_of):
    view = opened()
    view.set_loop(True)
    go(view, lambda: view.seek_frame(110))
    shown = frames_of(view)
    view.play()
    qtbot.waitUntil(lambda: any(shown.at(n)[0] < 10 for n in range(shown.count())), timeout=10_000)
    assert view.is_playing


def test_a_looped_range_never_leaves_its_frames(qtbot, opened, frames_of, seen):
    view = opened("vfr_gop120")
    shown = frames_of(view)
    view.play_range(30, 38)
    assert view.frame_range == (30, 38)
    qtbot.waitUntil(lambda: [shown.at(n)[0] for n in range(shown.count())].count(30) >= 4, timeout=20_000)
    view.pause()
    qtbot.waitUntil(lambda: view.state.wanted is None, timeout=10_000)
    frames = {shown.at(n)[0] for n in range(shown.count())}
    assert frames <= set(range(30, 39))
    assert len(frames) > 5
    assert seen(view) == view.current_frame


def test_half_speed_takes_twice_as_long(qtbot, opened):
    view = opened()
    view.set_speed(0.5)
    view.play()
    qtbot.wait(1600)
    view.pause()
    assert 10 <= view.current_frame <= 24  # 20 frames at 12.5 a second, on a busy machine


def test_an_unreadable_file_is_named_and_the_next_one_plays(qtbot, view, clip, opened, seen, tmp_path):
    index = build_frame_index(clip("cfr24_gop250"))
    noise = tmp_path / "noise.mp4"
    noise.write_bytes(bytes(range(256)) * 40)
    for path, words in ((noise, "cannot be played"), (tmp_path / "gone.mp4", "is not there any more")):
        with qtbot.waitSignal(view.failed, timeout=10_000) as caught:
            view.open_clip(path, index)
        assert caught.args[0].startswith(f"{path.name} {words}")
        assert not view.state.is_open
    opened("cfr24_gop24")
    assert seen(view) == 0


def test_a_clip_deleted_while_open_is_named_and_stays_usable(qtbot, opened, clip, go, tmp_path):
    path = tmp_path / "to be deleted 🎬.mp4"
    shutil.copy(clip("cfr24_gop250"), path)
    view = opened(path=path)
    with qtbot.waitSignal(view.failed, timeout=10_000) as caught:
        path.unlink()
    assert caught.args[0].startswith("to be deleted 🎬.mp4 was deleted or moved")
    go(view, lambda: view.seek_frame(40))
    opened("cfr24_gop24")


def test_the_frame_stays_when_the_player_moves_to_another_window(qtbot, opened, go, seen):
    view = opened("vfr_first_not_zero")
    go(view, lambda: view.seek_frame(33))
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.setCentralWidget(view)
    window.show()
    qtbot.waitUntil(lambda: view.current_frame == 33 and seen(view) == 33, timeout=10_000)
    go(view, view.step_forward)
    assert seen(view) == 34
    view.shut_down()
    view.setParent(None)


def test_a_frame_asked_for_while_hidden_is_there_when_shown_again(qtbot, opened, go, seen):
    view = opened()
    view.hide()
    go(view, lambda: view.seek_frame(50))
    view.show()
    qtbot.waitExposed(view)
    qtbot.waitUntil(lambda: seen(view) == 50, timeout=5_000)


@pytest.mark.parametrize("turned", [90, 180])
def test_turned_video_is_upright(qtbot, opened, go, clip, tmp_path, turned):
    import av
    import numpy as np

    from benchmarks.coded_clips import read_number
    from benchmarks.playback.screen import as_array

    path = tmp_path / "turned.mp4"
    with av.open(str(clip("cfr25_gop24_bframes"))) as source, av.open(str(path), "w") as target:
        track = target.add_stream_from_template(source.streams.video[0])
        track.set_display_rotation(turned)
        for packet in source.demux(source.streams.video[0]):
            if packet.size:
                packet.stream = track
                target.mux(packet)
    view = opened(path=path)
    go(view, lambda: view.seek_frame(77))
    assert view.surface.height() > view.surface.width() or turned == 180
    assert read_number(np.rot90(as_array(view.picture()), -turned // 90)) == 77


def test_twenty_clips_opened_in_a_row_leave_nothing_behind(qtbot, view, clip, seen):
    paths = [clip(name) for name in ("cfr24_gop250", "vfr_gop120", "cfr2997_gop1", "cfr25_first_not_zero")]
    indexes = {path: build_frame_index(path) for path in paths}
    for number in range(20):
        path = paths[number % len(paths)]
        view.open_clip(path, indexes[path])
        qtbot.wait(20 * (number % 4))
        view.seek_frame(number)
        if number % 5 == 4:
            view.close_clip()
    with qtbot.waitSignal(view.opened, timeout=10_000):
        view.open_clip(paths[0], indexes[paths[0]])
    assert seen(view) == view.current_frame == 0


def test_closing_a_clip_says_what_to_do_next(opened, go):
    view = opened()
    view.set_in(5)
    view.close_clip()
    assert not view.state.is_open
    assert view.frame_range is None
    for verb in (view.play, view.step_forward, view.set_in, view.go_to_last, view.toggle_loop, view.faster):
        verb()  # nothing to do, and nothing goes wrong
    assert view.current_frame == 0


@pytest.mark.parametrize("picture_path", ["opengl", "software"])
def test_a_process_that_ends_with_a_clip_playing_ends_cleanly(clip, picture_path):
    """Closing the window is all that a program does; no crash may follow at exit."""
    program = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.ui.player.player_view import PlayerView
application = QApplication([])
view = PlayerView(force_software={picture_path == "software"}, audio=False)
view.show()
path = Path({str(clip("cfr24_gop250"))!r})
view.opened.connect(view.play)
view.frame_shown.connect(lambda frame: frame == 10 and view.close())
view.open_clip(path, build_frame_index(path))
QTimer.singleShot(20000, lambda: application.exit(3))
sys.exit(application.exec())
"""
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr


def test_every_control_has_a_name_and_a_tooltip_with_its_key(opened):
    view = opened()
    bar = view.transport
    for control in (bar.first, bar.back, bar.play, bar.forward, bar.last, bar.mark_in, bar.mark_out, bar.clear):
        assert control.accessibleName()
        assert "(" in control.toolTip()
    for control in (bar.loop, bar.sound, bar.speed, bar.scrub):
        assert control.accessibleName()
        assert "(" in control.toolTip()
    assert PlayerView.toggle is PlayerView.play_pause
