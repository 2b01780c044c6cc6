"""Small pictures, each of exactly the frame that it says."""

from __future__ import annotations

import io

import av
import pytest

from benchmarks.coded_clips import read_number
from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media import filmstrip as module
from chai_desktop.media.filmstrip import HEIGHT, MOST, load_filmstrip, make_filmstrip, save_filmstrip
from chai_desktop.media.frame_index import build_frame_index


def number_in(jpeg: bytes) -> int | None:
    with av.open(io.BytesIO(jpeg), format="mjpeg") as container:
        return read_number(next(container.decode(video=0)).to_ndarray(format="rgb24"))


@pytest.mark.parametrize("name", ["cfr24_gop250", "vfr_first_not_zero", "cfr25_ts", "cfr2997_gop1"])
def test_each_picture_is_of_its_frame(clip, name):
    path, recipe = clip(name)
    strip = make_filmstrip(path, build_frame_index(path))
    assert list(strip.frames) == list(range(recipe.frames))
    assert [number_in(picture) for picture in strip.pictures] == list(strip.frames)


@pytest.mark.parametrize("name", ["cfr24_gop24", "cfr25_gop24_bframes", "cfr25_first_not_zero", "cfr25_ts"])
def test_a_long_clip_is_shown_by_its_key_frames(clip, name, monkeypatch):
    path, _recipe = clip(name)
    index = build_frame_index(path)
    monkeypatch.setattr(module, "_ALL_FRAMES", 0)
    monkeypatch.setattr(module, "_ENOUGH", 2)
    strip = make_filmstrip(path, index)
    assert len(strip.frames) >= 2
    assert [number_in(picture) for picture in strip.pictures] == list(strip.frames)
    if name != "cfr25_ts":  # which seeks badly: there one pass over all frames is right too
        assert set(strip.frames) <= set(index.key_frames)


def test_a_part_of_a_file_counts_from_its_own_first_frame(clip):
    path, _recipe = clip("cfr24_gop250")
    strip = make_filmstrip(path, build_frame_index(path).part(50, 69))
    assert (strip.frame_count, list(strip.frames)) == (20, list(range(20)))
    assert [number_in(picture) for picture in strip.pictures] == list(range(50, 70))


def test_pictures_are_upright_small_and_not_too_many(clip, remux):
    path, _recipe = clip("cfr24_gop250")
    turned = remux(path, "turned.mp4", rotate=90)
    strip = make_filmstrip(turned, build_frame_index(turned))
    assert len(strip.frames) <= MOST
    with av.open(io.BytesIO(strip.pictures[0]), format="mjpeg") as container:
        frame = next(container.decode(video=0))
        assert (frame.height, frame.width) == (HEIGHT, round(HEIGHT * 360 / 640))


def test_it_is_read_as_it_was_written(clip, tmp_path):
    path, _recipe = clip("cfr24_gop24")
    strip = make_filmstrip(path, build_frame_index(path))
    save_filmstrip(strip, tmp_path / "f.npz")
    stored = load_filmstrip(tmp_path / "f.npz")
    assert stored is not None
    assert (stored.frame_count, stored.pictures) == (strip.frame_count, strip.pictures)
    (tmp_path / "f.npz").write_bytes(b"nothing")
    assert load_filmstrip(tmp_path / "f.npz") is None


def test_it_can_be_stopped_and_refuses_what_is_not_there(clip, tmp_path):
    path, _recipe = clip("cfr24_gop24")
    index = build_frame_index(path)
    with pytest.raises(Cancelled):
        make_filmstrip(path, index, cancelled=lambda: True)
    with pytest.raises(MediaError):
        make_filmstrip(tmp_path / "gone.mkv", index)


def test_a_broken_packet_costs_its_own_pictures(clip, tmp_path):
    path, _recipe = clip("cfr24_gop24")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 400] = b"\xff" * 400
    broken = tmp_path / "broken.mkv"
    broken.write_bytes(data)
    strip = make_filmstrip(broken, build_frame_index(broken))
    right = [n for n, picture in zip(strip.frames, strip.pictures, strict=True) if number_in(picture) == n]
    assert len(right) >= 90
