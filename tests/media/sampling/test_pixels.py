"""From the file to the pixels: ours against the processor's own, fed with every frame of the file at full size."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from benchmarks.coded_clips import ClipRecipe, make_clip
from chai_desktop.media.decoding import rgb_frame
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.sampling.patches import patches_of
from chai_desktop.media.sampling.sampled_video import sample
from chai_desktop.media.sampling.settings import SamplingSettings

# Measured: 0.01 to 0.2 of 255 on average on footage and drawings; the farthest value of 720p footage by 8.
MEAN, FARTHEST = 0.5, 12


@pytest.mark.parametrize(
    "settings",
    [SamplingSettings(), SamplingSettings(frame_tokens=64), SamplingSettings(clip_tokens=600, fps=4)],
    ids=["nearly as stored", "much smaller", "by the whole budget"],
)
@pytest.mark.parametrize("name", ["cfr24_gop250", "cfr2997_gop250"])
def test_the_processor_makes_the_same_picture_of_the_same_file(clip, own_processor, name, settings):
    path, recipe = clip(name)
    processor = own_processor(settings)
    difference = _difference(path, recipe.frames, processor, settings)
    assert difference.mean() < MEAN
    assert difference.max() < FARTHEST


def test_footage_comes_out_alike(real_clip, own_processor):
    path, settings = real_clip("bikes_city_640.mp4"), SamplingSettings()
    difference = _difference(path, 250, own_processor(settings), settings)
    assert difference.mean() < MEAN
    assert difference.max() < FARTHEST


def test_a_small_picture_is_enlarged_alike(tmp_path, own_processor):
    recipe = ClipRecipe("little", ".mp4", Fraction(1, 24), (1,), 24, 0, frames=24, size=(36, 20))
    path, settings = make_clip(recipe, tmp_path), SamplingSettings()
    difference = _difference(path, 24, own_processor(settings), settings)
    assert difference.mean() < MEAN
    assert difference.max() < FARTHEST


def _difference(path, frames, processor, settings) -> np.ndarray:
    """Of every value, in 255ths."""
    index = build_frame_index(path)
    video = sample(path, 0, frames - 1, settings, index=index)
    whole = np.stack(list(_all_frames(path)))
    # The rate that the file has. What its container states is up to 4 % off in these very files.
    told = {
        "total_num_frames": frames,
        "fps": float(index.average_rate),
        "width": whole.shape[2],
        "height": whole.shape[1],
    }
    theirs = processor.video_processor(videos=[whole], video_metadata=[told], return_tensors="pt")
    assert theirs["video_grid_thw"][0].tolist() == list(video.plan.grid)
    ours = patches_of(video, [0.5] * 3, [0.5] * 3)
    return np.abs(ours - theirs["pixel_values_videos"].numpy()) * 127.5


def _all_frames(path):
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield rgb_frame(frame, frame.width, frame.height, "rgb24").to_ndarray()
