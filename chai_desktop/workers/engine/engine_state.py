"""How an engine stands: what the status line and the Models page say of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    UNLOADED = "unloaded"
    LOADING = "loading"
    LOADED = "loaded"
    FAILED = "failed"  # it could not be loaded, or its process ended; the next order tries again


@dataclass(frozen=True)
class EngineState:
    """``pid`` is None for an engine that lives in the window's process. ``resident_bytes`` is the memory that the
    process holds now (without a GPU's), 0 where there is none. ``sentence`` says why it failed.
    """

    phase: Phase = Phase.UNLOADED
    pid: int | None = None
    resident_bytes: int = 0
    sentence: str = ""


def resident_bytes_of(pid: int | None) -> int:
    """The memory that a process holds now; 0 where there is none of that number."""
    if pid is None:
        return 0
    import psutil  # when an engine has a process, not at the start of the window

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
