"""What our sampling gives and what the model's own processor gives are the same; where not, on purpose, it is told."""

from __future__ import annotations

import numpy as np
import pytest

from chai_desktop.errors import MediaError
from chai_desktop.media.sampling.layout import video_text
from chai_desktop.media.sampling.patches import patches_of
from chai_desktop.media.sampling.plan import SamplingPlan, plan_for, time_words
from chai_desktop.media.sampling.sampled_video import SampledVideo
from chai_desktop.media.sampling.settings import SamplingSettings

USUAL = SamplingSettings()
SETTINGS = {
    "usual": USUAL,
    "one a second": SamplingSettings(fps=1),
    "eight a second": SamplingSettings(fps=8),
    "small": SamplingSettings(frame_tokens=128),
    "tiny": SamplingSettings(frame_tokens=4, clip_tokens=16),
    "short of tokens": SamplingSettings(clip_tokens=2048, fps=4),
    "large": SamplingSettings(frame_tokens=16_384, clip_tokens=24_576),
    "odd bounds": SamplingSettings(fps=0.7, min_frames=1, max_frames=9),
}
RATES = (24.0, 25.0, 24000 / 1001, 30000 / 1001, 60.0, 120.0, 12.5, 10.0)
COUNTS = (2, 3, 4, 5, 7, 23, 24, 49, 72, 120, 121, 150, 300, 599, 18_000)
SIZES = ((1920, 1080), (1280, 720), (1080, 1920), (640, 272), (176, 144), (64, 36), (20, 12), (33, 2000), (3840, 2160))


def steady(count: int, rate: float) -> np.ndarray:
    return np.arange(count) / rate


def own_frames(processor, count: int, rate: float, settings: SamplingSettings) -> list[int]:
    from transformers.video_utils import VideoMetadata

    told = VideoMetadata(total_num_frames=count, fps=rate)
    return processor.video_processor.sample_frames(told, fps=settings.fps).tolist()


@pytest.mark.parametrize("name", SETTINGS)
def test_frames_and_times_are_those_of_the_processor(own_processor, name):
    settings = SETTINGS[name]
    processor = own_processor(settings)
    for count in COUNTS:
        for rate in RATES:
            plan = plan_for(steady(count, rate), 640, 360, settings)
            frames = own_frames(processor, count, rate, settings)
            assert list(plan.frames) == frames, (count, rate)
            times = processor._calculate_timestamps(list(frames), rate, 2)
            assert [time_words(time) for time in plan.times] == [f"<{time:.1f} seconds>" for time in times]
            np.testing.assert_allclose(plan.times, times, rtol=1e-12)


@pytest.mark.parametrize("name", SETTINGS)
def test_sizes_and_tokens_are_those_of_the_processor(own_processor, name):
    """The processor's own resizing and cutting run on tensors without content, so that any size costs nothing."""
    import torch
    from transformers.image_utils import SizeDict

    settings = SETTINGS[name]
    video = own_processor(settings).video_processor
    size = SizeDict(longest_edge=settings.clip_tokens * 2048, shortest_edge=4096)
    for count in (2, 3, 4, 5, 6, 7, 9, 10, 13, 61, 129, 768):
        for width, height in SIZES:
            empty = torch.empty((1, count, 3, height, width), dtype=torch.uint8, device="meta")
            resized = video.resize(empty, size, 3, 32, 2, cap_pixels_per_frame=True)
            cut, *grid = video.patchify(resized, 16, 2, 2)
            plan = plan_for(steady(count, 2.0), width, height, SamplingSettings(**_all_frames(settings, count)))
            assert len(plan.frames) == count
            assert list(plan.grid) == grid, (count, width, height)
            assert (plan.height, plan.width) == tuple(resized.shape[-2:])
            assert plan.video_tokens == cut.shape[1] // 4


def _all_frames(settings: SamplingSettings, count: int) -> dict:
    """The same budgets, with every one of the clip's frames wanted."""
    budgets = {"frame_tokens": settings.frame_tokens, "clip_tokens": settings.clip_tokens}
    return {**budgets, "fps": 2.0, "min_frames": count, "max_frames": count}


def noise(plan: SamplingPlan, seed: int = 0) -> SampledVideo:
    """Pictures of the plan's own size: nothing is left to be resized."""
    shape = (len(plan.frames), plan.height, plan.width, 3)
    frames = np.random.default_rng(seed).integers(0, 256, shape, np.uint8)
    return SampledVideo(plan, frames if len(frames) % 2 == 0 else np.concatenate([frames, frames[-1:]]))


@pytest.mark.parametrize(
    ("count", "rate", "size"),
    [(120, 24.0, (256, 160)), (100, 25.0, (64, 352)), (150, 30000 / 1001, (96, 96)), (61, 10.0, (192, 128))],
)
def test_token_ids_grid_and_patches_of_a_whole_prompt(own_processor, count, rate, size):
    """A whole chat goes through the processor: it chooses the frames itself; their pixels are the same pictures."""
    from transformers.video_utils import VideoMetadata

    processor = own_processor(USUAL)
    plan = plan_for(steady(count, rate), *size, USUAL)
    assert (plan.width, plan.height) == size
    video = noise(plan)
    whole = np.zeros((count, plan.height, plan.width, 3), np.uint8)
    whole[list(plan.frames)] = video.frames[: len(plan.frames)]
    chat = prompt("<|video_pad|>")
    told = VideoMetadata(total_num_frames=count, fps=rate, width=plan.width, height=plan.height)
    theirs = processor(text=[chat], videos=[whole], video_metadata=[told], do_resize=True, return_tensors="pt")

    ours = processor.tokenizer(prompt(video_text(plan)))["input_ids"]
    assert ours == theirs["input_ids"][0].tolist()
    assert ours.count(processor.video_token_id) == plan.video_tokens
    assert list(plan.grid) == theirs["video_grid_thw"][0].tolist()
    ours_cut = patches_of(video, [0.5] * 3, [0.5] * 3)
    assert ours_cut.dtype == np.float32
    np.testing.assert_allclose(ours_cut, theirs["pixel_values_videos"].numpy(), atol=2e-7)


@pytest.mark.parametrize(("mean", "std"), [((0.5,) * 3, (0.5,) * 3), ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))])
def test_patches_with_any_mean_and_spread(own_processor, mean, std):
    import torch

    video = noise(plan_for(steady(5, 5.0), 96, 64, SamplingSettings(fps=5)))
    assert len(video.plan.frames) == 5
    own = own_processor(USUAL).video_processor
    pictures = torch.from_numpy(video.frames[:5].copy()).permute(0, 3, 1, 2)
    theirs = own(
        videos=[pictures], do_sample_frames=False, do_resize=False, image_mean=mean, image_std=std, return_tensors="pt"
    )
    np.testing.assert_allclose(patches_of(video, mean, std), theirs["pixel_values_videos"].numpy(), atol=1e-6)


def test_no_marks_stand_around_the_whole_video(own_processor):
    """On purpose: as the checkpoints were trained. Since its version 5 the library leaves the template's own marks."""
    processor = own_processor(USUAL)
    plan = plan_for(steady(48, 24.0), 64, 64, USUAL)
    whole = np.zeros((48, 64, 64, 3), np.uint8)
    from transformers.video_utils import VideoMetadata

    told = VideoMetadata(total_num_frames=48, fps=24.0, width=64, height=64)
    chat = processor.apply_chat_template(
        [{"role": "user", "content": [{"type": "video"}, {"type": "text", "text": "Describe the shot."}]}],
        add_generation_prompt=True,
    )
    theirs = processor(text=[chat], videos=[whole], video_metadata=[told], return_tensors="pt")["input_ids"][0].tolist()
    ours = processor.tokenizer(prompt(video_text(plan)))["input_ids"]
    start, end = processor.vision_start_token_id, processor.vision_end_token_id
    assert theirs.count(start) == theirs.count(end) == plan.grid[0] + 1
    assert ours.count(start) == ours.count(end) == plan.grid[0]
    outer_first, outer_last = theirs.index(start), len(theirs) - 1 - theirs[::-1].index(end)
    inner = theirs[:outer_first] + theirs[outer_first + 1 : outer_last] + theirs[outer_last + 1 :]
    assert ours == inner


def prompt(video: str) -> str:
    question = "Describe the shot."
    return f"<|im_start|>user\n{video}{question}<|im_end|>\n<|im_start|>assistant\n"


def test_one_frame_alone_is_shown_twice_where_the_processor_refuses(own_processor):
    import torch

    pictures = torch.zeros((1, 3, 64, 64), dtype=torch.uint8)
    with pytest.raises(ValueError, match="must be larger than temporal_factor"):
        own_processor(USUAL).video_processor(videos=[pictures], do_sample_frames=False, return_tensors="pt")
    plan = plan_for([0.0], 64, 64, USUAL)
    assert plan.frames == (0,)
    assert plan.grid == (1, 4, 4)
    assert plan.times == (0.0,)


def test_a_shape_that_the_processor_refuses_is_refused_in_a_sentence(own_processor):
    import torch

    pictures = torch.zeros((2, 3, 32, 6500), dtype=torch.uint8)
    with pytest.raises(ValueError, match="absolute aspect ratio"):
        own_processor(USUAL).video_processor(videos=[pictures], do_sample_frames=False, return_tensors="pt")
    with pytest.raises(MediaError, match="6500 x 32 pixels is more than 200 times as long as wide"):
        plan_for([0.0, 0.5], 6500, 32, USUAL)
