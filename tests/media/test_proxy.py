"""The proxy holds every frame of the index at its ordinal, whatever the source is like."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from benchmarks.coded_clips import ClipRecipe, make_clip, read_number
from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.decoding import decode_frame
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.media.proxy import ProxyReader, make_proxy, worth_a_proxy


def go_on() -> bool:
    return False


def proxy_of(path: Path, out: Path, height: int = 180) -> tuple[FrameIndex, ProxyReader]:
    index = build_frame_index(path)
    make_proxy(path, index, out, lambda _fraction: None, go_on, height)
    return index, ProxyReader(out)


@pytest.mark.parametrize(
    "name", ["cfr24_gop250", "cfr2997_gop1", "vfr_first_not_zero", "cfr25_first_not_zero", "cfr240_gop250", "cfr25_ts"]
)
def test_frame_n_of_the_proxy_is_frame_n_of_the_clip(clip, tmp_path, name):
    index, reader = proxy_of(clip(name)[0], tmp_path / "proxy.mkv")
    with reader:
        there = [*range(index.frame_count), *range(index.frame_count - 1, -1, -1), 60, 7, 8, 9, 119, 0, 60, 60]
        assert [read_number(reader.frame(n)) for n in there] == there
        assert reader.frame(3).shape == (180, 320, 3)


def test_every_frame_of_the_proxy_can_be_decoded_alone(clip, tmp_path):
    proxy_of(clip("cfr24_gop250")[0], tmp_path / "proxy.mkv")[1].close()
    with av.open(str(tmp_path / "proxy.mkv")) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    assert [packet.pts for packet in packets] == list(range(120))
    assert all(packet.is_keyframe for packet in packets)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_the_proxy_is_upright(clip, remux, tmp_path, turned):
    path = remux(clip("cfr25_gop24_bframes")[0], "turned.mp4", rotate=turned)
    index, reader = proxy_of(path, tmp_path / "proxy.mkv", height=320 if turned != 180 else 180)
    picture = reader.frame(77)
    assert picture.shape[:2] == ((320, 180) if turned != 180 else (180, 320))
    assert read_number(np.rot90(picture, index.rotation // 90)) == 77


@pytest.mark.parametrize("turned", [0, 90])
def test_a_mirrored_picture_is_mirrored_and_then_turned(clip, tmp_path, turned):
    path = clip("cfr24_gop24")[0]
    index = replace(build_frame_index(path), mirrored=True, rotation=turned)
    make_proxy(path, index, tmp_path / "proxy.mkv", lambda _fraction: None, go_on, 320)
    with ProxyReader(tmp_path / "proxy.mkv") as reader:
        assert read_number(np.rot90(reader.frame(77), turned // 90)[:, ::-1]) == 77


def test_a_small_picture_is_not_made_larger(clip, tmp_path):
    assert proxy_of(clip("cfr24_gop24")[0], tmp_path / "proxy.mkv", height=540)[1].frame(0).shape == (360, 640, 3)


def test_frames_behind_a_damaged_place_keep_their_ordinals(clip, tmp_path):
    whole = bytearray(clip("cfr2997_gop1")[0].read_bytes())
    index = build_frame_index(clip("cfr2997_gop1")[0])
    with av.open(str(clip("cfr2997_gop1")[0])) as container:
        places = [(packet.pos, packet.size) for packet in container.demux(video=0) if packet.size]
    for position, size in (places[0], places[50], places[51], places[119]):
        whole[position : position + size] = bytes(size)
    path = tmp_path / "scratched.mp4"
    path.write_bytes(whole)
    make_proxy(path, index, tmp_path / "proxy.mkv", lambda _fraction: None, go_on, 180)
    with ProxyReader(tmp_path / "proxy.mkv") as reader:
        seen = [read_number(reader.frame(n)) for n in range(120)]
    assert seen == [1, *range(1, 50), 49, 49, *range(52, 119), 118]


@pytest.mark.parametrize(("size", "matrix"), [((640, 360), 5), ((1280, 720), 1)])
@pytest.mark.parametrize("full_range", [False, True])
@pytest.mark.parametrize("tagged", [False, True])
def test_the_colours_are_those_of_the_source(tmp_path, size, matrix, full_range, tagged):
    """Red, which the two matrices take for quite different colours, and which limits of range change."""
    path = tmp_path / "red.mkv"
    red = (81, 90, 240) if matrix == 5 else (63, 102, 240)  # BT.601 and BT.709, limited range
    if full_range:
        red = (76, 85, 255) if matrix == 5 else (54, 99, 255)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"preset": "ultrafast", "qp": "1"})
        stream.width, stream.height = size
        stream.pix_fmt = "yuvj420p" if full_range else "yuv420p"
        if tagged:
            stream.codec_context.colorspace = {5: 6, 1: 1}[matrix]
        frame = av.VideoFrame(*size, stream.pix_fmt)
        for plane, value in zip(frame.planes, red, strict=True):
            plane.update(bytes([value]) * plane.buffer_size)
        if tagged:
            frame.colorspace = {5: 6, 1: 1}[matrix]
        frame.color_range = 2 if full_range else 1
        container.mux([*stream.encode(frame), *stream.encode(None)])
    with proxy_of(path, tmp_path / "proxy.mkv")[1] as reader:
        assert np.abs(reader.frame(0)[90, 160].astype(int) - (255, 0, 0)).max() <= 6


def test_making_it_tells_how_far_it_is_and_can_be_stopped(clip, tmp_path):
    path = clip("cfr24_gop24")[0]
    index = build_frame_index(path)
    told: list[float] = []
    make_proxy(path, index, tmp_path / "proxy.mkv", told.append, go_on, 90)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 10
    with pytest.raises(Cancelled):
        make_proxy(path, index, tmp_path / "other.mkv", told.append, lambda: len(told) > 20, 90)


def test_what_cannot_be_done_is_said(clip, tmp_path):
    path = clip("cfr24_gop24")[0]
    index, reader = proxy_of(path, tmp_path / "proxy.mkv", 90)
    for n in (-1, 120, 5000):
        with pytest.raises(MediaError, match="has no frame"):
            reader.frame(n)
    assert read_number(reader.frame(12)) == 12
    with pytest.raises(MediaError, match="could not be made"):
        make_proxy(path, index, tmp_path / "no folder" / "proxy.mkv", lambda _fraction: None, go_on)
    (tmp_path / "noise.mkv").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(MediaError, match=r"noise\.mkv is not a video"):
        ProxyReader(tmp_path / "noise.mkv")


@pytest.mark.parametrize(
    ("size", "group", "frames", "worth"),
    [
        ((1920, 1080), 250, 500, True),
        ((640, 360), 250, 500, True),
        ((1920, 1080), 1, 500, False),
        ((1920, 1080), 8, 500, False),
        ((320, 180), 48, 500, False),
        ((3840, 2160), 1, 500, True),
        ((1920, 1080), 250, 864_000, False),
        ((1920, 1080), 250, 1, False),
    ],
)
def test_a_proxy_is_made_where_the_clip_itself_seeks_slowly(size, group, frames, worth):
    index = FrameIndex(
        timestamps=np.arange(frames, dtype=np.int64),
        key_frames=np.arange(0, frames, group, dtype=np.int64),
        time_base=Fraction(1, 24),
        average_rate=Fraction(24),
        variable_rate=False,
        last_duration=1,
        width=size[0],
        height=size[1],
        pixel_aspect=Fraction(1),
        rotation=0,
        codec="h264",
        container="mov",
        has_audio=False,
        track=0,
    )
    assert worth_a_proxy(index) is worth


def test_a_real_file_of_hd_size_gets_one_of_540_lines(tmp_path):
    recipe = ClipRecipe("hd", ".mp4", Fraction(1, 24), (1,), 250, 2, frames=40, size=(1280, 720))
    path = make_clip(recipe, tmp_path)
    index, reader = proxy_of(path, tmp_path / "proxy.mkv", 540)
    assert worth_a_proxy(index)
    assert reader.frame(33).shape == (540, 960, 3)
    assert read_number(reader.frame(33)) == read_number(decode_frame(path, 33, index).to_ndarray(format="gray")) == 33
