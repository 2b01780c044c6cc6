"""Which process does the work, so that nobody has to believe a file that says "running"."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import psutil

_SAME_START = 5.0  # seconds; elsewhere than on Linux start times are read from a clock that may be set a little
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Standing(StrEnum):
    """What can be known of a process from here."""

    ALIVE = "alive"
    GONE = "gone"
    ELSEWHERE = "elsewhere"  # on another computer: from here nothing can be known


@dataclass(frozen=True)
class ProcessIdentity:
    """``process_started`` is as ``start_of`` tells it. A process id alone is given again to others after a while."""

    pid: int
    process_started: float
    boot_id: str
    host: str

    def standing(self) -> Standing:
        """Whether this very process lives, of this start of this computer."""
        if self.boot_id != boot_id():
            return Standing.GONE if self.host == platform.node() else Standing.ELSEWHERE
        try:
            process = psutil.Process(self.pid)
            same = abs(start_of(process) - self.process_started) < _SAME_START
            return Standing.ALIVE if same and process.status() != psutil.STATUS_ZOMBIE else Standing.GONE
        except psutil.NoSuchProcess:
            return Standing.GONE
        except psutil.AccessDenied:
            return Standing.ALIVE


def this_process() -> ProcessIdentity:
    return ProcessIdentity(os.getpid(), start_of(psutil.Process()), boot_id(), platform.node())


def start_of(process: psutil.Process) -> float:
    """When a process was started. On Linux in seconds since the machine was: setting its clock moves what psutil tells
    of processes that run already. Elsewhere the system notes the time once, in seconds since 1970.
    """
    return process.create_time() - (psutil.boot_time() if sys.platform == "linux" else 0.0)


@cache
def boot_id() -> str:
    """Another text after each start of the computer. Elsewhere than on Linux it is made of name and start time."""
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:
        return f"{platform.node()} {round(psutil.boot_time() / 60)}"
