"""Who may load weights on this machine's GPU: one file for each machine and person says who does.

A lease belongs to a process and ends with it, however it ends: only then its memory on the GPU is free. Processes of
one *party* (a window and its engines) share a GPU; another party has to wait. Cards are told apart by their UUIDs, so
that jobs of a cluster which were given different ones do not meet.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.gpu import Gpu, visible_gpus
from chai_desktop.places import gpu_lease_file
from chai_desktop.runs.identity import ProcessIdentity, Standing, this_process

_LEAST = 1024**3  # bytes: no model of use here fits into less
_WAY_OUT = "Use the CPU (setting device=cpu, for GGUF files gpu_layers=0), unload its model, or wait until it ends."


@dataclass(frozen=True)
class Holder:
    """``pid`` and ``party``: processes; ``started``: when ``pid`` was, and ``boot``: of which run of the machine, as
    ``runs.identity`` tells them; ``since``: ISO 8601; ``gpus``: UUIDs.
    """

    pid: int
    started: float
    boot: str
    party: int
    purpose: str
    since: str
    gpus: tuple[str, ...]


@dataclass(frozen=True)
class Lease:
    """Held until it is given back or its process ends."""

    path: Path
    holder: Holder | None  # None: there is no GPU, and nothing to hold

    def give_back(self) -> None:
        """For a process that lives on. Call it when its memory on the GPU is free."""
        if self.holder is not None:
            with _locked(self.path):
                _write(self.path, [each for each in _living(self.path) if each != self.holder])


def take_lease(purpose: str, party: int | None = None) -> Lease:
    """Take the GPUs that this process sees, at once or not at all. EngineError where another party holds one of them,
    or where the driver says that they are full. ``purpose`` begins the sentence about it ("A training run").
    ``party`` is the process on whose behalf this one works; None: its own.
    """
    path, gpus = gpu_lease_file(), visible_gpus()
    if not gpus:
        return Lease(path, None)
    me = this_process()
    uuids = tuple(gpu.uuid for gpu in gpus)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    holder = Holder(me.pid, me.process_started, me.boot_id, party or me.pid, purpose, now, uuids)
    with _locked(path):
        living = _living(path)
        for other in living:
            if other.party != holder.party and set(other.gpus) & set(uuids):
                raise EngineError(_held(other), _WAY_OUT)
        _refuse_full(gpus)
        _write(path, [*living, holder])
    return Lease(path, holder)


def who_holds() -> tuple[Holder, ...]:
    """All living holders, of whatever GPU of this machine."""
    return tuple(_living(gpu_lease_file()))


def _held(other: Holder) -> str:
    since = datetime.fromisoformat(other.since).astimezone()
    return f"{other.purpose} holds the GPU since {since:%H:%M on %d %B} (process {other.pid})."


def _refuse_full(gpus: tuple[Gpu, ...]) -> None:
    known = [gpu for gpu in gpus if gpu.total_bytes]
    if known and len(known) == len(gpus) and all(gpu.free_bytes < _LEAST for gpu in known):
        freest = max(known, key=lambda gpu: gpu.free_bytes)
        free, total = freest.free_bytes / 1e9, freest.total_bytes / 1e9
        raise EngineError(
            f"The GPU is full: {free:.1f} of {total:.0f} GB are free ({freest.name}).",
            f"Another program uses it (nvidia-smi names it). {_WAY_OUT}",
        )


def _living(path: Path) -> list[Holder]:
    """What stands in the file, without those that have ended. A file that cannot be read says nothing."""
    try:
        rows = json.loads(path.read_text("utf-8"))
        holders = [Holder(**{**row, "gpus": tuple(row["gpus"])}) for row in rows]
        return [holder for holder in holders if _is_alive(holder)]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _is_alive(holder: Holder) -> bool:
    return ProcessIdentity(holder.pid, holder.started, holder.boot, "").standing() is Standing.ALIVE


def _write(path: Path, holders: list[Holder]) -> None:
    rows: list[dict[str, Any]] = [asdict(holder) for holder in holders]
    part = path.with_suffix(".part")
    part.write_text(json.dumps(rows, indent=2), "utf-8")
    os.replace(part, path)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One process at a time; the system lets go of the lock of one that dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("a+b") as file:
        _lock(file.fileno())
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
