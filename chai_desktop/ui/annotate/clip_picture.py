"""Opens the picture of the clip on show: reads its frame index off the UI thread, then hands both to the player."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.media_cache import MediaCache
from chai_desktop.ui.annotate.clip_index import index_of_clip
from chai_desktop.ui.annotate.session import Session
from chai_desktop.ui.player.player_view import PlayerView
from chai_desktop.workers.job_queue import JobQueue


class ClipPicture(QObject):
    failed = Signal(str, object)  # clip id, ChaiError: its file cannot be shown

    def __init__(self, player: PlayerView, jobs: JobQueue, parent: QObject) -> None:
        super().__init__(parent)
        self._player = player
        self._jobs = jobs
        self._cache: MediaCache | None = None
        self._wanted = ""

    def use_cache(self, cache: MediaCache) -> None:
        """Where the open project keeps what was made of its files."""
        self._cache = cache

    def close(self) -> None:
        self._wanted = ""
        self._player.close_clip()

    def open(self, session: Session) -> None:
        """Show the session's clip as soon as its index is read, unless another one is wanted by then."""
        clip_id, facts, cache = session.clip.id, session.clip.facts, self._cache
        self._wanted = clip_id

        def show(index: FrameIndex) -> None:
            if clip_id == self._wanted:
                self._player.open_clip(Path(facts.path), index)

        self._jobs.submit(
            f"Read {facts.name}",
            lambda job: index_of_clip(facts, cache, job.cancelled),
            show,
            partial(self.failed.emit, clip_id),
        )
