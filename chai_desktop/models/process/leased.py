"""The GPU lease of an engine's process, where the engine uses a GPU."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.gpu_lease import take_lease
from chai_desktop.models.registry import kind_named


def lease_gpu(choice: EngineChoice) -> None:
    """Take the lease on behalf of the program that started this process; it ends with this process. EngineError where
    the GPU is held or full. Nothing where the engine, by its kind or settings, uses no GPU.
    """
    if kind_named(choice.engine).uses_gpu and wants_gpu(choice.settings):
        model = PurePath(choice.model).name or "no model"
        take_lease(f"The engine “{choice.engine}” ({model})", party=os.getppid())


def wants_gpu(settings: Mapping[str, Any]) -> bool:
    """Whether settings leave a GPU to the engine: ``device`` "cpu" and ``gpu_layers`` 0 do not."""
    return not str(settings.get("device", "")).startswith("cpu") and settings.get("gpu_layers", -1) != 0
