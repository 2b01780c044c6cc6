"""What a project needs whose files are long, or lie elsewhere now: splitting at cuts, and finding files again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from chai_desktop import places
from chai_desktop.media.analysis.cached_files import Measure
from chai_desktop.ui.library.library_view import LibraryView
from chai_desktop.ui.relink.relink_desk import RelinkDesk
from chai_desktop.ui.shots.shots_desk import ShotsDesk
from chai_desktop.ui.window.main_window import MainWindow
from chai_desktop.ui.workbench.annotate_host import AnnotateHost
from chai_desktop.ui.workbench.clip_transfer import ClipTransfer
from chai_desktop.ui.workbench.file_dialogs import ask_where_to_look
from chai_desktop.ui.workbench.project_desk import ProjectDesk
from chai_desktop.workers.job_queue import JobQueue

if TYPE_CHECKING:
    from chai_desktop.store.project import Project


class MediaDesks(QObject):
    said = Signal(object)  # Notice
    changed = Signal()  # the project holds other clips, or clips lie elsewhere

    def __init__(
        self,
        window: MainWindow,
        desk: ProjectDesk,
        library: LibraryView,
        annotate: AnnotateHost,
        transfer: ClipTransfer,
        data_jobs: JobQueue,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._library = library
        self._annotate = annotate
        self.may_change = False  # a project is open, and not only to read
        self._starts: tuple[str, list[int]] = ("", [])  # a clip, and the first frames of its shots
        self.jobs = JobQueue("shots", self)
        self.shots = ShotsDesk(window, self.jobs)
        self.relinking = RelinkDesk(window, data_jobs, lambda: ask_where_to_look(window))
        for part in (self.shots, self.relinking):
            part.said.connect(self.said)
            part.changed.connect(self.changed)
        self.shots.taken_back.connect(window.notices.take_back)
        self.shots.counted.connect(library.show_shots)
        self.shots.known.connect(self._shots_known)
        annotate.language_read.connect(self._room_made)
        library.looks_wanted.connect(self._count_shots)
        annotate.clip_shown.connect(self.shots.clip_shown)
        annotate.saved.connect(self.shots.clip_saved)
        annotate.analysis.measured.connect(self._measured)
        annotate.picture_failed.connect(self.relinking.explain)
        transfer.added.connect(self.shots.look_at_imported)
        desk.opened.connect(self._opened)
        desk.opening.connect(self._leave)
        desk.about_to_close.connect(self._leave)

    def wanted_clips(self, in_annotate: bool) -> list[str]:
        """The clips that a command is about: the one on show, or those selected in the library."""
        if not in_annotate:
            return self._library.selected_clips()
        return [self._annotate.wanted_clip] if self._annotate.wanted_clip else []

    def finish(self) -> None:
        self.jobs.finish()
        self.shots.finish()

    @Slot(object)
    def _opened(self, project: Project) -> None:
        from chai_desktop.media.media_cache import MediaCache

        self.may_change = not project.read_only
        thread = self._desk.thread_of_project
        cache = MediaCache.beside(project.path, places.cache_folder())
        self.shots.attach(thread, cache, self.may_change)
        self.relinking.attach(thread, self.may_change)

    @Slot()
    def _leave(self) -> None:
        self.may_change = False
        self.shots.attach(None, None, False)
        self.relinking.attach(None, False)

    @Slot(str, str, object)
    def _measured(self, _content_hash: str, measure: str, _path: Path) -> None:
        """The analysis process has found shots, most likely those of the clip on show."""
        if measure == Measure.SHOTS and self._annotate.wanted_clip:
            self.shots.clip_shown(self._annotate.wanted_clip)

    @Slot(object)
    def _room_made(self, _language: object) -> None:
        if self._annotate.annotator is not None:
            self._annotate.annotator.view.player.opened.connect(self._mark_shots)

    @Slot(str, list)
    def _shots_known(self, clip_id: str, starts: list[int]) -> None:
        self._starts = clip_id, starts
        self._mark_shots()

    @Slot()
    def _mark_shots(self) -> None:
        """Let the player step from shot to shot; it forgets them when it closes a clip."""
        annotator, (clip_id, starts) = self._annotate.annotator, self._starts
        if annotator is not None and clip_id == annotator.clip_id:
            annotator.view.player.set_shots(starts)

    @Slot(dict)
    def _count_shots(self, in_view: dict[str, str]) -> None:
        rows = [self._library.rows.get(clip_id) for clip_id in in_view]
        self.shots.count_known([row.clip for row in rows if row is not None])
