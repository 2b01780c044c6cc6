"""Puts the rooms into the window and lets them work on the open project."""

from __future__ import annotations

import functools
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from chai_desktop import places
from chai_desktop.errors import ChaiError
from chai_desktop.settings import SettingsFile
from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.commands.registry import CommandRegistry
from chai_desktop.ui.language.language_desk import LanguageDesk
from chai_desktop.ui.library.library_desk import LibraryDesk
from chai_desktop.ui.library.library_view import LibraryView
from chai_desktop.ui.models.models_host import ModelsHost
from chai_desktop.ui.notices.notice import Level, Notice, WayOut
from chai_desktop.ui.runs.runs_desk import RunsDesk
from chai_desktop.ui.theme.theme import apply_theme
from chai_desktop.ui.window.main_window import MainWindow
from chai_desktop.ui.workbench.annotate_host import AnnotateHost
from chai_desktop.ui.workbench.clip_transfer import ClipTransfer
from chai_desktop.ui.workbench.engine_line import EngineLine
from chai_desktop.ui.workbench.file_dialogs import ask_for_additions
from chai_desktop.ui.workbench.media_desks import MediaDesks
from chai_desktop.ui.workbench.opening_words import interrupted_notice, notes_notice
from chai_desktop.ui.workbench.project_desk import ProjectDesk
from chai_desktop.ui.workbench.project_openers import create_project, open_project, open_sample, open_to_read
from chai_desktop.ui.workbench.run_log import RunLog
from chai_desktop.ui.workbench.together import Together
from chai_desktop.ui.workbench.undoing import Undoing
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.job_queue import JobQueue

if TYPE_CHECKING:
    from chai_desktop.store.project import Project
    from chai_desktop.store.records import Found, JournalStep

LIBRARY, ANNOTATE, MODELS, RUNS, SETTINGS = "Library", "Annotate", "Models", "Runs", "Settings"


class Workbench(QObject):
    """Knows the rooms and the open project; each room knows only what it is handed."""

    def __init__(self, settings: SettingsFile) -> None:
        super().__init__()
        self.settings = settings
        self.registry = CommandRegistry()
        self.window = MainWindow(self.registry)
        self.library = LibraryView()
        self.desk = ProjectDesk()
        self.media_jobs = JobQueue("media", self)
        self.engines = EngineService(settings, JobQueue("engine", self), places.engine_log(), self)
        self.annotate = AnnotateHost(self.engines, self.media_jobs)
        self.models = ModelsHost(self.engines, settings, lambda: self.annotate.annotator, self)
        self.transfer = ClipTransfer(self.media_jobs)
        self.library_desk = LibraryDesk(self.library, self)
        self.run_log = RunLog(self)
        self.annotate.layout_words = settings.value.annotate_layout
        self.annotate.analysis.turn(settings.value.measure_clips == "yes")
        self.annotate.checks_texts = settings.value.check_texts == "yes"
        self.language = LanguageDesk(self.window, lambda: ask_for_additions(self.window, self._project_folder))
        self.undoing = Undoing(self.annotate, self.library, self.library_desk)
        self.data_jobs = JobQueue("data", self)  # copies, backups, merges
        self.media = MediaDesks(self.window, self.desk, self.library, self.annotate, self.transfer, self.data_jobs)
        self.runs = RunsDesk(self.window, self.data_jobs, self.engines, self.library.selected_clips)
        self._project_name = ""
        self._project_folder = places.project_folder()
        self._is_share = False
        self._asked_for = Path()
        self._settings_page = QWidget()
        self._settings_layout = QVBoxLayout(self._settings_page)
        self._settings_layout.setContentsMargins(0, 0, 0, 0)
        self._build_window()
        self.together = Together(self.window, self.desk, self.library, self.data_jobs, settings, self._open_again)
        self.window.show_room(LIBRARY)
        self._connect()

    # --- projects --------------------------------------------------------------------------------

    def open_first(self, named: Path | None) -> None:
        """What a start opens: the named project, the last one, or the sample."""
        last = Path(self.settings.value.last_project) if self.settings.value.last_project else None
        if named is not None:
            self.open_project(named)
        elif last is not None and os.path.exists(last):
            self.open_project(last)
        else:
            if last is not None:
                hint = "The sample project is open instead; File > Open project finds yours."
                self.say(Notice(f"{last.name} is not at {last.parent} any more.", hint, Level.WARNING))
            self.open_sample()

    def open_project(self, path: Path) -> None:
        self._asked_for = path
        self.desk.open(f"Opening {path.name}...", functools.partial(open_project, path))

    def _open_again(self, path: Path, only_to_read: bool) -> None:
        (self.open_to_read if only_to_read else self.open_project)(path)

    def open_to_read(self, path: Path) -> None:
        self._asked_for = path
        self.desk.open(f"Opening {path.name} to read...", functools.partial(open_to_read, path))

    def new_project(self, path: Path) -> None:
        self.desk.open(f"Making {path.name}...", functools.partial(create_project, path))

    def open_sample(self) -> None:
        path = places.sample_project_file()
        words = "Opening the sample project..." if os.path.exists(path) else "Preparing the sample project..."
        self.desk.open(words, functools.partial(open_sample, path))

    # --- clips -----------------------------------------------------------------------------------

    def import_paths(self, paths: list[Path]) -> None:
        thread = self.desk.thread_of_project
        if thread is None or not self.desk.is_open:
            self.say(Notice("No project is open.", "Open or make one first (File menu).", Level.WARNING))
        else:
            self.transfer.import_paths(thread, paths)

    def export(self, path: Path) -> None:
        if self.desk.thread_of_project is not None:
            self.transfer.export(self.desk.thread_of_project, path)

    def open_clip(self, clip_id: str) -> None:
        self.annotate.open_clip(clip_id)
        self.library.select(clip_id)
        self.window.show_room(ANNOTATE)

    def open_neighbour(self, by: int) -> None:
        """The clip above or below the one on show, in the library's order."""
        clip_id = self.library.neighbour(self.annotate.wanted_clip, by)
        if clip_id is not None:
            self.open_clip(clip_id)

    # --- the window ------------------------------------------------------------------------------

    def show_palette(self) -> None:
        from chai_desktop.ui.palette.command_palette import CommandPalette  # made when it is asked for

        CommandPalette(self.registry, self.window).open_over(self.window)

    def choose_theme(self, choice: str) -> None:
        self.settings.change(theme=choice)
        apply_theme(QApplication.instance(), choice)  # type: ignore[arg-type]

    def show_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(places.log_folder())))

    @property
    def project_name(self) -> str:
        return self._project_name

    @property
    def project_folder(self) -> Path:
        """Where the open project lies."""
        return self._project_folder

    def say(self, notice: Notice) -> None:
        """Good news stands in the status line; what the person has to know or do, above the room."""
        if notice.level is Level.GOOD and not notice.details:
            self.window.status.show_good_news(notice.text)
        else:
            self.window.notices.show_notice(notice)

    def _say_if_any(self, notice: Notice | None) -> None:
        if notice is not None:
            self.say(notice)

    def complain(self, error: ChaiError) -> None:
        self.say(Notice.of_error(error))

    def refresh_library(self) -> None:
        """Read all rows anew; after an edit of one clip, ``library_desk.note`` costs less."""
        self.library_desk.read_all()

    def project_changed(self) -> None:
        """Much may be different in the project (an import, a merge): read again all that is on show."""
        self.annotate.put_typing_away()
        self.annotate.read_anew()
        self.library_desk.read_all()
        self.undoing.desk.refresh()

    @Slot()
    def close(self) -> None:
        """End everything in order: jobs, typing, project, threads."""
        self.settings.change(window_shape=self.window.shape().hex())
        self.models.finish()
        for queue in (self.models.jobs, self.data_jobs, self.media_jobs, self.engines):
            queue.finish()
        self.media.finish()
        self.runs.finish()
        self.desk.close()
        self.settings.change(annotate_layout=self.annotate.layout_words)
        self.annotate.finish()
        self.library_desk.finish()

    # --- inside ----------------------------------------------------------------------------------

    def _build_window(self) -> None:
        window = self.window
        window.add_room(LIBRARY, "library", "The clips of the project (F2)", self.library)
        window.add_room(ANNOTATE, "clapperboard", "Tag, draft, critique and revise a clip (F3)", self.annotate)
        window.add_room(MODELS, "cpu", "Engines and models, and what they are asked (Ctrl+M)", self.models)
        window.add_room(RUNS, "list-checks", "Captions of many clips, beside your work (Ctrl+Shift+R)", self.runs.room)
        window.add_room(SETTINGS, "settings", "Your name, colours, keys (Ctrl+,)", self._settings_page)
        EngineLine(self.engines, window.status)
        if self.settings.value.window_shape:
            window.restore_shape(bytes.fromhex(self.settings.value.window_shape))

    def _connect(self) -> None:
        window = self.window
        window.files_dropped.connect(self.import_paths)
        window.closing.connect(self.close)
        window.room_shown.connect(self._room_shown)
        self.library.clip_opened.connect(self.open_clip)
        self.library.found_opened.connect(self._open_found)
        self.library_desk.failed.connect(self.complain)
        self.library_desk.first_read.connect(self._show_place)
        self.undoing.said.connect(window.status.show_good_news)
        self.undoing.clip_wanted.connect(self._go_to_step)
        self.library.import_wanted.connect(lambda: self.registry.run("file.import"))
        self.desk.opening.connect(self._project_opening)
        self.desk.opened.connect(self._project_opened)
        self.desk.refused.connect(self._project_refused)
        self.desk.failed.connect(self.complain)
        self.desk.about_to_close.connect(self._put_away)
        self.annotate.said.connect(self.say)
        self.annotate.saved.connect(self._saved)
        self.annotate.clip_shown.connect(self._clip_shown)
        self.annotate.clip_finished.connect(lambda: self.open_neighbour(+1))
        self.transfer.said.connect(self.say)
        self.annotate.stepped.connect(self._brought_back)
        self.annotate.clip_left.connect(lambda _clip_id: window.show_room(LIBRARY))
        self.transfer.imported.connect(self.project_changed)
        self.annotate.language_read.connect(self.language.show_language)
        self.language.said.connect(self.say)
        self.language.changed.connect(self._work_by_other_language)
        self.language.primitive_wanted.connect(self._show_primitive)
        self.undoing.desk.taken.connect(self._step_taken)
        self.together.said.connect(self.say)
        self.together.changed.connect(self._show_anew)
        self.media.said.connect(self.say)
        self.annotate.loaded.connect(self.models.load)
        self.models.said.connect(self.say)
        self.models.log_wanted.connect(self.show_log)
        self.runs.said.connect(self.say)
        self.runs.collected.connect(self._show_anew)
        self.runs.room_wanted.connect(lambda: window.show_room(RUNS))
        self.annotate.language_read.connect(lambda _language: self.runs.begin())
        self.media.changed.connect(self._show_anew)
        self.together.clip_wanted.connect(self._open_at)
        self.together.people.works_now.connect(lambda _name: self.undoing.desk.refresh())
        self.annotate.analysis.changed.connect(window.status.follow)
        for queue in (self.media_jobs, self.engines.jobs, self.data_jobs, self.media.jobs, self.models.jobs):
            queue.changed.connect(window.status.follow)
            queue.changed.connect(self.annotate.job_changed)
            queue.changed.connect(self.run_log.follow)
            queue.failed.connect(self.complain)

    @Slot(str)
    def _room_shown(self, name: str) -> None:
        (self.runs.show if name == RUNS else self.runs.leave)()
        if name == LIBRARY:
            self.library.look_again()
        if name == ANNOTATE and not self.annotate.wanted_clip:
            chosen = self.library.selected_clip() or self.library.first_clip()
            if chosen is not None:
                self.open_clip(chosen)
        if name == MODELS:
            self.models.room_shown()
        if name == SETTINGS and self._settings_layout.count() == 0:
            self._build_settings()

    def _build_settings(self) -> None:
        from chai_desktop.ui.settings.engine_section import engine_section
        from chai_desktop.ui.settings.settings_view import SettingsView  # made when it is first looked at

        kept = {"Projects are kept in": str(places.project_folder()), "The log is kept in": str(places.log_folder())}
        view = SettingsView(self.settings.value, self.registry, kept)
        view.theme_chosen.connect(self.choose_theme)
        view.checks_turned.connect(self._turn_checks)
        view.person_named.connect(self.together.name_person)
        view.people_wanted.connect(lambda: self.registry.run("file.people"))
        view.log_wanted.connect(self.show_log)
        view.add_section("Engines", engine_section(self.engines, self.settings))
        view.add_section("Video language", self.language.section())
        self._settings_layout.addWidget(view)

    @Slot(bool)
    def _turn_checks(self, on: bool) -> None:
        self.settings.change(check_texts="yes" if on else "no")
        self.annotate.turn_checks(on)

    @Slot()
    def _work_by_other_language(self) -> None:
        self.annotate.make_anew()
        self.undoing.desk.refresh()

    @Slot(object, bool)
    def _step_taken(self, step: JournalStep, _undone: bool) -> None:
        """A step of the project, not of a clip, may have been about its language."""
        if not step.clip_id and self.language.is_open:
            self._work_by_other_language()

    @Slot(str)
    def _show_primitive(self, primitive_id: str) -> None:
        self.window.show_room(ANNOTATE)
        if self.annotate.annotator is not None:
            self.annotate.annotator.view.checklist.look_up(primitive_id)

    @Slot(str)
    def _project_opening(self, words: str) -> None:
        self.library.show_loading(words)
        self.window.status.show_project(words)

    @Slot(object)
    def _project_opened(self, project: Project) -> None:
        self._project_name, self._project_folder = project.name, project.path.parent
        self._is_share = project.is_share
        self._show_where("")
        if project.read_only:
            self.say(Notice(f"{project.path.name} is open to read only.", project.read_only_reason, Level.WARNING))
        else:
            self.settings.change(last_project=str(project.path))
        thread = self.desk.thread_of_project
        self.library_desk.attach(thread)
        self.library_desk.read_all()
        self.undoing.desk.attach(thread)
        self.run_log.attach(thread)
        self.runs.attach(thread, project.path, not project.read_only)
        self._say_if_any(notes_notice(project.notes))
        if thread is not None:
            thread.call(
                lambda opened: opened.unseen_interrupted(), lambda runs: self._say_if_any(interrupted_notice(runs))
            )
            thread.call(lambda opened: opened.recall("place"), self._go_to_place)
            self.language.attach(thread, not project.read_only)
            self.annotate.attach(thread)
        self.annotate.start()

    @Slot(str)
    def _clip_shown(self, clip_id: str) -> None:
        self._show_where(self.library.place_of(clip_id))

    @Slot()
    def _show_place(self) -> None:
        """The rows came after the clip: now its place among them is known."""
        if self.annotate.has_clip():
            self._show_where(self.library.place_of(self.annotate.wanted_clip))

    def _show_where(self, clip: str) -> None:
        """Project and clip, in the title and in the status line."""
        project = f"{self._project_name} (part)" if self._is_share else self._project_name
        parts = [part for part in (clip, project) if part]
        self.window.setWindowTitle(" - ".join([*parts, "CHAI Desktop"]))
        self.window.status.show_project("   ".join(reversed(parts)))

    @Slot(object)
    def _project_refused(self, error: ChaiError) -> None:
        self.annotate.start()
        self.library_desk.attach(None)
        self.undoing.desk.attach(None)
        self.library.show_rows([])
        self.window.status.show_project("No project is open")
        self.say(Notice(error.message, error.hint, Level.ERROR, way_out=self._way_out_of(error)))

    def _way_out_of(self, error: ChaiError) -> WayOut:
        from chai_desktop.store.refusals import (  # the project thread has loaded the store
            ProjectDamagedError,
            ProjectLockedError,
        )

        if isinstance(error, ProjectLockedError):
            return WayOut("Open a copy to read", lambda: self.open_to_read(self._asked_for))
        if isinstance(error, ProjectDamagedError):
            return WayOut("Recover...", functools.partial(self.together.recovery.begin, self._asked_for))
        return WayOut("Open the sample project", self.open_sample)

    @Slot(str, str)
    def _brought_back(self, clip_id: str, words: str) -> None:
        self.annotate.read_anew()
        self._saved(clip_id)
        self.window.status.show_good_news(words)

    @Slot()
    def _show_anew(self) -> None:
        """What is in the project has changed by something else than the room's own doing."""
        self.project_changed()

    @Slot(object)
    def _open_found(self, found: Found) -> None:
        self._open_at(found.clip_id, found.aspect)

    @Slot(str, object)
    def _open_at(self, clip_id: str, aspect: Aspect | None) -> None:
        if aspect is not None:
            self.annotate.go_to(clip_id, aspect)
        self.open_clip(clip_id)

    @Slot(str, object)
    def _go_to_step(self, clip_id: str, aspect: Aspect | None) -> None:
        """A step about another clip was taken: go there, or choose its row where the library is on show."""
        self.library.select(clip_id)
        if self.window.room() == ANNOTATE:
            if aspect is not None:
                self.annotate.go_to(clip_id, aspect)
            self.annotate.open_clip(clip_id)

    def _go_to_place(self, place: dict[str, str] | None) -> None:
        """Go back to the clip and aspect where the person was."""
        if place:
            self.annotate.go_to(place["clip"], Aspect(place["aspect"]))
            if place.get("room") == ANNOTATE:
                self.window.show_room(ANNOTATE)

    @Slot()
    def _put_away(self) -> None:
        """Before a project closes: what is typed, and where the person was, go into the file."""
        for job in (*self.media_jobs.active_jobs(), *self.data_jobs.active_jobs()):
            job.cancel()
        thread, annotator = self.desk.thread_of_project, self.annotate.annotator
        if thread is not None and annotator is not None:
            annotator.flush()
            if annotator.clip_id:
                place = {"clip": annotator.clip_id, "aspect": str(annotator.aspect), "room": self.window.room()}
                thread.call(lambda project: None if project.read_only else project.remember("place", place))
        self.annotate.detach()
        self.language.attach(None, False)
        self.run_log.close()
        self.runs.attach(None, None, False)
        self.library_desk.attach(None)
        self.undoing.desk.attach(None)

    @Slot(str)
    def _saved(self, clip_id: str) -> None:
        self.window.status.show_saved(datetime.now().astimezone().strftime("%H:%M:%S"))
        self.library_desk.note(clip_id)
        self.undoing.desk.refresh()
