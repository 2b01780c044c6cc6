"""Puts the rooms into the window and lets them work on the open project."""

from __future__ import annotations

import functools
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from chai_desktop import places
from chai_desktop.errors import ChaiError, ProjectError
from chai_desktop.exchange.import_clips import ImportReport, import_files
from chai_desktop.exchange.triples import export_triples
from chai_desktop.models.engine import engine_named
from chai_desktop.settings import SettingsFile
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification, load_specification
from chai_desktop.store.project import Project
from chai_desktop.ui.commands.registry import CommandRegistry
from chai_desktop.ui.library.library_model import rows_of
from chai_desktop.ui.library.library_view import LibraryView
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.ui.palette.command_palette import CommandPalette
from chai_desktop.ui.theme.theme import apply_theme
from chai_desktop.ui.window.main_window import MainWindow
from chai_desktop.ui.workbench.project_desk import ProjectDesk
from chai_desktop.workers.job_queue import Job, JobQueue
from chai_desktop.workers.warm_up import WarmUp

LIBRARY, ANNOTATE, SETTINGS = "Library", "Annotate", "Settings"
ENGINE = "rules"
_REFRESH_MS = 250
_NEEDED_SOON = ("numpy", "av", "mpv", "chai_desktop.ui.annotate.annotator", "chai_desktop.ui.settings.settings_view")


class Workbench(QObject):
    """Knows the rooms and the open project; each room knows only what it is handed."""

    annotate_ready = Signal()

    def __init__(self, settings: SettingsFile) -> None:
        super().__init__()
        self.settings = settings
        self.registry = CommandRegistry()
        self.window = MainWindow(self.registry)
        self.library = LibraryView()
        self.desk = ProjectDesk()
        self.media_jobs = JobQueue("media", self)
        self.engine_jobs = JobQueue("engine", self)
        self.annotator: Any = None  # ui.annotate.annotator.Annotator, made when the room is first needed
        self._spec: Specification | None = None
        self._annotate_page = _page()
        self._settings_page = _page()
        self._warm_up = WarmUp(_NEEDED_SOON, load_specification, self)
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._wanted_clip = ""
        self._wanted_aspect: Aspect | None = None
        self._build_window()
        self._connect()

    # --- projects --------------------------------------------------------------------------------

    def open_project(self, path: Path) -> None:
        self.desk.open(f"Opening {path.name}...", functools.partial(Project.open, path))

    def open_copy(self, path: Path) -> None:
        self.desk.open(f"Opening {path.name} to read...", functools.partial(Project.open, path, read_only=True))

    def new_project(self, path: Path) -> None:
        def create() -> Project:
            spec = load_specification()
            version = spec.policy(Aspect.CAMERA).version
            return Project.create(path, path.stem, spec_id=spec.id, spec_version=spec.version, policy_version=version)

        self.desk.open(f"Making {path.name}...", create)

    def open_sample(self) -> None:
        """The sample project, made on first use."""
        path = places.sample_project_file()

        def opener() -> Project:
            if path.exists():
                return Project.open(path)
            from chai_desktop.exchange.sample_project import create_sample_project  # needed once in a life

            path.parent.mkdir(parents=True, exist_ok=True)
            return create_sample_project(path)

        words = "Opening the sample project..." if path.exists() else "Preparing the sample project..."
        self.desk.open(words, opener)

    def open_first(self, named: Path | None) -> None:
        """What a start opens: the named project, the last one, or the sample."""
        last = Path(self.settings.value.last_project) if self.settings.value.last_project else None
        if named is not None:
            self.open_project(named)
        elif last is not None and last.exists():
            self.open_project(last)
        else:
            self.open_sample()

    # --- clips -----------------------------------------------------------------------------------

    def import_paths(self, paths: list[Path]) -> None:
        thread = self.desk.thread_of_project
        if thread is None or not self.desk.is_open:
            self.say(Notice("No project is open.", "Open or make one first (File menu).", Level.WARNING))
            return
        self.media_jobs.submit(
            "Import",
            lambda progress: import_files(thread.ask, paths, progress, progress.cancelled),
            self._imported,
            self.complain,
        )

    def export(self, path: Path) -> None:
        thread = self.desk.thread_of_project
        if thread is not None:
            thread.call(lambda project: export_triples(project, path), functools.partial(self._exported, path), self.complain)

    def open_clip(self, clip_id: str) -> None:
        self._wanted_clip = clip_id
        self.window.show_room(ANNOTATE)
        self.library.select(clip_id)
        if self.annotator is not None:
            self.annotator.open_clip(clip_id)

    def has_clip(self) -> bool:
        return self.annotator is not None and self.annotator.has_clip

    def open_neighbour(self, by: int) -> None:
        """The clip above or below the one on show, in the library's order."""
        if self.annotator is not None and self.annotator.clip_id:
            clip_id = self.library.neighbour(self.annotator.clip_id, by)
            if clip_id is not None:
                self.open_clip(clip_id)

    # --- the window ------------------------------------------------------------------------------

    def show_palette(self) -> None:
        CommandPalette(self.registry, self.window).open_over(self.window)

    def choose_theme(self, choice: str) -> None:
        self.settings.change(theme=choice)
        apply_theme(QApplication.instance(), choice)  # type: ignore[arg-type]

    def show_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(places.log_folder())))

    def say(self, notice: Notice) -> None:
        self.window.notices.show_notice(notice)

    def complain(self, error: ChaiError) -> None:
        self.say(Notice.of_error(error))

    def refresh_library(self) -> None:
        self._refresh.start()

    # --- inside ----------------------------------------------------------------------------------

    def _build_window(self) -> None:
        window = self.window
        window.add_room(LIBRARY, "library", "The clips of the project (F2)", self.library)
        window.add_room(ANNOTATE, "clapperboard", "Tag, draft, critique and revise a clip (F3)", self._annotate_page)
        window.add_room(SETTINGS, "settings", "Your name, colours, keys", self._settings_page)
        window.status.show_engine(f"Engine: {ENGINE}")
        if self.settings.value.window_shape:
            window.restore_shape(bytes.fromhex(self.settings.value.window_shape))
        window.show_room(LIBRARY)

    def _connect(self) -> None:
        self.window.files_dropped.connect(self.import_paths)
        self.window.closing.connect(self.close)
        self.window.room_shown.connect(self._room_shown)
        self.window.ready.connect(self._warm_up.start)
        self.library.clip_opened.connect(self.open_clip)
        self.library.import_wanted.connect(lambda: self.registry.run("file.import"))
        self.desk.opening.connect(self._project_opening)
        self.desk.opened.connect(self._project_opened)
        self.desk.refused.connect(self._project_refused)
        self.desk.failed.connect(self.complain)
        self.desk.about_to_close.connect(self._put_away)
        self.media_jobs.changed.connect(self._job_changed)
        self.engine_jobs.changed.connect(self._job_changed)
        self._refresh.timeout.connect(self._read_library)
        self._warm_up.loaded.connect(self._warm)

    @Slot(object)
    def _warm(self, spec: Specification) -> None:
        self._spec = spec
        self._build_annotate()

    def _build_annotate(self) -> None:
        """The room's widgets, the player among them; made when the window has been shown, not before."""
        thread = self.desk.thread_of_project
        if self.annotator is not None or self._spec is None or thread is None or not self.desk.is_open:
            return
        from chai_desktop.ui.annotate.annotate_view import AnnotateView  # after the first paint: it loads the player
        from chai_desktop.ui.annotate.annotator import Annotator

        view = AnnotateView(self._spec)
        self._annotate_page.layout().addWidget(view)
        self.annotator = Annotator(
            view, self._spec, engine_named(ENGINE), thread, self.engine_jobs, self.media_jobs
        )
        self.annotator.said.connect(self.say)
        self.annotator.saved.connect(self._saved)
        self.annotator.clip_shown.connect(self._clip_shown)
        self.annotator.clip_finished.connect(lambda _clip: self.open_neighbour(+1))
        if self._wanted_aspect is not None:
            self.annotator.show_aspect(self._wanted_aspect)
        if self._wanted_clip:
            self.annotator.open_clip(self._wanted_clip)
        self.annotate_ready.emit()

    def _drop_annotate(self) -> None:
        """The room belongs to one project; it goes with it."""
        if self.annotator is None:
            return
        view = self.annotator.view
        view.player.shut_down()
        self._annotate_page.layout().removeWidget(view)
        view.hide()
        view.deleteLater()
        self.annotator = None
        self._wanted_clip = ""

    @Slot(str)
    def _room_shown(self, name: str) -> None:
        if name == LIBRARY:
            self.refresh_library()
        if name == ANNOTATE and not self._wanted_clip:
            chosen = self.library.selected_clip() or self.library.first_clip()
            if chosen is not None:
                self.open_clip(chosen)
        if name == SETTINGS and self._settings_page.layout().count() == 0:
            self._build_settings()

    def _build_settings(self) -> None:
        from chai_desktop.ui.settings.settings_view import SettingsView  # made when it is first looked at

        view = SettingsView(self.settings.value, self.registry, self._kept_in())
        view.theme_chosen.connect(self.choose_theme)
        view.person_named.connect(self._name_person)
        view.log_wanted.connect(self.show_log)
        self._settings_page.layout().addWidget(view)

    def _kept_in(self) -> dict[str, str]:
        return {"Projects are kept in": str(places.project_folder()), "The log is kept in": str(places.log_folder())}

    @Slot(str)
    def _name_person(self, name: str) -> None:
        self.settings.change(person=name)
        if name and self.desk.thread_of_project is not None:
            self.desk.thread_of_project.call(lambda project: project.set_me(name))

    @Slot(str)
    def _project_opening(self, words: str) -> None:
        self.library.show_loading(words)
        self.window.status.show_project(words)

    @Slot(object)
    def _project_opened(self, project: Project) -> None:
        self.window.setWindowTitle(f"{project.name} - CHAI Desktop")
        self.window.status.show_project(f"{project.name}{' (read only)' if project.read_only else ''}")
        if project.read_only:
            self.say(Notice(f"{project.path.name} is open to read only.", project.read_only_reason, Level.WARNING))
        else:
            self.settings.change(last_project=str(project.path))
            self._introduce(self.settings.value.person)
        self._read_library()
        self._read_place()
        self._build_annotate()

    def _introduce(self, name: str) -> None:
        thread = self.desk.thread_of_project
        if name and thread is not None:
            thread.call(lambda project: project.set_me(name))

    @Slot(object)
    def _project_refused(self, error: ChaiError) -> None:
        self.library.show_rows([])
        self.window.status.show_project("No project is open")
        self.complain(error)

    def _read_library(self) -> None:
        thread = self.desk.thread_of_project
        if thread is not None:
            thread.call(lambda project: rows_of(project.clips()), self.library.show_rows, self.complain)

    def _read_place(self) -> None:
        """Go back to the clip and aspect where the person was."""
        thread = self.desk.thread_of_project
        if thread is not None:
            thread.call(lambda project: project.get_setting("place", None), self._go_to_place)

    def _go_to_place(self, place: dict[str, str] | None) -> None:
        if place:
            self._wanted_clip = place["clip"]
            self._wanted_aspect = Aspect(place["aspect"])
            if place.get("room") == ANNOTATE:
                self.open_clip(place["clip"])

    def _put_away(self) -> None:
        """Before a project closes: what is typed, and where the person was, go into the file."""
        thread = self.desk.thread_of_project
        if thread is None or self.annotator is None:
            return
        self.annotator.flush()
        if self.annotator.clip_id:
            place = {"clip": self.annotator.clip_id, "aspect": str(self.annotator.aspect), "room": self.window.room()}
            thread.call(lambda project: None if project.read_only else project.set_setting("place", place))
        self._drop_annotate()

    @Slot(str)
    def _clip_shown(self, clip_id: str) -> None:
        self._wanted_clip = clip_id

    @Slot()
    def _saved(self) -> None:
        self.window.status.show_saved(datetime.now().strftime("%H:%M:%S"))
        self.refresh_library()

    @Slot(object)
    def _job_changed(self, job: Job) -> None:
        self.window.status.follow(job)
        if self.annotator is not None:
            self.annotator.job_changed(job)

    def _imported(self, report: ImportReport) -> None:
        details = tuple(f"{p.path}: {p.reason} {p.hint}".rstrip() for p in report.problems)
        level = Level.WARNING if report.problems else Level.GOOD
        self.say(Notice(report.summary(), details[0] if len(details) == 1 else "", level, details))
        self._read_library()

    def _exported(self, path: Path, count: int) -> None:
        if count:
            self.say(Notice(f"{count} triples written to {path}.", level=Level.GOOD))
        else:
            self.complain(ProjectError("Nothing is submitted in this project yet.", "Submit a caption first, then export."))

    @Slot()
    def close(self) -> None:
        """End everything in order: jobs, typing, project, threads."""
        self.settings.change(window_shape=self.window.shape().hex())
        self._warm_up.wait()
        self.media_jobs.finish()
        self.engine_jobs.finish()
        self.desk.close()
        self._drop_annotate()


def _page() -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    return page
