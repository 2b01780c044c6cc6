from __future__ import annotations

import io

import av
import numpy as np
import pytest

from benchmarks.coded_clips import read_number
from chai_desktop.errors import MediaError
from chai_desktop.media.decoding import decode_frame
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.thumbnail import thumbnail_jpeg


def picture_of(jpeg: bytes) -> np.ndarray:
    with av.open(io.BytesIO(jpeg)) as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24")


@pytest.mark.parametrize(
    "name", ["cfr24_gop250", "vfr_first_not_zero", "cfr25_first_not_zero", "cfr240_gop250", "cfr25_ts"]
)
def test_shows_exactly_the_frame_asked_for(clip, name):
    path, _ = clip(name)
    index = build_frame_index(path)
    for frame in (0, 1, 37, 80, 119):
        picture = picture_of(thumbnail_jpeg(path, frame, 320, index))
        assert picture.shape == (180, 320, 3)
        assert read_number(picture) == frame


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_is_upright(clip, remux, turned):
    """The stored code reads left to right; in a picture turned for showing it reads so after turning that back."""
    path = remux(clip("cfr25_gop24_bframes")[0], "turned.mp4", rotate=turned)
    picture = picture_of(thumbnail_jpeg(path, 77, 320))
    assert picture.shape[:2] == ((569, 320) if turned != 180 else (180, 320))
    assert read_number(np.rot90(picture, -turned // 90)) == 77


def test_an_odd_width_is_kept(clip):
    assert picture_of(thumbnail_jpeg(clip("cfr24_gop250")[0], 5, 321)).shape[1] == 321


def test_pixels_that_are_not_square_are_made_so(real_clip):
    assert picture_of(thumbnail_jpeg(real_clip("carphone_qcif.mp4"), 10, 193)).shape == (144, 193, 3)


def test_a_frame_that_does_not_exist_is_refused(clip):
    with pytest.raises(MediaError, match="no frame 120; its last is 119"):
        thumbnail_jpeg(clip("cfr24_gop250")[0], 120, 320)


def test_a_frame_behind_a_damaged_place_is_still_found(clip, tmp_path):
    whole = bytearray(clip("cfr24_gop24")[0].read_bytes())
    middle = len(whole) * 2 // 5
    whole[middle : middle + 300] = bytes(300)
    path = tmp_path / "scratched.mkv"
    path.write_bytes(whole)
    index = build_frame_index(path)
    last = index.frame_count - 1
    assert read_number(decode_frame(path, last, index).to_ndarray(format="gray")) == 119
