"""How long it takes to turn a clip into what a model sees, and how near that is to the model's own processor."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from benchmarks.coded_clips import ClipRecipe, make_clip
from benchmarks.table import Row, middle_and_p95
from chai_desktop.media.decoding import rgb_frame
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.frame_reader import FrameReader
from chai_desktop.media.sampling.patches import patches_of
from chai_desktop.media.sampling.sampled_video import SampledVideo, sample
from chai_desktop.media.sampling.settings import SamplingSettings

_SECONDS = 5
_CLIP = ClipRecipe("shot", ".mp4", Fraction(1, 24), (1,), 250, 3, frames=_SECONDS * 24, size=(1920, 1080))
_RUNS = 7
_EVEN = [0.5, 0.5, 0.5]  # mean and spread of the published checkpoints
_WHAT = f"a clip of {_SECONDS} s, 1080p24, H.264, groups of 250, 2 frames per second"


def measure() -> list[Row]:
    settings = SamplingSettings()
    with TemporaryDirectory() as folder:
        path = make_clip(_CLIP, Path(folder))
        video = sample(path, 0, _CLIP.frames - 1, settings)
        sampling = _timed(lambda: sample(path, 0, _CLIP.frames - 1, settings))
        cutting = _timed(lambda: patches_of(video, _EVEN, _EVEN))
        return [*_speed(sampling, cutting), _tokens(video), *_difference(path, video)]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    samples = []
    for _ in range(_RUNS):
        begin = perf_counter()
        work()
        samples.append(perf_counter() - begin)
    return middle_and_p95(samples)


def _speed(sampling: tuple[float, float], cutting: tuple[float, float]) -> list[Row]:
    how = f"{_WHAT}: read the file's index, decode, scale; {_RUNS} runs"
    return [
        Row("sampling.frames", sampling[0], "s", "", None, how, sampling[1]),
        Row(
            "sampling.real_time",
            _SECONDS / sampling[0],
            "x",
            "",
            None,
            "the clip's length over the time for its frames",
        ),
        Row(
            "sampling.patches", cutting[0], "s", "", None, f"its pictures as float32 patches; {_RUNS} runs", cutting[1]
        ),
    ]


def _tokens(video: SampledVideo) -> Row:
    how = f"{len(video.plan.frames)} frames of {video.plan.width} x {video.plan.height}; the model's processor: 3,600"
    return Row("sampling.tokens", video.plan.video_tokens, "tokens", "3600", video.plan.video_tokens == 3600, how)


def _difference(path: Path, video: SampledVideo) -> list[Row]:
    """Against torchvision's antialiased bicubic on the decoded RGB, which is what the processor runs."""
    if any(importlib.util.find_spec(name) is None for name in ("torch", "torchvision", "PIL")):
        return []
    from tests.torchvision_operators import make_torchvision_importable

    make_torchvision_importable()
    apart = np.abs(video.frames[: len(video.plan.frames)].astype(np.int16) - _resized_by_torchvision(path, video))
    how = "of every value, 0 to 255, to the processor's own resizing of the same decoded frames"
    return [
        Row("sampling.pixels_apart", float(apart.mean()), "of 255", "<= 0.5", bool(apart.mean() <= 0.5), f"mean {how}"),
        Row("sampling.pixels_farthest", float(apart.max()), "of 255", "", None, f"the farthest {how}"),
    ]


def _resized_by_torchvision(path: Path, video: SampledVideo) -> NDArray[np.int16]:
    import torch
    from torchvision.transforms.v2 import InterpolationMode
    from torchvision.transforms.v2 import functional as resizing

    plan = video.plan
    made = []
    with FrameReader(path, build_frame_index(path)) as reader:
        for n in plan.frames:
            frame = reader.frame(n)
            assert frame is not None
            stored = torch.from_numpy(rgb_frame(frame, frame.width, frame.height, "rgb24").to_ndarray().copy())
            scaled = resizing.resize(
                stored.permute(2, 0, 1), [plan.height, plan.width], InterpolationMode.BICUBIC, antialias=True
            )
            made.append(scaled.permute(1, 2, 0).numpy())
    return np.stack(made).astype(np.int16)
