"""What libmpv does by itself with the same file: without a window, and without anything of the program."""

from __future__ import annotations

import locale
import threading
import time
from pathlib import Path
from types import TracebackType

import mpv

from benchmarks.table import BenchmarkError
from chai_desktop.media.frame_index import FrameIndex

_LIMIT = 20.0  # seconds


class BareMpv:
    """libmpv with ``vo=null``: decodes, draws nothing. Every order waits until it has been carried out."""

    def __init__(self, path: Path, index: FrameIndex) -> None:
        self._path, self._index = path, index
        self._arrived = threading.Event()

    def __enter__(self) -> BareMpv:
        locale.setlocale(locale.LC_NUMERIC, "C")
        self._mpv = mpv.MPV(
            vo="null", ao="null", hwdec="no", pause=True, keep_open="yes", hr_seek="yes", rebase_start_time="no",
            config="no", load_scripts="no", ytdl="no", terminal="no", sid="no",
        )  # fmt: skip
        self._mpv.event_callback("playback-restart")(lambda _event: self._arrived.set())
        self._mpv.command("loadfile", str(self._path))
        self._wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._mpv.terminate()

    def seek(self, frame: int) -> float:
        """Milliseconds until ``frame`` is there, by an exact seek."""
        return self._timed("seek", f"{self._index.seek_target(frame):.6f}", "absolute+exact")

    def step_back(self) -> float:
        """Milliseconds of mpv's own step back."""
        return self._timed("frame-back-step")

    def frame(self) -> int:
        return self._index.frame_nearest(float(self._mpv.time_pos or 0.0))

    def _timed(self, *command: str) -> float:
        self._arrived.clear()
        started = time.perf_counter()
        self._mpv.command_async(*command)
        self._wait()
        return (time.perf_counter() - started) * 1000

    def _wait(self) -> None:
        if not self._arrived.wait(_LIMIT):
            raise BenchmarkError(f"libmpv did not answer in {_LIMIT:.0f} s")
