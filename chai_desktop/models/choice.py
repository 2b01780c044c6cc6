"""Which engine is meant, with which weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class EngineChoice:
    """All that is needed to make an engine.

    ``model`` is a file, a folder or a server's model name, as the engine defines it; ``settings`` are the engine's own.
    """

    engine: str
    model: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
