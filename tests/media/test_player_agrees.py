"""The real libmpv, sent to a frame by the index, shows the frame that the index names."""

from __future__ import annotations

import locale
import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from tests.media.odd_clips import Film, copy, make
from tests.media.test_odd_clips import FILMS

mpv = pytest.importorskip("mpv")
_OPTIONS = {"vo": "null", "ao": "null", "rebase_start_time": "no", "keep_open": "yes", "hr_seek": "yes", "config": "no"}
_NAMES = (
    *("B-frames.mp4", "open group.mp4", "open group.ts", "short open groups.mp4", "open group of H.265.mp4"),
    *("open group of H.265.mkv", "intra refresh.mp4", "intra refresh.ts", "wrap around.ts", "late wrap.ts"),
    *("camcorder.m2ts", "MPEG-2.ts", "MPEG-2.mpg", "fragmented.mp4", "interlaced.ts", "invisible frames.webm"),
)


class Player:
    """libmpv as the window sets it up, but without a picture: which frame it shows is read from its clock."""

    def __init__(self, path: Path, index: FrameIndex) -> None:
        locale.setlocale(locale.LC_NUMERIC, "C")
        self.mpv = mpv.MPV(pause=True, **_OPTIONS)
        self._shown = threading.Event()
        self.mpv.event_callback("playback-restart")(lambda _event: self._shown.set())
        self._index = index
        self.mpv["hr-seek-demuxer-offset"] = index.seek_earlier
        self.mpv.loadfile(str(path))
        assert self._shown.wait(20)

    def frame(self, n: int) -> int:
        self._shown.clear()
        target = self._index.seek_target(n)
        if target < 0:
            self.mpv.command("set", "time-pos", f"{target:.6f}")
        else:
            self.mpv.command("seek", f"{target:.6f}", "absolute+exact")
        assert self._shown.wait(20)
        return self._index.frame_nearest(self.mpv.time_pos)


@pytest.fixture
def player() -> Iterator[type]:
    made: list[Player] = []

    def start(path: Path, index: FrameIndex) -> Player:
        made.append(Player(path, index))
        return made[-1]

    yield start
    for each in made:
        each.mpv.terminate()


def wrong_frames(player: Player, index: FrameIndex) -> list[tuple[int, int]]:
    """(asked for, shown), with steps of 7 so that no request is the frame after the one on show."""
    order = [n for first in range(7) for n in range(first, index.frame_count, 7)]
    shown = [(n, player.frame(n)) for n in order]
    return [(n, seen) for n, seen in shown if n != seen]


@pytest.mark.parametrize("name", _NAMES)
def test_every_frame_of_a_hard_file_is_shown_when_it_is_asked_for(tmp_path, player, name):
    muxers = {"fragmented.mp4": {"movflags": "frag_keyframe+empty_moov"}, "camcorder.m2ts": {"mpegts_m2ts_mode": "1"}}
    path = make(tmp_path / name, FILMS[name], **muxers.get(name, {}))
    index = build_frame_index(path)
    assert wrong_frames(player(path, index), index) == []


def test_after_an_edit_list_too(tmp_path, player):
    whole = make(tmp_path / "whole.mp4", FILMS["short open groups.mp4"])
    cut = copy(whole, tmp_path / "cut.mp4", shift=-7 * 512, avoid_negative_ts="disabled")
    index = build_frame_index(cut)
    assert wrong_frames(player(cut, index), index) == []


def test_a_player_begins_earlier_only_where_it_must(tmp_path):
    closed = build_frame_index(make(tmp_path / "closed.mp4", FILMS["B-frames.mp4"]))
    opened = build_frame_index(make(tmp_path / "open.mp4", FILMS["open group.mp4"]))
    in_matroska = build_frame_index(make(tmp_path / "open.mkv", FILMS["open group.mkv"]))
    stream = build_frame_index(make(tmp_path / "closed.ts", Film(options={"preset": "veryfast", "g": "12"})))
    assert (closed.seek_earlier, in_matroska.seek_earlier) == (0.0, 0.0)
    assert 0.5 < opened.seek_earlier < 1.0
    assert stream.seek_earlier == pytest.approx(stream.longest_group() + 1, abs=0.05)


def test_a_part_that_begins_in_the_middle_of_a_group_is_shown_exactly_too(tmp_path, player):
    path = make(tmp_path / "part.ts", FILMS["intra refresh.ts"])  # one group, of the whole file
    part = build_frame_index(path).part(40, 55)
    assert part.seek_earlier > 40 / 25
    assert wrong_frames(player(path, part), part) == []


def test_made_up_timestamps_are_said_to_be_so(tmp_path):
    film = Film("mpeg4", {"bf": "2", "g": "12", "b": "4M"}, time_base=Fraction(1, 25))
    index = build_frame_index(make(tmp_path / "old.avi", film))
    assert index.notes == (
        "The file stores no timestamps: the player may be a frame off. Convert it to MP4 to be exact.",
    )
