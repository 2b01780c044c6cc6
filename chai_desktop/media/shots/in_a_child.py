"""The shots of a file from the cache, or found by a process of its own and kept there. Loads no OpenCV."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import chai_desktop
from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.media_cache import MediaCache
from chai_desktop.media.shots.shot import Shot, load_shots

SHOTS_FILE = "shots.json"
_LOOK_EVERY = 0.05  # seconds between two looks whether to go on


def known_shots(cache: MediaCache, content_hash: str) -> tuple[Shot, ...] | None:
    """The shots of the whole file, if they were found before."""
    return load_shots(cache.path(content_hash, SHOTS_FILE))


def shots_of_file(
    path: Path,
    content_hash: str,
    cache: MediaCache,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Shot, ...]:
    """The shots of the whole file, from the cache or by a search; a cache that cannot be written to is done without.

    Blocks; belongs on a background thread. Raises MediaError with the reason in plain words, Cancelled.
    """
    known = known_shots(cache, content_hash)
    if known is not None:
        return known
    try:
        with cache.writing(content_hash, SHOTS_FILE) as out:
            return _search(path, out, progress, cancelled)
    except OSError:
        with tempfile.TemporaryDirectory() as folder:
            return _search(path, Path(folder) / SHOTS_FILE, progress, cancelled)


def _search(
    path: Path, out: Path, progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> tuple[Shot, ...]:
    pipe = subprocess.PIPE
    line = [sys.executable, "-P", "-m", "chai_desktop.media.shots", str(path), str(out)]
    with subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=_environment()) as child:
        done = threading.Event()
        watch = threading.Thread(target=_stop_when_asked, args=(child, done, cancelled), name="shots")
        watch.start()
        assert child.stdout is not None and child.stderr is not None
        for words in child.stdout:
            _tell(words, progress)
        told = child.stderr.read()
        code = child.wait()
        done.set()
        watch.join()
    if cancelled():
        raise Cancelled
    shots = load_shots(out) if code == 0 else None
    if shots is None:
        reason, _, hint = told.partition("\n")
        raise MediaError(
            reason if code == 1 and reason else f"The shots of {path.name} could not be found.",
            hint.strip() or "The file may be damaged; the log of the program may say more.",
        )
    return shots


def _tell(words: str, progress: Callable[[float], None]) -> None:
    try:
        progress(float(words))
    except ValueError:
        return  # a library printed something


def _stop_when_asked(child: subprocess.Popen[str], done: threading.Event, cancelled: Callable[[], bool]) -> None:
    while not done.wait(_LOOK_EVERY):
        if cancelled():
            child.kill()
            return


def _environment() -> dict[str, str]:
    """This process's own, and where the program itself lies: it need not be installed."""
    home = str(Path(chai_desktop.__file__).parents[1])
    known = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([home, known] if known else [home])}
