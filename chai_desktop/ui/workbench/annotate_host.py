"""Holds the Annotate room: makes it when a project is open and its parts are loaded, takes it down with the project."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chai_desktop import places
from chai_desktop.media.media_cache import MediaCache
from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.notices.notice import Notice
from chai_desktop.ui.workbench.picture_words import PictureWords
from chai_desktop.workers.analysis.clip_analysis import ClipAnalysis, ClipToMeasure
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.job_queue import Job, JobQueue
from chai_desktop.workers.project_thread import ProjectThread
from chai_desktop.workers.qt_classes import QtClasses
from chai_desktop.workers.warm_up import WarmUp

if TYPE_CHECKING:
    from chai_desktop.exchange.project_language import ProjectLanguage
    from chai_desktop.spec.specification import Specification
    from chai_desktop.store.project import Project
    from chai_desktop.store.records import Clip
    from chai_desktop.ui.annotate.annotate_view import AnnotateView
    from chai_desktop.ui.annotate.annotator import Annotator
    from chai_desktop.ui.player.picture_window import PictureWindow
    from chai_desktop.ui.player.player_view import PlayerView
    from chai_desktop.ui.timeline.timeline_desk import TimelineDesk

_NEEDED = (
    "numpy",
    "pyqtgraph",
    "av",
    "mpv",
    "chai_desktop.models.registry",
    "chai_desktop.models.rules.rules_engine",
    "chai_desktop.exchange.project_language",
    "chai_desktop.ui.annotate.annotator",
)


class AnnotateHost(QWidget):
    """An empty page until the room stands in it. A clip that is asked for before is opened as soon as it does."""

    said = Signal(object)  # Notice
    saved = Signal(str)  # clip id
    clip_finished = Signal()
    clip_shown = Signal(str)
    stepped = Signal(str, str)  # clip id, what was brought back in words: a step that was not made in the room
    clip_left = Signal(str)  # the clip on show is not in the project any more
    picture_failed = Signal(str, object)  # clip id, ChaiError
    loaded = Signal()  # what the room needs is imported: other rooms may import theirs
    language_read = Signal(object)  # ProjectLanguage: what the open project works by

    def __init__(self, engines: EngineService, media_jobs: JobQueue) -> None:
        super().__init__()
        self.annotator: Annotator | None = None
        self.wanted_clip = ""
        self.checks_texts = True
        self.layout_words = ""  # how the room was arranged when it was last taken down
        self._wanted_aspect: Aspect | None = None
        self.analysis = ClipAnalysis(self)
        self._engines = engines
        self._media_jobs = media_jobs
        self._thread: ProjectThread | None = None
        self._timeline: TimelineDesk | None = None
        self._is_loaded = False
        self._picture_words = PictureWords(self.said.emit)
        self._warm_up = WarmUp(_NEEDED, _load_specification, self)
        self._warm_up.loaded.connect(self._loaded)
        self._classes = QtClasses(self._warm_up.start, self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def player(self) -> PlayerView | None:
        return self.annotator.view.player if self.annotator is not None else None

    def start(self) -> None:
        """Begin to load what the room needs, in the background.

        Called when a project is open or refused: two threads that import at once have been seen to meet half a module.
        """
        if not self._is_loaded and not self._warm_up.isRunning() and not self._classes.is_making:
            self._classes.make_all()

    def attach(self, thread: ProjectThread) -> None:
        """The project whose clips the room shows from now on."""
        self._thread = thread
        self._read_language()

    def make_anew(self) -> None:
        """The project works by another specification now: make the room again, at the clip where it is."""
        if self.annotator is not None:
            self.put_typing_away()
            self._wanted_aspect = self.annotator.aspect
            self._take_down()
        self._read_language()

    def open_clip(self, clip_id: str) -> None:
        self.wanted_clip = clip_id
        if self.annotator is not None:
            self.annotator.open_clip(clip_id)

    def go_to(self, clip_id: str, aspect: Aspect) -> None:
        """Open a clip at an aspect."""
        self._wanted_aspect = aspect
        if self.annotator is not None:
            self.annotator.show_aspect(aspect)
        self.open_clip(clip_id)

    def put_typing_away(self) -> None:
        if self.annotator is not None:
            self.annotator.put_typing_away()

    def read_anew(self) -> None:
        if self.annotator is not None:
            self.annotator.read_anew()

    def turn_checks(self, on: bool) -> None:
        """Whether texts are checked while they are written."""
        self.checks_texts = on
        if self.annotator is not None:
            self.annotator.lint.turn(on)

    def toggle_history(self) -> None:
        """Open the history of the clip in the place of its texts, or the texts in its place."""
        if self.annotator is None:
            return
        view = self.annotator.view
        if view.shows_history:
            view.close_history()
        else:
            view.open_history()

    @property
    def picture_window(self) -> PictureWindow | None:
        return None if self.annotator is None else self.annotator.view.picture_window

    @property
    def facts(self) -> tuple[str, ...]:
        """What About says of the room."""
        return (self._picture_words.line,)

    def has_clip(self) -> bool:
        return self.annotator is not None and self.annotator.has_clip

    def detach(self) -> None:
        """Take the room down; what is typed has to be flushed before."""
        self._thread = None
        self.wanted_clip = ""
        self._take_down()

    def _take_down(self) -> None:
        if self.annotator is None:
            return
        view = self.annotator.view
        view.picture_window.put_back()
        self.layout_words = view.layout_words()
        if self._timeline is not None:
            self._timeline.finish()
            self._timeline = None
        self.annotator.retire()
        view.player.shut_down()
        self._layout.removeWidget(view)
        view.hide()
        view.deleteLater()
        self.annotator = None

    def finish(self) -> None:
        """Wait for the loading to end, and end what measures."""
        self.analysis.shut_down()
        self._classes.stop()
        self._warm_up.wait()

    @Slot(object)
    def job_changed(self, job: Job) -> None:
        if self.annotator is not None:
            self.annotator.job_changed(job)

    @Slot(str)
    def _clip_left(self, clip_id: str) -> None:
        self.wanted_clip = ""
        self.clip_left.emit(clip_id)

    @Slot(object)
    def _loaded(self, _spec: Specification) -> None:
        self._is_loaded = True
        self._read_language()
        self.loaded.emit()

    def _read_language(self) -> None:
        """Ask the project what it works by; then the room is made."""
        if self.annotator is not None or not self._is_loaded or self._thread is None:
            return
        from chai_desktop.exchange.project_language import language_of  # loaded by the warm-up, not at the start

        self._thread.call(language_of, functools.partial(self._build, self._thread))

    def _build(self, thread: ProjectThread, language: ProjectLanguage) -> None:
        if self.annotator is not None or thread is not self._thread:
            return
        from chai_desktop.ui.annotate.annotate_view import AnnotateView  # loaded by the warm-up, not at the start
        from chai_desktop.ui.annotate.annotator import Annotator

        spec = language.spec
        view = AnnotateView(spec)
        self._layout.addWidget(view)
        self.setFocusProxy(view)
        self.annotator = Annotator(view, spec, self._engines, thread, self._media_jobs)
        thread.call(_cache_of, self.annotator.use_cache)
        self.annotator.said.connect(self.said)
        self.annotator.saved.connect(self.saved)
        self.annotator.clip_shown.connect(self.clip_shown)
        self.annotator.picture_failed.connect(self.picture_failed)
        self.annotator.clip_left.connect(self._clip_left)
        self.annotator.clip_finished.connect(self.clip_finished)
        self.annotator.lint.use_glossary(language.glossary)
        self.annotator.lint.turn(self.checks_texts)
        self._add_history(view, spec, thread)
        self._picture_words.follow(view.player)
        self._add_timeline(view, spec, thread)
        view.restore_layout(self.layout_words)
        if self._wanted_aspect is not None:
            self.annotator.show_aspect(self._wanted_aspect)
        if self.wanted_clip:
            self.annotator.open_clip(self.wanted_clip)
        self.language_read.emit(language)

    def _add_history(self, view: AnnotateView, spec: Specification, thread: ProjectThread) -> None:
        from chai_desktop.ui.history.history_desk import HistoryDesk

        assert self.annotator is not None
        desk = HistoryDesk(view.history, spec, thread, self.annotator)
        desk.before_step.connect(self.put_typing_away)
        desk.brought_back.connect(self.stepped)
        desk.origins_wanted.connect(self.annotator.provenance.show_captions)
        desk.failed.connect(lambda error: self.said.emit(Notice.of_error(error)))
        view.history_turned.connect(desk.turn)
        self.annotator.session_read.connect(desk.follow)

    def _add_timeline(self, view: AnnotateView, spec: Specification, thread: ProjectThread) -> None:
        from chai_desktop.ui.timeline.timeline_desk import TimelineDesk

        assert self.annotator is not None
        self._timeline = TimelineDesk(view.timeline, self.annotator, spec, self.analysis)
        self.analysis.measured.connect(self.annotator.suggestions.measured)
        thread.call(_cache_of, self._timeline.use_cache)

    def measure_library(self) -> None:
        """Measure every clip of the project that was not yet, one after the other."""
        thread = self._thread
        if thread is not None:
            thread.call(
                lambda project: (_cache_of(project), [_to_measure(clip) for clip in project.clips()]),
                lambda found: self.analysis.follow_all(found[1], found[0]),
            )


def _cache_of(project: Project) -> MediaCache:
    return MediaCache.beside(project.path, places.cache_folder())


def _to_measure(clip: Clip) -> ClipToMeasure:
    facts = clip.facts
    return ClipToMeasure(Path(facts.path), facts.content_hash, facts.first_frame, facts.last_frame)


def _load_specification() -> Specification:
    from chai_desktop.spec.lint.captions.caption_lint import warm_up  # these read YAML: not at the start
    from chai_desktop.spec.specification import load_specification

    spec = load_specification()
    warm_up(spec)  # reads the rules of the check, which would stop the window at its first use
    return spec
