"""Frames out of real files: the ones that were planned, upright, with true times, and nothing else decoded or held."""

from __future__ import annotations

import tracemalloc
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from benchmarks.coded_clips import ClipRecipe, make_clip, read_number
from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.decoding import decode_frame, upright_rgb
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.sampling.plan import plan_of
from chai_desktop.media.sampling.sampled_video import SampledVideo, sample
from chai_desktop.media.sampling.settings import SamplingSettings
from tests.media.odd_clips import Film, make, scratched, still_film

USUAL = SamplingSettings()


def numbers(video: SampledVideo) -> list[int | None]:
    return [read_number(picture) for picture in video.frames]


@pytest.mark.parametrize(
    "name", ["cfr24_gop250", "cfr24_gop24", "cfr2997_gop250", "vfr_first_not_zero", "cfr120_gop24", "cfr25_ts"]
)
@pytest.mark.parametrize("part", [(0, 119), (17, 90), (5, 5), (60, 64)])
def test_the_planned_frames_come_exactly(clip, name, part):
    path, _ = clip(name)
    video = sample(path, *part, USUAL)
    planned = [*video.plan.frames, *video.plan.frames[-1:] * (len(video.plan.frames) % 2)]
    assert numbers(video) == planned
    assert planned[0] == part[0] and planned[-1] == part[1]
    assert video.frames.shape == (2 * video.plan.grid[0], video.plan.height, video.plan.width, 3)
    assert video.frames.dtype == np.uint8
    assert video.notes == ()


def test_times_begin_with_the_clip_and_not_with_the_file(clip):
    path, _ = clip("cfr25_first_not_zero")
    index = build_frame_index(path)
    whole, part = plan_of(index, 0, 49, USUAL), plan_of(index, 50, 99, USUAL)
    assert part.times == whole.times
    assert part.frames == tuple(frame + 50 for frame in whole.frames)


def test_an_even_rate_is_the_one_that_the_frames_have_and_not_the_one_that_is_stated(clip):
    """These two state 24.008 and 25 frames per second; their frames come at 24."""
    for name in ("cfr24_gop250", "cfr24_gop24"):
        plan = plan_of(build_frame_index(clip(name)[0]), 0, 119, USUAL)
        assert plan.frames == (0, 13, 26, 40, 53, 66, 79, 93, 106, 119)
        assert plan.times == tuple(
            (a / 24 + b / 24) / 2 for a, b in zip(plan.frames[::2], plan.frames[1::2], strict=True)
        )


def test_where_the_rate_varies_every_time_is_the_frames_own(clip):
    path, recipe = clip("vfr_gop120")
    index = build_frame_index(path)
    plan = plan_of(index, 10, 109, SamplingSettings(fps=4))
    ticks = recipe.ticks()
    seconds = [(ticks[frame] - ticks[10]) / 90_000 for frame in plan.frames]
    assert len(set(plan.frames)) == len(plan.frames)
    pairs = [(a + b) / 2 for a, b in zip(seconds[::2], [*seconds, seconds[-1]][1::2], strict=True)]
    np.testing.assert_allclose(plan.times, pairs)
    assert len(plan.frames) == int((ticks[110] - ticks[10]) / 90_000 * 4)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pictures_stand_upright(tmp_path, turn):
    """The corners of the picture differ, so that each way of laying it is another picture."""
    recipe = ClipRecipe(
        f"turned{turn}", ".mp4", Fraction(1, 24), (1,), 24, 0, frames=12, size=(320, 192), rotation=turn
    )
    path = make_clip(recipe, tmp_path)
    index = build_frame_index(path)
    video = sample(path, 0, 11, USUAL, index=index)
    assert (video.plan.width, video.plan.height) == index.shown_size == ((320, 192) if turn % 180 == 0 else (192, 320))
    expected = upright_rgb(decode_frame(path, 0, index), index.rotation, index.shown_size, index.mirrored)
    assert np.abs(video.frames[0].astype(int) - expected).mean() < 3


def test_pixels_that_are_not_square_are_shown_in_the_pictures_true_shape(tmp_path):
    path = _anamorphic(tmp_path / "wide.mp4")
    index = build_frame_index(path)
    assert index.shown_size == (512, 288)
    plan = plan_of(index, 0, 5, USUAL)
    assert (plan.width, plan.height) == (512, 288)
    assert numbers(sample(path, 0, 5, USUAL))[0] == 0


def _anamorphic(path: Path) -> Path:
    import av

    from tests.media.odd_clips import coded_picture

    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 384, 288, "yuv420p"
        stream.codec_context.sample_aspect_ratio = Fraction(4, 3)
        for number in range(6):
            container.mux(stream.encode(coded_picture(number, (384, 288))))
        container.mux(stream.encode(None))
    return path


def test_a_damaged_frame_is_replaced_by_its_neighbour_and_told(tmp_path):
    film = Film(options={"preset": "veryfast", "bf": "0", "g": "1"}, frames=25)
    path = scratched(make(tmp_path / "whole.mkv", film), tmp_path / "scratched.mkv", 8)
    video = sample(path, 0, 24, USUAL)
    assert video.plan.frames == (0, 8, 16, 24)
    shown = numbers(video)
    assert shown in ([0, 9, 16, 24], [0, 7, 16, 24])
    assert video.notes == ("Frame 8 of scratched.mkv cannot be decoded; the model was shown its nearest neighbour.",)


def test_a_clip_of_damaged_frames_alone_is_refused(tmp_path):
    film = Film(options={"preset": "veryfast", "bf": "0", "g": "1"}, frames=25)
    path = scratched(make(tmp_path / "whole.mkv", film), tmp_path / "scratched.mkv", 8)
    with pytest.raises(MediaError, match=r"Not one frame of the clip in scratched\.mkv can be decoded"):
        sample(path, 8, 8, USUAL)


def test_frames_that_the_file_does_not_have_are_refused(clip):
    path, _ = clip("cfr24_gop24")
    with pytest.raises(MediaError, match="has no frames 100 to 120; its last is 119"):
        sample(path, 100, 120, USUAL)


def test_cancelling_ends_it_at_the_next_frame(clip):
    path, _ = clip("cfr24_gop250")
    index = build_frame_index(path)
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 20

    with pytest.raises(Cancelled):
        sample(path, 0, 119, USUAL, cancelled, index)
    assert asked <= 25


def test_ten_minutes_keep_to_the_budgets_and_to_bounded_memory(tmp_path):
    path = still_film(tmp_path / "long.mkv", 6000, 10)
    index = build_frame_index(path)
    tracemalloc.start()
    video = sample(path, 0, 5999, SamplingSettings(frame_tokens=4, clip_tokens=2048), index=index)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(video.plan.frames) == 768
    assert video.plan.video_tokens <= 2048
    assert video.plan.times[-1] == pytest.approx(599.5, abs=0.5)
    assert held < video.frames.nbytes + 4_000_000


def test_a_very_tall_picture(tmp_path):
    recipe = ClipRecipe("tall", ".mp4", Fraction(1, 24), (1,), 24, 0, frames=4, size=(32, 2400))
    video = sample(make_clip(recipe, tmp_path), 0, 3, USUAL)
    assert (video.plan.width, video.plan.height) == (32, 2400)
    assert video.frames.shape[0] == 4
