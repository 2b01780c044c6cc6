"""How the analysis process behaves where a person works: it gives way, and it never outlives the window."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import sys
import threading
import time
from typing import TextIO

import psutil

_PR_SET_PDEATHSIG = 1  # of prctl(2)
_GRACE = 3.0  # seconds to put things in order after the window is gone
_log = logging.getLogger(__name__)


def give_way() -> None:
    """Lowest priority of processor and disk, and one core left to the window (FFmpeg and OpenCV count the cores)."""
    process = psutil.Process()
    try:
        cores = process.cpu_affinity() if hasattr(process, "cpu_affinity") else None
        if cores and len(cores) > 1:
            process.cpu_affinity(cores[1:])
    except (OSError, psutil.Error) as error:
        _log.info("all cores are used: %s", error)
    try:
        process.nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 15))  # that class exists on Windows only
        if sys.platform == "linux":
            process.ionice(psutil.IOPRIO_CLASS_BE, 7)
    except (OSError, psutil.Error) as error:
        _log.info("the priority stays: %s", error)


def die_with_parent() -> None:
    """Linux: the kernel ends this process when the one that started it is gone, whatever it is doing then."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


class EndOfInput:
    """Tells when nobody holds the other end of standard input any more: the window cancelled, or is gone."""

    def __init__(self, stream: TextIO) -> None:
        self._gone = threading.Event()
        threading.Thread(target=self._watch, args=(stream,), name="end of input", daemon=True).start()

    def __call__(self) -> bool:
        return self._gone.is_set()

    def _watch(self, stream: TextIO) -> None:
        while stream.readline():
            pass
        self._gone.set()
        time.sleep(_GRACE)
        os._exit(1)  # what it is in the middle of never asks
