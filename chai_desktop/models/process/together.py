"""How a child process is kept from outliving the program that started it."""

from __future__ import annotations

import ctypes
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with_parent() -> None:
    """On Linux, have the system end this process as soon as the thread that started it is gone.

    Elsewhere the closed pipe must do: it ends the child's reading, and with it the child. On Linux, too, that is the
    first way; this one is for a child that is deep inside a native library when it happens.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
