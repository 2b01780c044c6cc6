"""Downloads from the hub, only when a person asks for it, by a process that can be stopped at any moment."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.catalog.fit import gigabytes
from chai_desktop.models.catalog.hub_cache import hugging_face_cache
from chai_desktop.models.catalog.hub_plan import DownloadChoice, DownloadPlan, HubFile, choices_of, read_repository

_log = logging.getLogger(__name__)
_LOOK_EVERY = 0.1  # seconds
_SPARE = 1 << 30  # bytes that are left free on the disk
_SILENCE = 150.0  # seconds without a word, after which the hub is given up

Progress = Callable[[float | None, str], None]


def plan_download(name: str, cancelled: Callable[[], bool]) -> DownloadPlan:
    """Ask the hub what a repository holds. EngineError with the way out, Cancelled."""
    repository = read_repository(name)
    for told in _told({"repository": repository}, cancelled):
        if "found" in told:
            found = told["found"]
            files = [HubFile(str(file["name"]), int(file["size"])) for file in found["files"]]
            return DownloadPlan(repository, found["revision"], found["licence"], choices_of(repository, files))
    raise _ended()


def download(plan: DownloadPlan, choice: DownloadChoice, progress: Progress, cancelled: Callable[[], bool]) -> Path:
    """Bring the files into the Hugging Face cache; gives their folder. What was there before is not fetched again."""
    _check_room(plan, choice)
    order = {
        "repository": plan.repository,
        "revision": plan.revision,
        "files": [file.name for file in choice.files],
    }
    total = choice.size or 1
    for told in _told(order, cancelled):
        if "at" in told:
            progress(min(told["at"] / total, 1.0), f"{gigabytes(told['at'])} of {gigabytes(total)}: {told['file']}")
        if "done" in told:
            return Path(told["done"])
    raise _ended()


def _check_room(plan: DownloadPlan, choice: DownloadChoice) -> None:
    folder = hugging_face_cache()
    there = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(there).free
    left = max(0, choice.size - _already_here(plan, choice))
    if left + _SPARE > free:
        raise EngineError(
            f"The download has {gigabytes(left)}, and on the disk of {there} only {gigabytes(free)} are free.",
            "Make room, or put the cache elsewhere (HF_HOME).",
        )


def _already_here(plan: DownloadPlan, choice: DownloadChoice) -> int:
    """Bytes that need no more room: files that came, and the part of one that a stop left."""
    folder = hugging_face_cache() / f"models--{plan.repository.replace('/', '--')}"
    came = sum(file.size for file in choice.files if (folder / "snapshots" / plan.revision / file.name).exists())
    return came + sum(part.stat().st_size for part in (folder / "blobs").glob("*.part"))


def _told(order: dict[str, Any], cancelled: Callable[[], bool]) -> Iterator[dict[str, Any]]:
    """What the process says, line by line. Ends it at once where the person does not want it any more."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "chai_desktop.models.catalog.hub_process", json.dumps(order)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    lines: SimpleQueue[bytes | None] = SimpleQueue()
    reader = threading.Thread(target=_read, args=(process.stdout, lines), name="hub", daemon=True)
    reader.start()
    try:
        yield from _listen(lines, cancelled)
    finally:
        process.kill()
        process.wait()
        reader.join()
        process.stdout.close()


def _listen(lines: SimpleQueue[bytes | None], cancelled: Callable[[], bool]) -> Iterator[dict[str, Any]]:
    silent = 0.0
    while True:
        if cancelled():
            raise Cancelled
        try:
            line = lines.get(timeout=_LOOK_EVERY)
        except Empty:
            silent += _LOOK_EVERY
            if silent > _SILENCE:
                raise _ended() from None
            continue
        silent = 0.0
        if line is None:
            return
        try:
            told = json.loads(line)
        except ValueError:
            _log.warning("a line of the hub's process makes no sense")
            continue
        if "refused" in told:
            raise EngineError(*told["refused"])
        yield told


def _read(stream: IO[bytes], lines: SimpleQueue[bytes | None]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)


def _ended() -> EngineError:
    return EngineError("The hub gave no answer that could be used.", "Try again: it goes on where it stopped.")
