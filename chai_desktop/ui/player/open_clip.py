"""The clip that is open: its state, its file, and the sentence for what goes wrong with the file."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal, Slot

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player import playback
from chai_desktop.ui.player.playback import PlaybackState


class OpenClip(QObject):
    """``state`` is what is known now; every change of it is announced by ``state_changed``."""

    opened = Signal()
    frame_shown = Signal(int)  # this frame is on screen now
    failed = Signal(str)  # one plain sentence or two
    state_changed = Signal(object)  # PlaybackState

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = PlaybackState()
        self.path: Path | None = None
        self.index: FrameIndex | None = None
        self._told_of_change = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._file_changed)

    def _take(self, path: Path, index: FrameIndex) -> None:
        self.path, self.index = Path(path).absolute(), index
        self._watcher.addPath(str(self.path))
        self._set_state(playback.opened(self.state, index.frame_count))

    def _forget(self) -> None:
        self._told_of_change = False
        if self._watcher.files():
            self._watcher.removePaths(self._watcher.files())
        self.path = self.index = None

    def _has_readable_name(self) -> bool:
        """Whether the file's name can be handed to libmpv; the clip is closed with a sentence where it cannot."""
        assert self.path is not None
        try:
            str(self.path).encode("utf-8")
        except UnicodeEncodeError:
            self._fail(f"The name of {self.path.name!a} is not valid text. Rename the file, then import it again.")
            return False
        return True

    @Slot(str)
    def _load_failed(self, path: str) -> None:
        if self.path is None or path != str(self.path):
            return
        name = self.path.name
        if os.path.exists(self.path):
            self._fail(f"{name} cannot be played. Copy or export it again, then import it anew.")
        else:
            self._fail(f"{name} is not there any more. Put it back, or import it from its new place.")

    @Slot(str)
    def _file_changed(self, changed: str) -> None:
        if self.path is None or changed != str(self.path) or self._told_of_change:
            return
        self._told_of_change = True
        if os.path.exists(self.path):
            self.failed.emit(f"{self.path.name} was changed while it was open. Open the clip again to see it as it is.")
        else:
            self.failed.emit(f"{self.path.name} was deleted or moved while it was open. Put it back to go on with it.")

    def _fail(self, message: str) -> None:
        self._forget()
        self._set_state(playback.closed(self.state))
        self.failed.emit(message)

    def _set_state(self, state: PlaybackState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
