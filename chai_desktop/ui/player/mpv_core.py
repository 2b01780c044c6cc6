"""libmpv behind Qt signals: nothing here waits for it, and nothing of its threads reaches a widget."""

from __future__ import annotations

import locale
import logging
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import mpv
from PySide6.QtCore import QObject, Qt, Signal

log = logging.getLogger(__name__)

_OPTIONS: dict[str, Any] = {
    "vo": "libmpv",
    "gpu_hwdec_interop": "no",  # decoding is in software: do not look for graphics drivers
    "hwdec": "no",
    "rebase_start_time": "no",  # times are the file's own, as in the frame index
    "keep_open": "yes",
    "idle": "yes",
    "pause": "yes",
    "hr_seek": "yes",
    "keepaspect": "no",  # the picture frame gives the surface the picture's shape
    "video_timing_offset": 0,  # the surface draws at once and never waits for a frame's time
    "config": "no",
    "load_scripts": "no",
    "ytdl": "no",
    "osc": "no",
    "osd_level": 0,
    "input_default_bindings": "no",
    "input_builtin_bindings": "no",
    "input_vo_keyboard": "no",
    "sub_auto": "no",
    "sid": "no",
    "audio_file_auto": "no",
    "audio_fallback_to_null": "yes",
    "terminal": "no",
    "deband": "no",
}


class MpvCore(QObject):
    """One libmpv instance for the life of one player.

    Every signal is emitted on libmpv's event thread and must be connected queued; ``connect_queued`` does.
    """

    settled = Signal(str, float)  # path and raw time in seconds of the frame on screen after a load or a seek
    moved = Signal(float)  # raw time in seconds of the frame on screen
    end_reached = Signal()
    load_failed = Signal(str)  # path

    def __init__(self, audio: bool = True) -> None:
        super().__init__()
        # QApplication sets the system's locale; libmpv refuses to start unless numbers are written as in C.
        locale.setlocale(locale.LC_NUMERIC, "C")
        options = _OPTIONS | {"ao": sound_outputs() if audio else "null"}
        self.player: mpv.MPV | None = mpv.MPV(log_handler=_log, loglevel="error", **options)
        self._entry, self._entry_path = (
            0,
            "",
        )  # libmpv's number of the file loaded last; its event thread's own
        self.player.observe_property("time-pos", self._time_changed)
        self.player.observe_property("eof-reached", self._end_changed)
        self.player.event_callback("playback-restart")(self._restarted)
        self.player.event_callback("end-file")(self._ended)

    def connect_queued(self, signal: Any, slot: Any) -> None:
        signal.connect(slot, Qt.ConnectionType.QueuedConnection)

    # --- orders, none of which waits -------------------------------------------------------------

    def load(self, path: Path, track: int, start: float, end: float, demuxer_offset: float) -> None:
        """Open a file, paused at ``start`` (raw seconds); what begins at ``end`` or later does not belong to it.

        ``track`` counts video tracks from 0. ``demuxer_offset`` is by how many seconds exact seeks begin earlier, for
        containers that seek badly.
        """
        self.set("pause", "yes")
        self.set("vid", str(track + 1))
        self.set("start", f"{start:.6f}")
        self.set("end", f"{end:.6f}")
        self.set("hr-seek-demuxer-offset", f"{demuxer_offset:.3f}")
        self._entry = 0  # what becomes of the file before is of no interest any more
        if self.player is not None:
            self.player.command_async(
                "loadfile", str(path), "replace", callback=partial(self._load_answered, str(path))
            )

    def unload(self) -> None:
        self._entry = 0
        self._send("stop")

    def seek(self, seconds: float) -> None:
        """Show the first frame that begins at or after ``seconds`` - 5 ms (raw time)."""
        if seconds < 0:  # a negative "seek" would count from the end; the property takes raw times as they are
            self.set("time-pos", f"{seconds:.6f}")
        else:
            self._send("seek", f"{seconds:.6f}", "absolute+exact")

    def set(self, name: str, value: str) -> None:
        """Set a property, some time soon."""
        self._send("set", name, value)

    def ask_where(self) -> None:
        """Have ``settled`` say which frame is on screen."""
        if self.player is not None:
            self.player.command_async("expand-text", "${=time-pos}\n${path}", callback=self._where_answered)

    def close(self) -> None:
        """End libmpv and its thread. The surface's render context must have been freed."""
        if self.player is not None:
            player, self.player = self.player, None
            player.terminate()

    def _send(self, *command: str) -> None:
        if self.player is not None:
            self.player.command_async(*command, callback=_command_answered)

    # --- on libmpv's event thread ----------------------------------------------------------------

    def _time_changed(self, _name: str, seconds: float | None) -> None:
        if seconds is not None:
            self.moved.emit(seconds)

    def _end_changed(self, _name: str, reached: bool | None) -> None:
        if reached:
            self.end_reached.emit()

    def _restarted(self, _event: object) -> None:
        self.ask_where()

    def _where_answered(self, error: Exception | None, text: str | None) -> None:
        if error or not text:
            return
        seconds, _, path = text.partition("\n")
        try:
            self.settled.emit(path, float(seconds))
        except ValueError:
            log.debug("libmpv has no time for %s", path)

    def _load_answered(self, path: str, error: Exception | None, result: Any) -> None:
        if not error and result:
            self._entry, self._entry_path = int(result["playlist_entry_id"]), path

    def _ended(self, event: Any) -> None:
        ended = event.data
        if ended.reason == mpv.MpvEventEndFile.ERROR and ended.playlist_entry_id == self._entry:
            self.load_failed.emit(self._entry_path)


def sound_outputs() -> str:
    """libmpv's list of sound outputs to try. On Linux only those that are there: the others complain on the console."""
    if sys.platform != "linux":
        return ""  # libmpv's own choice
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    found = []
    if (runtime / "pipewire-0").exists():
        found.append("pipewire")
    if os.environ.get("PULSE_SERVER") or (runtime / "pulse" / "native").exists():
        found.append("pulse")
    if any(Path("/dev/snd").glob("pcm*p")):
        found.append("alsa")
    return ",".join([*found, "null"])


def _command_answered(error: Exception | None, _result: object) -> None:
    if error:
        log.debug("libmpv refused a command: %s", error)


def _log(level: str, component: str, message: str) -> None:
    log.debug("%s %s: %s", level, component, message.rstrip())
