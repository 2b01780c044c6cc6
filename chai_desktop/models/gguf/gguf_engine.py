"""The engine of GGUF models: a chat model that writes from text, and with its mmproj file one that sees the video."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import llama_cpp

from chai_desktop.errors import EngineError
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.captioning.caption_engine import CaptionEngine, sampling_of
from chai_desktop.models.captioning.language_model import Provenance
from chai_desktop.models.captioning.templates import templates_of
from chai_desktop.models.gguf.eyes import Eyes
from chai_desktop.models.gguf.gguf_model import GgufModel
from chai_desktop.models.gguf.llama import Llama
from chai_desktop.models.gguf.model_pair import ModelPair, find_pair

ENGINE = "gguf"
_TEXTS = 8192  # tokens: five questions and their answers at once
_TIME = 14  # tokens of the longest time of a pair, with the two marks around its picture


def make(model: str, settings: Mapping[str, Any]) -> CaptionEngine:
    """For the registry. ``settings``: threads, gpu_layers (-1: all that fit), context (tokens), mmproj (a file; '' for
    a model that is to see nothing), and those of every engine that captions: prompts, sampling.
    """
    if not model:
        raise EngineError("No model file was named.", "Name a .gguf file of a chat model.")
    templates, sampling = templates_of(settings), sampling_of(settings)
    pair = find_pair(Path(model), settings.get("mmproj"))
    llama = Llama(
        pair.files[0],
        cells=_number(settings, "context", 0) or _usual_context(pair, sampling),
        threads=_number(settings, "threads", 0) or max(1, (os.cpu_count() or 2) // 2),
        gpu_layers=_number(settings, "gpu_layers", -1),
    )
    eyes = Eyes(pair.eyes, llama) if pair.eyes else None
    provenance = Provenance(f"llama-cpp-python {llama_cpp.__version__}", pair.hash())
    return CaptionEngine(ENGINE, GgufModel(llama, provenance, eyes), templates, sampling)


def _usual_context(pair: ModelPair, sampling: SamplingSettings) -> int:
    """Room for texts; where the model sees, also for the largest clip that the settings of the frames allow."""
    if pair.eyes is None:
        return _TEXTS
    pairs = min(sampling.max_frames // 2 + 1, sampling.clip_tokens)
    return _TEXTS + sampling.clip_tokens + _TIME * pairs


def _number(settings: Mapping[str, Any], key: str, usual: int) -> int:
    value = settings.get(key)
    try:
        return usual if value is None else int(value)
    except (TypeError, ValueError) as error:
        raise EngineError(f"“{key}” must be a whole number.", "Set it anew on the Models page.") from error
