"""The engine of GGUF models: a chat model that writes from text, and with its mmproj file one that sees the video."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import llama_cpp

from chai_desktop.errors import EngineError
from chai_desktop.media.content_hash import content_hash
from chai_desktop.models.captioning.caption_engine import CaptionEngine, sampling_of
from chai_desktop.models.captioning.language_model import Provenance
from chai_desktop.models.captioning.templates import templates_of
from chai_desktop.models.gguf.gguf_file import look_at
from chai_desktop.models.gguf.gguf_model import GgufModel
from chai_desktop.models.gguf.llama import Llama

ENGINE = "gguf"
_CONTEXT = 8192  # tokens


def make(model: str, settings: Mapping[str, Any]) -> CaptionEngine:
    """For the registry. ``settings``: threads, gpu_layers (-1: all that fit), context (tokens), and those of every
    engine that captions: prompts, sampling.
    """
    if not model:
        raise EngineError("No model file was named.", "Name a .gguf file of a chat model.")
    templates, sampling = templates_of(settings), sampling_of(settings)
    path = Path(model)
    look_at(path)
    llama = Llama(
        path,
        cells=_number(settings, "context", _CONTEXT),
        threads=_number(settings, "threads", 0) or max(1, (os.cpu_count() or 2) // 2),
        gpu_layers=_number(settings, "gpu_layers", -1),
    )
    provenance = Provenance(f"llama-cpp-python {llama_cpp.__version__}", content_hash(path))
    return CaptionEngine(ENGINE, GgufModel(llama, provenance), templates, sampling)


def _number(settings: Mapping[str, Any], key: str, usual: int) -> int:
    value = settings.get(key)
    try:
        return usual if value is None else int(value)
    except (TypeError, ValueError) as error:
        raise EngineError(f"“{key}” must be a whole number.", "Set it anew on the Models page.") from error
