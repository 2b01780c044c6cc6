"""Frames decoded one after the other, each of them the right one, wherever reading begins."""

from __future__ import annotations

import os
import random
import sys

import av
import pytest

from benchmarks.coded_clips import read_number
from chai_desktop.errors import MediaError
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.frame_reader import FrameReader

CLIPS = ("cfr24_gop250", "cfr25_gop24_bframes", "cfr2997_gop1", "vfr_first_not_zero", "cfr25_ts", "cfr240_gop250")


def numbers(reader: FrameReader, first: int, last: int) -> list[tuple[int, int | None]]:
    return [(n, read_number(frame.to_ndarray(format="gray"))) for n, frame in reader.frames(first, last)]


@pytest.mark.parametrize("name", CLIPS)
@pytest.mark.parametrize("part", [None, (37, 95)])
def test_reads_any_stretch_of_a_clip_or_of_a_part_of_it(clip, name, part):
    path, _ = clip(name)
    index = build_frame_index(path)
    offset = part[0] if part else 0
    index = index.part(*part) if part else index
    chance = random.Random(name)
    with FrameReader(path, index) as reader:
        for _ in range(12):
            first = chance.randrange(index.frame_count)
            last = min(index.frame_count - 1, first + chance.choice((0, 2, 25)))
            assert numbers(reader, first, last) == [(n, n + offset) for n in range(first, last + 1)]


def test_going_on_forward_needs_no_seek(clip, monkeypatch):
    path, _ = clip("cfr24_gop250")
    with FrameReader(path, build_frame_index(path)) as reader:
        assert reader.begins_at(10) == 0
        assert reader.frame(10) is not None
        assert reader.begins_at(30) == 11
        monkeypatch.setattr(reader, "_seek", lambda *_: pytest.fail("sought"))
        assert numbers(reader, 30, 31) == [(30, 30), (31, 31)]
        assert numbers(reader, 32, 32) == [(32, 32)]
        assert reader.begins_at(5) == 0


def test_reading_that_is_broken_off_can_go_on(clip):
    path, _ = clip("cfr25_gop24_bframes")
    with FrameReader(path, build_frame_index(path)) as reader:
        some = reader.frames(10, 60)
        assert [next(some)[0] for _ in range(3)] == [10, 11, 12]
        some.close()
        assert numbers(reader, 13, 14) == [(13, 13), (14, 14)]


def test_stops_when_told_to_also_on_the_way_to_the_first_frame(clip):
    path, _ = clip("cfr24_gop250")
    with FrameReader(path, build_frame_index(path)) as reader:
        asked = []
        assert list(reader.frames(100, 110, lambda: asked.append(1) or len(asked) == 20)) == []
        assert len(asked) == 20
        assert numbers(reader, 100, 101) == [(100, 100), (101, 101)]


def test_a_damaged_packet_costs_its_own_frame_and_what_leans_on_it_not_the_rest(clip, tmp_path):
    source, _ = clip("cfr2997_gop1")
    path = tmp_path / "damaged.mp4"
    with av.open(str(source)) as original, av.open(str(path), "w") as target:
        track = target.add_stream_from_template(original.streams.video[0])
        for number, packet in enumerate(p for p in original.demux(original.streams.video[0]) if p.size):
            if number == 40:
                noise = av.Packet(b"\\xff" * packet.size)
                noise.pts, noise.dts, noise.time_base = packet.pts, packet.dts, packet.time_base
                noise.is_keyframe = True
                packet = noise
            packet.stream = track
            target.mux(packet)
    index = build_frame_index(path)
    with FrameReader(path, index) as reader:
        read = dict(numbers(reader, 30, 50))
        assert {n: read.get(n) for n in range(30, 51) if n != 40} == {n: n for n in range(30, 51) if n != 40}
        assert numbers(reader, 41, 41) == [(41, 41)]


def test_a_file_that_is_gone_is_named(tmp_path, clip):
    path, _ = clip("cfr24_gop250")
    with pytest.raises(MediaError, match=r"gone\.mp4 cannot be opened"):
        FrameReader(tmp_path / "gone.mp4", build_frame_index(path))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts open files as Linux lists them")
def test_the_file_is_let_go(clip):
    path, _ = clip("cfr24_gop250")
    before = os.listdir("/proc/self/fd")
    with FrameReader(path, build_frame_index(path)) as reader:
        reader.frame(50)
        assert len(os.listdir("/proc/self/fd")) > len(before)
    assert len(os.listdir("/proc/self/fd")) == len(before)
