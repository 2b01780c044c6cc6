"""What a person may set about this engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chai_desktop.errors import EngineError

DEVICES = ("auto", "cuda", "cpu")
PRECISIONS = ("auto", "bf16", "float32", "8-bit", "4-bit")
ATTENTIONS = ("sdpa", "eager")
_AGAIN = "Set it anew on the Models page."


@dataclass(frozen=True)
class EngineSettings:
    """``device`` "auto": the GPU where there is one. ``precision`` "auto": bf16 on a GPU, float32 on the processor;
    8 and 4 bits are for a GPU, by bitsandbytes, and leave what sees and the last layer as they are.

    ``adapter``: folder of a LoRA adapter, or None. ``kept_clips``: of how many clips what was computed is kept.
    ``allow_pickle``: whether weights may be read that are no safetensors. ``threads``: of the processor, 0 as torch
    likes. ``graphs``: whether decoding on a GPU may be recorded and played back.
    """

    device: str = "auto"
    precision: str = "auto"
    adapter: Path | None = None
    attention: str = "sdpa"
    kept_clips: int = 4
    allow_pickle: bool = False
    threads: int = 0
    graphs: bool = True


def settings_from(given: Mapping[str, Any]) -> EngineSettings:
    """Those of an EngineChoice; what belongs to others (prompts, sampling) is passed over. EngineError names the one
    that cannot be used.
    """
    adapter = str(given.get("adapter") or "")
    return EngineSettings(
        device=_one_of(given, "device", DEVICES),
        precision=_one_of(given, "precision", PRECISIONS),
        adapter=Path(adapter).expanduser() if adapter else None,
        attention=_one_of(given, "attention", ATTENTIONS),
        kept_clips=_count(given, "kept_clips", EngineSettings.kept_clips),
        allow_pickle=given.get("allow_pickle") is True,
        threads=_count(given, "threads", EngineSettings.threads),
        graphs=given.get("graphs", True) is not False,
    )


def _one_of(given: Mapping[str, Any], name: str, known: tuple[str, ...]) -> str:
    value = str(given.get(name) or known[0])
    if value not in known:
        raise EngineError(f"“{value}” is no {name}: it can be {', '.join(known)}.", _AGAIN)
    return value


def _count(given: Mapping[str, Any], name: str, usual: int) -> int:
    value = given.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise EngineError(f"The setting {name} must be a whole number, 0 or more, not “{value}”.", _AGAIN)
    return value
