"""Backwards, forward and back, parts of a file, and going to a place that is written down."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chai_desktop.media.frame_index import build_frame_index

pytestmark = pytest.mark.gui


def shown_frames(spy) -> list[int]:
    return [spy.at(n)[0] for n in range(spy.count())]


def is_falling(frames: list[int]) -> bool:
    return all(b < a for a, b in itertools.pairwise(frames))


@pytest.mark.parametrize("name", ["cfr24_gop250", "vfr_gop120"])
def test_j_plays_backwards_in_real_time(qtbot, opened, go, seen, frames_of, name):
    view = opened(name)
    go(view, lambda: view.seek_frame(60))
    qtbot.waitUntil(lambda: view._clip.ring.has(20), timeout=20_000)
    shown = frames_of(view)
    view.shuttle_back()
    assert (view.is_playing, view.state.backwards, view.state.rate) == (True, True, -1.0)
    qtbot.wait(1000)
    view.shuttle_stop()
    frames = shown_frames(shown)
    passed = view._clip.index.clock(60) - view._clip.index.clock(view.current_frame)
    assert is_falling(frames)
    assert 0.5 <= passed <= 1.2
    assert len(frames) >= 6
    assert not view.is_playing
    assert view.current_frame == seen(view)


def test_j_stops_at_the_first_frame(qtbot, opened, go, seen):
    view = opened()
    go(view, lambda: view.seek_frame(8))
    view.shuttle_back()
    qtbot.waitUntil(lambda: not view.is_playing, timeout=10_000)
    qtbot.waitUntil(lambda: view.current_frame == 0, timeout=5_000)
    assert seen(view) == 0


def test_j_and_l_again_are_faster_and_k_stops(qtbot, opened, go):
    view = opened()
    go(view, lambda: view.seek_frame(60))
    rates = []
    for verb in (view.shuttle_forward, view.shuttle_forward, view.shuttle_back, view.shuttle_back, view.shuttle_stop):
        verb()
        rates.append(view.state.rate if view.is_playing else 0)
    assert rates == [1.0, 2.0, -1.0, -2.0, 0]
    assert view.state.rate == 1.0  # what Space plays with next


def test_back_to_forward_goes_on_where_it_was(qtbot, opened, go, frames_of, seen):
    view = opened()
    go(view, lambda: view.seek_frame(60))
    view.shuttle_back()
    qtbot.waitUntil(lambda: view.current_frame < 52, timeout=10_000)
    turned = view.current_frame
    shown = frames_of(view)
    view.shuttle_forward()
    qtbot.waitUntil(lambda: view.current_frame > turned + 5, timeout=10_000)
    view.shuttle_stop()
    qtbot.waitUntil(lambda: view.state.wanted is None, timeout=10_000)
    frames = shown_frames(shown)
    assert frames == sorted(frames)
    assert frames[0] in (turned, turned + 1, turned + 2)
    assert view.current_frame == seen(view)


def test_forward_and_back_stays_in_the_range_and_turns_at_its_ends(qtbot, opened, go, frames_of, seen):
    view = opened()
    view.set_in(30)
    view.set_out(38)
    go(view, lambda: view.seek_frame(34))
    shown = frames_of(view)
    view.set_speed(0.5)
    view.toggle_ping_pong()
    qtbot.waitUntil(lambda: shown_frames(shown).count(38) >= 2, timeout=20_000)
    assert view.is_playing
    view.toggle_ping_pong()
    frames = shown_frames(shown)
    assert not view.is_playing
    assert set(frames) <= set(range(30, 39))
    assert {30, 38} <= set(frames)
    assert view.current_frame == seen(view)


def test_play_means_forward_and_back_while_that_is_on(qtbot, opened):
    view = opened()
    view.toggle_ping_pong()
    view.play_pause()
    assert (view.is_playing, view.state.ping_pong) == (False, True)
    view.play_pause()
    assert view.is_playing
    view.set_loop(True)
    assert not view.state.ping_pong
    view.pause()


# --- parts of a file ---------------------------------------------------------------------------------


@pytest.fixture
def part(qtbot, view, clip):
    """Opens frames 40 to 79 of a file as a clip of their own."""

    def open_part(name: str = "cfr25_gop24_bframes"):
        path = clip(name)
        with qtbot.waitSignal(view.opened, timeout=10_000):
            view.open_clip(path, build_frame_index(path).part(40, 79))
        return view

    return open_part


@pytest.mark.parametrize("name", ["cfr24_gop250", "vfr_first_not_zero", "cfr25_ts"])
def test_a_part_of_a_file_is_a_clip_with_frames_of_its_own(part, go, seen, name):
    view = part(name)
    assert (view.current_frame, view.state.last, seen(view)) == (0, 39, 40)
    for frame in (20, 39, 0):
        go(view, lambda frame=frame: view.seek_frame(frame))
        assert (view.current_frame, seen(view)) == (frame, frame + 40)
    for verb, frame in ((view.step_back, 0), (view.go_to_last, 39), (view.step_forward, 39)):
        go(view, verb)
        assert (view.current_frame, seen(view)) == (frame, frame + 40)


def test_playing_a_part_ends_with_its_last_frame(qtbot, part, go, seen):
    view = part()
    go(view, lambda: view.seek_frame(33))
    view.play()
    qtbot.waitUntil(lambda: not view.is_playing, timeout=10_000)
    qtbot.waitUntil(lambda: view.state.wanted is None and view.current_frame == 39, timeout=10_000)
    assert seen(view) == 79


def test_a_looped_part_never_leaves_its_frames(qtbot, part, go, seen, frames_of):
    view = part()
    view.set_loop(True)
    go(view, lambda: view.seek_frame(30))
    shown, pictures = frames_of(view), set()
    view.frame_shown.connect(lambda _n: pictures.add(seen(view)))
    view.play()
    qtbot.waitUntil(lambda: any(n < 8 for n in shown_frames(shown)), timeout=20_000)
    view.pause()
    assert pictures <= set(range(40, 80))
    assert len(pictures) > 5


# --- where to ----------------------------------------------------------------------------------------


def test_goes_to_the_place_that_is_written(qtbot, opened, seen):
    view = opened("cfr24_gop250")
    view.activateWindow()
    view.ask_where_to()
    field = view.go_to_field.field
    qtbot.waitUntil(field.hasFocus, timeout=5_000)
    QTest.keyClicks(field, "00:00:03:11")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.state.wanted is None and view.current_frame == 83, timeout=10_000)
    assert seen(view) == 83
    assert not view.go_to_field.isVisible()


def test_a_place_that_is_not_there_is_refused_in_words(qtbot, opened):
    view = opened("cfr24_gop250")
    view.activateWindow()
    view.ask_where_to()
    bar = view.go_to_field
    QTest.keyClicks(bar.field, "500")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.isVisible()
    assert "its last is 119" in bar.message.text()
    QTest.keyClicks(bar.field, "1")
    assert not bar.message.isVisible()
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert view.current_frame == 0


def test_from_shot_to_shot(opened, go, seen):
    view = opened("cfr24_gop250")
    view.set_shots((0, 40, 90))
    for verb, frame in (
        (view.go_to_next_shot, 40), (view.go_to_next_shot, 90), (view.go_to_next_shot, 90),
        (view.go_to_previous_shot, 40), (view.go_to_previous_shot, 0),
    ):  # fmt: skip
        go(view, verb)
        assert view.current_frame == seen(view) == frame
