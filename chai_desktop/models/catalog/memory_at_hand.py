"""Which memory there is for a model on this machine."""

from __future__ import annotations

import psutil

from chai_desktop.models.catalog.fit import Space
from chai_desktop.models.gpu import visible_gpus


def memory_at_hand() -> tuple[Space, ...]:
    """The GPUs' first, then the machine's own. Takes some 0.1 s where there is a GPU."""
    memory = psutil.virtual_memory()
    return (*_of_gpus(), Space("this machine's memory", int(memory.total), int(memory.available)))


def _of_gpus() -> tuple[Space, ...]:
    return tuple(Space(gpu.name, gpu.total_bytes, gpu.free_bytes) for gpu in visible_gpus() if gpu.total_bytes)
