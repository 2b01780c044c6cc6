"""Lets a person choose a clip of the project, and shows it beside the one in the player."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip
from chai_desktop.ui.player.aids.clip_chooser import ClipChooser
from chai_desktop.ui.player.player_view import PlayerView
from chai_desktop.workers.job_queue import JobQueue
from chai_desktop.workers.project_thread import ProjectThread

_LISTED = 200
_LOOKED_AT = 20_000  # clips whose names are compared for one list

Named = list[tuple[str, str]]  # id and name


class CompareDesk(QObject):
    def __init__(
        self,
        player: PlayerView,
        project: ProjectThread,
        media_jobs: JobQueue,
        clip_on_show: Callable[[], str],
        complain: Callable[[ChaiError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._project = project
        self._media_jobs = media_jobs
        self._clip_on_show = clip_on_show
        self._complain = complain
        self.chooser: ClipChooser | None = None
        player.aids.clip_wanted.connect(self._open_chooser)

    @Slot()
    def _open_chooser(self) -> None:
        self.chooser = ClipChooser(self._player)
        self.chooser.wanted.connect(self._list)
        self.chooser.chosen.connect(self._read)
        self.chooser.open_over(self._player)

    @Slot(str)
    def _list(self, words: str) -> None:
        chooser, on_show = self.chooser, self._clip_on_show()

        def show(found: tuple[Named, bool]) -> None:
            if chooser is not None and chooser is self.chooser:
                chooser.show_clips(words, *found)

        self._project.call(lambda project: clips_called(project, words, on_show), show, self._complain)

    @Slot(str)
    def _read(self, clip_id: str) -> None:
        self._project.call(lambda project: project.clip(clip_id), self._open, self._complain)

    def _open(self, clip: Clip) -> None:
        on_show, facts = self._clip_on_show(), clip.facts

        def show(index: FrameIndex) -> None:
            if on_show == self._clip_on_show():
                part = index.part(facts.first_frame, min(facts.last_frame, index.frame_count - 1))
                self._player.aids.compare_with(Path(facts.path), part, facts.name)

        path = Path(facts.path)
        self._media_jobs.submit(
            f"Read {facts.name}", lambda progress: build_frame_index(path, progress.cancelled), show, self._complain
        )


def clips_called(project: Project, words: str, without: str) -> tuple[Named, bool]:
    """Id and name of the clips whose names hold ``words``, but not the clip ``without``; and whether there are more."""
    found: Named = []
    after: int | None = 0
    seen, wanted = 0, words.casefold()
    while after is not None and seen < _LOOKED_AT:
        page, after = project.clip_page(after)
        seen += len(page)
        found += [(c.id, c.facts.name) for c in page if c.id != without and wanted in c.facts.name.casefold()]
        if len(found) > _LISTED:
            return found[:_LISTED], True
    return found, after is not None
