"""Makes the engine of Qwen3-VL by torch and transformers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chai_desktop.models.captioning.caption_engine import CaptionEngine, sampling_of
from chai_desktop.models.captioning.templates import templates_of
from chai_desktop.models.transformers.loading import load
from chai_desktop.models.transformers.settings import settings_from
from chai_desktop.models.transformers.vision_language_model import VisionLanguageModel

ENGINE = "transformers"


def make(model: str, settings: Mapping[str, Any]) -> CaptionEngine:
    """For the registry. ``model``: a folder, or a name in the Hugging Face cache. ``settings``: see EngineSettings, and
    those of every captioning engine (prompts, sampling). EngineError names what cannot be used.
    """
    templates, sampling = templates_of(settings), sampling_of(settings)
    own = settings_from(settings)
    loaded = load(model, own)
    return CaptionEngine(ENGINE, VisionLanguageModel(loaded, own.kept_clips, own.graphs), templates, sampling)
