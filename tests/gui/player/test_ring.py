"""Steps and jumps from the ring of decoded frames, in the real player."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from time import perf_counter

import av
import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy

from benchmarks.coded_clips import read_number
from benchmarks.playback.screen import as_array
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.proxy import make_proxy
from chai_desktop.ui.player.frame_ring.decoding_thread import Wish
from chai_desktop.ui.player.frame_ring.frame_ring import FrameRing

pytestmark = pytest.mark.gui


@pytest.fixture
def warm(qtbot, opened, go):
    """Opens a clip, goes to a frame, and waits until the ring holds the frames around it."""

    def open_warm(name: str, frame: int):
        view = opened(name)
        go(view, lambda: view.seek_frame(frame))
        around = range(max(0, frame - 20), min(view.state.last, frame + 20) + 1)
        qtbot.waitUntil(lambda: all(view._clip.ring.has(n) for n in around), timeout=20_000)
        return view

    return open_warm


def forbid_libmpv(view, monkeypatch) -> None:
    monkeypatch.setattr(view._core, "seek", lambda _seconds: pytest.fail("libmpv was asked"))


@pytest.mark.parametrize("name", ["cfr24_gop250", "vfr_first_not_zero", "cfr25_ts"])
def test_steps_are_on_screen_at_once_and_need_no_libmpv(warm, seen, frames_of, monkeypatch, name):
    view = warm(name, 60)
    forbid_libmpv(view, monkeypatch)
    shown = frames_of(view)
    for step, frame in ((-1, 59), (-1, 58), (1, 59), (10, 69), (-10, 59)):
        view.step(step)
        while view.state.wanted is not None:  # two within a moment are painted one after the other
            view._clip._serve()
        assert view.current_frame == seen(view) == frame
    assert [shown.at(n)[0] for n in range(shown.count())] == [59, 58, 59, 69, 59]


def test_libmpv_follows_when_the_person_rests_and_nothing_jumps(qtbot, warm, seen, frames_of):
    view = warm("cfr24_gop250", 60)
    view.step(-7)
    assert view.current_frame == 53
    shown = frames_of(view)
    qtbot.waitUntil(lambda: view._clip._libmpv_at == 53 and not view._clip._seeker.busy, timeout=5_000)
    qtbot.wait(100)
    assert shown.count() == 0
    assert view.current_frame == seen(view) == 53


def test_playing_begins_with_the_frame_on_screen(qtbot, warm, frames_of, seen):
    view = warm("cfr25_gop24_bframes", 60)
    view.step(-30)
    shown = frames_of(view)
    view.play()
    qtbot.waitUntil(lambda: shown.count() >= 6, timeout=10_000)
    view.pause()
    qtbot.waitUntil(lambda: view.state.wanted is None, timeout=10_000)
    frames = [shown.at(n)[0] for n in range(shown.count())]
    assert frames == sorted(frames)
    assert 30 <= frames[0] <= 32
    assert view.current_frame == seen(view)


def test_a_held_key_goes_back_through_a_long_group(qtbot, warm, seen, frames_of):
    view = warm("cfr240_gop250", 118)
    shown = frames_of(view)
    for _ in range(100):
        view.step_back()
        qtbot.wait(10)
    qtbot.waitUntil(lambda: view.state.wanted is None, timeout=10_000)
    assert view.current_frame == seen(view) == 18
    assert shown.count() > 40


def test_the_picture_has_libmpvs_colours(qtbot, warm):
    view = warm("cfr24_gop250", 60)
    if view.picture_path == "software":
        pytest.skip("compares with the picture that OpenGL draws")
    view.step(-1)
    still = as_array(view.picture()).astype(int)
    qtbot.waitUntil(lambda: view._clip._libmpv_at == 59 and not view._clip._seeker.busy, timeout=5_000)
    view._clip._stills.clear()
    qtbot.wait(100)
    drawn = as_array(view.picture()).astype(int)
    assert still.shape == drawn.shape
    assert abs(still[..., :3] - drawn[..., :3]).mean() < 4.0
    assert abs((still[..., :3] - drawn[..., :3]).mean()) < 1.0


@pytest.mark.parametrize(("degrees", "flip"), [(0, True), (90, True), (90, False), (180, False)])
def test_a_turned_or_mirrored_picture_is_the_same_from_the_ring_and_from_libmpv(
    qtbot, opened, clip, go, tmp_path, degrees, flip
):
    path = tmp_path / "turned.mp4"
    with av.open(str(clip("cfr25_gop24_bframes"))) as old, av.open(str(path), "w") as new:
        track = new.add_stream_from_template(old.streams.video[0])
        track.set_display_rotation(degrees, hflip=flip)
        for packet in old.demux(video=0):
            if packet.size:
                packet.stream = track
                new.mux(packet)
    view = opened(path=path)
    index = view._clip.index
    assert index.mirrored == flip
    go(view, lambda: view.seek_frame(77))
    qtbot.waitUntil(lambda: view._clip.ring.has(76), timeout=10_000)
    view.step(-1)
    still = as_array(view.picture())
    qtbot.waitUntil(lambda: view._clip._libmpv_at == 76 and not view._clip._seeker.busy, timeout=5_000)
    view._clip._stills.clear()
    qtbot.wait(100)
    for picture in (still, as_array(view.picture())):
        as_stored = np.rot90(picture, index.rotation // 90)
        assert read_number(as_stored[:, ::-1] if flip else as_stored) == 76


def test_any_frame_can_be_had_as_an_image(qtbot, opened):
    view = opened("cfr24_gop250")
    images: dict[int, QImage] = {}
    for n in (110, 3, 110):
        view.decoded(n, lambda image, n=n: images.__setitem__(n, image))
    assert images == {}  # never before the caller has gone on
    qtbot.waitUntil(lambda: len(images) == 2, timeout=10_000)
    assert {n: read_number(as_array(image)) for n, image in images.items()} == {110: 110, 3: 3}
    assert images[3].width() == round(view.surface.width() * view.devicePixelRatioF())


def test_nothing_is_handed_out_of_a_clip_that_was_closed(qtbot, opened):
    view = opened("cfr24_gop250")
    came = []
    view.decoded(110, came.append)
    view.close_clip()
    qtbot.wait(300)
    assert came == []


def test_a_drag_shows_the_proxys_frames_and_settles_on_the_clips_own(qtbot, opened, clip, seen, frames_of, tmp_path):
    path = clip("cfr24_gop250")
    make_proxy(path, build_frame_index(path), tmp_path / "proxy.mkv", lambda _f: None, lambda: False)
    view = opened("cfr24_gop250")
    view.use_proxy(tmp_path / "proxy.mkv")
    shown = frames_of(view)
    for frame in (90, 30, 100, 50, 110):
        view.seek_frame(frame)
        qtbot.waitUntil(lambda frame=frame: view.current_frame == frame, timeout=5_000)
        assert seen(view) == frame
    assert [shown.at(n)[0] for n in range(shown.count())] == [90, 30, 100, 50, 110]
    qtbot.waitUntil(lambda: view._clip._stills.frame is None or view._clip._stills.is_full, timeout=5_000)
    assert view.current_frame == seen(view) == 110


def test_a_proxy_that_is_no_use_is_done_without(qtbot, opened, go, seen, tmp_path):
    (tmp_path / "proxy.mkv").write_bytes(b"nothing")
    view = opened("cfr24_gop250")
    view.use_proxy(tmp_path / "proxy.mkv")
    go(view, lambda: view.seek_frame(90))
    assert view.current_frame == seen(view) == 90


def test_frames_that_are_held_stay_when_the_file_is_gone(qtbot, opened, clip, go, seen, tmp_path):
    path = tmp_path / "going.mp4"
    shutil.copy(clip("cfr24_gop24"), path)
    view = opened(path=path)
    qtbot.waitUntil(lambda: view._clip.ring.has(30), timeout=10_000)
    path.unlink()
    go(view, lambda: view.seek_frame(20))
    go(view, lambda: view.step(-1))
    assert view.current_frame == seen(view) == 19


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts open files as Linux lists them")
def test_the_clips_file_is_let_go_when_the_clip_is_closed(qtbot, qapp, clip):
    path = clip("cfr24_gop250")
    ring = FrameRing()
    ring.open(path, build_frame_index(path))
    arrived = QSignalSpy(ring.arrived)
    ring.look(Wish(60, 0, (0, 119), decode=True))
    qtbot.waitUntil(lambda: arrived.count() == 1, timeout=10_000)
    assert str(path) in _open_files()
    ring.close()
    qtbot.waitUntil(lambda: str(path) not in _open_files(), timeout=5_000)
    assert ring.image(60, 320, 180) is None
    ring.shut_down()
    assert not any(thread.name == "frame ring" for thread in threading.enumerate())


def test_the_ring_keeps_within_its_budget(qtbot, qapp, clip):
    path = clip("cfr24_gop250")
    ring = FrameRing(budget=20 * 640 * 360 * 3 // 2)
    ring.open(path, build_frame_index(path))
    for frame in (60, 100, 20):
        ring.look(Wish(frame, -1, (0, 119), decode=True))
        qtbot.waitUntil(lambda frame=frame: ring.has(frame), timeout=10_000)
    qtbot.wait(200)
    held = ring.held_frames()
    assert len(held) <= 20
    assert 20 in held
    ring.shut_down()


def test_a_wish_that_nobody_has_any_more_is_dropped(qtbot, qapp, clip):
    """Decoding the end of a long group takes long; a newer wish does not wait for it."""
    path = clip("cfr240_gop250")
    ring = FrameRing()
    ring.open(path, build_frame_index(path))
    ring.look(Wish(119, 0, (0, 119), decode=True))
    ring.look(Wish(2, 0, (0, 119), decode=True))
    began = perf_counter()
    qtbot.waitUntil(lambda: ring.has(2), timeout=10_000)
    assert not ring.has(119) or perf_counter() - began < 2.0
    ring.shut_down()


def _open_files() -> set[str]:
    folder = "/proc/self/fd"
    names = set()
    for descriptor in os.listdir(folder):
        try:
            names.add(os.readlink(f"{folder}/{descriptor}"))
        except OSError:
            continue
    return names
