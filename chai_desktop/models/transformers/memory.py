"""How much memory is in use, and what to do where it runs out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import psutil

from chai_desktop.models.transformers.library import torch

_log = logging.getLogger(__name__)
Result = TypeVar("Result")
_SHARE_KEPT = 0.2  # of all memory, for clips that were read
_SHARE_ANSWERS = 0.5  # of what is free, for the answers that are written at once


class Peak:
    """The most memory in use since it was made: the GPU's, or what of this process is resident."""

    def __init__(self, device: Any) -> None:
        self._device = device
        self._most = 0
        if device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(device)

    def look(self) -> None:
        """On a processor only what is looked at counts; a GPU counts by itself."""
        if self._device.type != "cuda":
            self._most = max(self._most, psutil.Process().memory_info().rss)

    @property
    def bytes(self) -> int:
        self.look()
        return int(torch.cuda.max_memory_allocated(self._device)) if self._device.type == "cuda" else self._most


def most_kept(device: Any) -> int:
    """Bytes that clips which were read may take."""
    if device.type == "cuda":
        return int(torch.cuda.get_device_properties(device).total_memory * _SHARE_KEPT)
    return int(psutil.virtual_memory().total * _SHARE_KEPT)


def free_for_answers(device: Any) -> int:
    """Bytes that the answers written at once may take."""
    if device.type == "cuda":
        free, _all = torch.cuda.mem_get_info(device)
        held = torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
        return int((free + held) * _SHARE_ANSWERS)
    return int(psutil.virtual_memory().available * _SHARE_ANSWERS)


def with_room(work: Callable[[], Result], let_go: Callable[[], None]) -> Result:
    """Do it; where memory runs out, once more after ``let_go``. MemoryError where that does not help either."""
    try:
        return work()
    except (RuntimeError, MemoryError) as error:  # torch.OutOfMemoryError is a RuntimeError
        if not _is_lack(error):
            raise
        _log.warning("memory ran out; what was kept is let go: %s", error)
    let_go()
    try:
        return work()
    except RuntimeError as error:
        if _is_lack(error):
            raise MemoryError(str(error)) from error
        raise


def _is_lack(error: BaseException) -> bool:
    """torch's allocator of the processor says it in words only."""
    words = str(error).lower()
    return (
        isinstance(error, torch.OutOfMemoryError | MemoryError)
        or "allocate memory" in words
        or "out of memory" in words
    )
