"""Reads the history of the clip on show, and brings back what was; only while the panel is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from chai_desktop.errors import SpecError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.store.records import ClipState, Moment
from chai_desktop.ui.checklist.checklist_model import Checklist
from chai_desktop.ui.history.comparison import compare
from chai_desktop.ui.history.history_view import HistoryView, local_now
from chai_desktop.ui.history.moment_lines import when_words
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.store.project import Project
    from chai_desktop.ui.annotate.session import Session

_AFTER_EDIT_MS = 120


class HistoryDesk(QObject):
    before_step = Signal()  # typing has to be put away now
    origins_wanted = Signal(list)  # Caption: whose prompt and provenance the person wants to see
    brought_back = Signal(str, str)  # clip id, what was brought back in words
    failed = Signal(object)  # ChaiError

    def __init__(self, view: HistoryView, spec: Specification, project: ProjectThread, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._checklist = Checklist(spec)
        self._project = project
        self._session: Session | None = None
        self._open = False
        self._read_only = False
        self._then: ClipState | None = None
        self._request = 0
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_EDIT_MS)
        self._soon.timeout.connect(self._read_moments)
        view.chosen.connect(self._read_then)
        view.bring_back_wanted.connect(self._bring_back)
        view.origin_wanted.connect(self._want_origins)

    def turn(self, is_open: bool) -> None:
        """The panel was opened or closed."""
        self._open = is_open
        if is_open:
            self._read_moments()

    @Slot(object)
    def follow(self, session: Session) -> None:
        """What the room shows was read anew."""
        other = self._session is None or self._session.clip.id != session.clip.id
        self._session = session
        if other:
            self._view.show_moments(session.clip.facts.name, ())
        if self._open:
            self._soon.start()

    def _read_moments(self) -> None:
        session = self._session
        if session is None:
            return
        clip = session.clip

        def read(project: Project) -> tuple[list[Moment], bool]:
            return project.moments(clip.id), project.read_only

        def show(found: tuple[list[Moment], bool]) -> None:
            if self._session is not None and self._session.clip.id == clip.id:
                moments, self._read_only = found
                self._view.show_moments(clip.facts.name, moments)
                self._read_then(self._view.list.moment())

        self._project.call(read, show, self.failed.emit)

    @Slot(object)
    def _read_then(self, moment: Moment | None) -> None:
        self._request += 1
        request, session = self._request, self._session
        if moment is None or session is None:
            return
        clip_id = session.clip.id

        def show(then: ClipState) -> None:
            if request == self._request and self._session is not None and self._session.clip.id == clip_id:
                self._then = then
                now = ClipState(clip_id, self._session.answers, self._session.works)
                self._view.show_comparison(compare(then, now, self._words), moment, self._read_only)

        self._project.call(lambda project: project.clip_at(clip_id, moment.operation_id), show, self.failed.emit)

    @Slot(object, object)
    def _bring_back(self, moment: Moment, aspect: Aspect | None) -> None:
        session = self._session
        if session is None:
            return
        clip_id = session.clip.id
        what = "the answers" if aspect is None else f"the {aspect.label} texts"
        words = f"Brought back: {what} as they were {when_words(moment, local_now())}"
        self.before_step.emit()
        self._project.call(
            lambda project: project.bring_back(clip_id, moment.operation_id, aspect),
            lambda _done: self.brought_back.emit(clip_id, words),
            self.failed.emit,
        )

    @Slot(object)
    def _want_origins(self, aspect: Aspect | None) -> None:
        if self._then is not None and aspect is not None:
            work = self._then.works[aspect]
            self.origins_wanted.emit([work.pre_caption, work.post_caption])

    def _words(self, question: str, value: Any) -> tuple[str, str]:
        """A question's label and an answer in words; what this specification does not know stays as it is stored."""
        try:
            return self._checklist.spec.question(question).label, self._checklist.words_of(question, value)
        except SpecError:
            return question, str(value)
