from __future__ import annotations

import av
import numpy as np
import pytest

from benchmarks.coded_clips import read_number
from chai_desktop.media.decoding import decode_frame


def test_the_code_survives_scaling_and_a_change_of_levels(clip):
    picture = decode_frame(clip("cfr24_gop250")[0], 93).to_ndarray(format="rgb24")
    small = av.VideoFrame.from_ndarray(picture, format="rgb24").to_ndarray(format="rgb24", width=211, height=119)
    dim = (small * 0.6 + 20).astype(np.uint8)
    assert read_number(small) == read_number(dim) == 93


@pytest.mark.parametrize("picture", [np.full((90, 160, 3), 128, np.uint8), np.zeros((90, 160), np.uint8)])
def test_a_picture_without_a_code_gives_no_number(picture):
    assert read_number(picture) is None
