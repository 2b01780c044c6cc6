"""The model's own processor, to hold ours against."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from chai_desktop.media.sampling.settings import SamplingSettings


@pytest.fixture(scope="session")
def own_processor() -> Callable[[SamplingSettings], Any]:
    """Makes Qwen3-VL's processor of the installed transformers, set as the settings say and else as its checkpoints."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    for name, extra in (("torch", "gpu"), ("PIL", "gpu"), ("transformers", "gpu")):
        pytest.importorskip(name, reason=f"{name} is not installed (the extra '{extra}'): nothing to compare with")
    if not _is_there("torchvision"):
        pytest.skip("torchvision is not installed, and the model's own video processor needs it")
    from tests.torchvision_operators import make_torchvision_importable

    make_torchvision_importable()
    from transformers import Qwen2VLImageProcessor, Qwen3VLProcessor
    from transformers.models.qwen3_vl.video_processing_qwen3_vl import Qwen3VLVideoProcessor

    from tests.models.tiny.film_tokenizer import CHAT_TEMPLATE, film_tokenizer

    tokenizer = film_tokenizer()

    def make(settings: SamplingSettings) -> Any:
        video = Qwen3VLVideoProcessor(
            size={"longest_edge": settings.clip_tokens * 2048, "shortest_edge": 4096},
            image_mean=[0.5, 0.5, 0.5],
            image_std=[0.5, 0.5, 0.5],
            cap_pixels_per_frame=True,
            max_video_tokens=settings.frame_tokens,
            fps=settings.fps,
            min_frames=settings.min_frames,
            max_frames=settings.max_frames,
        )
        return Qwen3VLProcessor(Qwen2VLImageProcessor(), tokenizer, video, chat_template=CHAT_TEMPLATE)

    return make


def _is_there(name: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(name) is not None
