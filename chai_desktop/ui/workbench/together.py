"""What a project needs that several people and several copies work on: people, merging, handing out, copies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chai_desktop.errors import ChaiError
from chai_desktop.settings import SettingsFile
from chai_desktop.ui.backup.backup_desk import BackupDesk
from chai_desktop.ui.backup.copy_desk import CopyDesk
from chai_desktop.ui.backup.recovery_desk import RecoveryDesk
from chai_desktop.ui.library.library_view import LibraryView
from chai_desktop.ui.merge.conflict_desk import ConflictDesk
from chai_desktop.ui.merge.hand_out_desk import HandOutDesk
from chai_desktop.ui.merge.merge_desk import MergeDesk
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.ui.people.people_desk import PeopleDesk
from chai_desktop.ui.window.main_window import MainWindow
from chai_desktop.ui.workbench.project_desk import ProjectDesk
from chai_desktop.workers.backup_keeper import BackupKeeper
from chai_desktop.workers.job_queue import JobQueue, Progress
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.store.project import Project

CONFLICTS = "Conflicts"


class Together(QObject):
    said = Signal(object)  # Notice
    changed = Signal()  # the project holds other things than before, by a merge or a choice
    clip_wanted = Signal(str, object)  # clip id, aspect or None

    def __init__(
        self,
        window: MainWindow,
        desk: ProjectDesk,
        library: LibraryView,
        jobs: JobQueue,
        settings: SettingsFile,
        open_project: Callable[[Path, bool], None],
    ) -> None:
        """``open_project``: the path, and whether only to read."""
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._library = library
        self._settings = settings
        self._path: Path | None = None  # of the open project
        self.people = PeopleDesk(window, self._thread)
        self.conflicts = ConflictDesk(window, self._thread)
        self.merging = MergeDesk(window, jobs, self._before_merge)
        self.handing_out = HandOutDesk(window, jobs)
        self.copies = CopyDesk(jobs)
        self.keeper = BackupKeeper(jobs)
        self.backups = BackupDesk(window, jobs, desk.close, open_project)
        self.recovery = RecoveryDesk(window, jobs, open_project)
        window.add_room(
            CONFLICTS, "columns-2", "What two people said differently, side by side (F4)", self.conflicts.room
        )
        window.rail.show_button(CONFLICTS, False)
        self._connect()

    def merge(self, path: Path) -> None:
        self._with_thread(lambda thread: self.merging.begin(thread, path, "Merge"))

    def hand_in(self, path: Path) -> None:
        self._with_thread(lambda thread: self.merging.begin(thread, path, "Hand in"))

    def hand_out(self) -> None:
        self._with_thread(lambda thread: self.handing_out.begin(thread, self._library.selected_clips()))

    def save_copy(self, target: Path) -> None:
        self._with_thread(lambda thread: self.copies.save(thread, target))

    def show_backups(self) -> None:
        if self._path is not None:
            self.backups.open(self._path)

    def name_person(self, name: str) -> None:
        """The name in the settings, for projects in which nobody said who works."""
        former = self._settings.value.person
        self._settings.change(person=name)
        self.people.follow_default(former, name)

    def show_conflicts(self) -> None:
        self._window.show_room(CONFLICTS)

    def _thread(self) -> ProjectThread | None:
        return self._desk.thread_of_project if self._desk.is_open else None

    def _with_thread(self, use: Callable[[ProjectThread], None]) -> None:
        thread = self._thread()
        if thread is not None:
            use(thread)

    def _connect(self) -> None:
        for part in (self.people, self.conflicts, self.merging, self.handing_out, self.copies, self.backups):
            part.said.connect(self.said)
        status = self._window.status
        status.person_clicked.connect(lambda: self.people.open_dialog())
        status.conflicts_clicked.connect(self.show_conflicts)
        self.people.works_now.connect(status.show_person)
        self.people.changed.connect(self.changed)
        self.conflicts.counted.connect(self._show_count)
        self.conflicts.settled.connect(self.changed)
        self.conflicts.clip_wanted.connect(self.clip_wanted)
        self.merging.merged.connect(self.changed)
        self.merging.settle_wanted.connect(self.show_conflicts)
        self.changed.connect(self.refresh)
        self.keeper.warned.connect(self._warn)
        self._desk.about_to_close.connect(self.keeper.leave)
        self._desk.opened.connect(self._project_opened)
        self._desk.opening.connect(self._forget)
        self._window.room_shown.connect(self._room_shown)

    def refresh(self) -> None:
        """Something changed in the project: how much is to settle now?"""
        if self._window.room() == CONFLICTS:
            self.conflicts.show()
        else:
            self.conflicts.count()

    def _project_opened(self, project: Project) -> None:
        thread = self._thread()
        self._path = project.path
        if thread is not None and not project.read_only:
            self.keeper.follow(thread, project.path)
        self.people.sit_down(self._settings.value.person)
        self.refresh()

    def _before_merge(self, thread: ProjectThread, progress: Progress) -> None:
        from chai_desktop.store.backup.names import Reason

        self.keeper.keep(thread, Reason.BEFORE_MERGE, progress)

    def _warn(self, error: ChaiError) -> None:
        """Work goes on without a backup; that is worth one quiet sentence."""
        words = f"No backup could be made. {error.message}"
        self.said.emit(Notice(words, error.hint, Level.WARNING))

    def _forget(self) -> None:
        self._path = None
        self._window.status.show_person("")
        self._show_count(0)

    def _show_count(self, number: int) -> None:
        self._window.status.show_conflicts(number)
        self._window.rail.show_button(CONFLICTS, number > 0 or self._window.room() == CONFLICTS)

    def _room_shown(self, name: str) -> None:
        if name == CONFLICTS:
            self._window.rail.show_button(CONFLICTS, True)
            self.conflicts.show()
