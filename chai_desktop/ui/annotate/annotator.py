"""Shows a clip in the Annotate room: which one and which aspect is on show, and what the project says of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from chai_desktop.media.media_cache import MediaCache
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.store.records import AspectStatus
from chai_desktop.ui.annotate.annotate_view import AnnotateView
from chai_desktop.ui.annotate.candidate_desk import CandidateDesk
from chai_desktop.ui.annotate.clip_picture import ClipPicture
from chai_desktop.ui.annotate.clip_writer import ClipWriter
from chai_desktop.ui.annotate.compare_desk import CompareDesk
from chai_desktop.ui.annotate.critic_desk import CriticDesk
from chai_desktop.ui.annotate.deeds import Deeds
from chai_desktop.ui.annotate.engine_orders import EngineOrders
from chai_desktop.ui.annotate.preparation import Preparation
from chai_desktop.ui.annotate.provenance_desk import ProvenanceDesk
from chai_desktop.ui.annotate.session import Session, read_session
from chai_desktop.ui.annotate.submission import blocked_by
from chai_desktop.ui.caption.lint_desk import LintDesk
from chai_desktop.ui.caption.room_model import RoomState, room_state
from chai_desktop.ui.checklist.problems import hard_by_aspect
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.ui.suggestions.suggestion_desk import SuggestionDesk
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.job_queue import Job, JobQueue
from chai_desktop.workers.project_thread import ProjectThread


class Annotator(QObject):
    """The controller of the room. ``writer`` writes into the project, ``deeds`` are the person's, ``orders`` are for
    the engines.

    Between asking for a clip and showing it, the room still shows the former one. So what a person does belongs to
    the clip and aspect that the caption room says it shows, not to the one asked for last.
    """

    said = Signal(object)  # Notice
    saved = Signal(str)  # clip id: something about this clip is on the disk
    clip_shown = Signal(str)  # clip id
    clip_left = Signal(str)  # clip id: the project does not hold the clip on show any more
    session_read = Signal(object)  # Session: what is on show was read anew
    picture_failed = Signal(str, object)  # clip id, ChaiError: its file cannot be shown
    clip_finished = Signal(str)  # all five aspects of the clip are submitted

    def __init__(
        self,
        view: AnnotateView,
        spec: Specification,
        engines: EngineService,
        project: ProjectThread,
        media_jobs: JobQueue,
    ) -> None:
        super().__init__(view)
        self.view = view
        self._spec = spec
        self._project = project
        self._session: Session | None = None
        self._clip_id = ""
        self._aspect = Aspect.CAMERA
        self._picture = ClipPicture(view.player, media_jobs, self)
        self.writer = ClipWriter(project, self)
        self.deeds = Deeds(view, spec, self.writer, self.session, self)
        self.orders = EngineOrders(view, spec, engines, project, self.writer, self.session, self)
        self.critic = CriticDesk(view.captions, self.orders, project, self.writer, self)
        self.candidates = CandidateDesk(view, spec, self.orders, self.writer, self)
        self.provenance = ProvenanceDesk(view, project, self.writer, self.session, self)
        self.preparation = Preparation(engines, project, self)
        self.lint = LintDesk(view.captions, spec, self)
        self.suggestions = SuggestionDesk(view.checklist, view.player, project, media_jobs, self)
        self.compare = CompareDesk(view.player, project, media_jobs, lambda: self._clip_id, self.writer.complain, self)
        self._connect()

    @property
    def clip_id(self) -> str:
        """The clip asked for last."""
        return self._clip_id

    @property
    def aspect(self) -> Aspect:
        return self._aspect

    @property
    def has_clip(self) -> bool:
        """Whether the clip asked for is on show."""
        return self._session is not None and self._session.clip.id == self._clip_id

    def session(self) -> Session | None:
        """What is on show, as it was read last."""
        return self._session

    def status(self, aspect: Aspect) -> str:
        return self._session.status(aspect) if self._session is not None else AspectStatus.EMPTY

    def use_cache(self, cache: MediaCache) -> None:
        """Where the open project keeps what was made of its files."""
        self._picture.use_cache(cache)

    def job_changed(self, job: Job) -> None:
        """Progress of any job; shown in the room if it writes for what is on show."""
        self.orders.follow(job)

    # --- showing ---------------------------------------------------------------------------------

    def open_clip(self, clip_id: str) -> None:
        """Show a clip; what was being typed on another one is put away first."""
        self.flush()
        self._clip_id = clip_id
        self._picture.close()
        self._project.call(lambda project: read_session(project, clip_id), self._show_opened, self.writer.complain)

    def show_aspect(self, aspect: Aspect) -> None:
        """Show another aspect, as the file has it when everything typed so far is in it."""
        self.flush()
        self._aspect = aspect
        self.view.aspects.mark(aspect)
        self.view.checklist.show_aspect(aspect)
        self.view.captions.set_notes([])
        clip_id = self._clip_id
        if clip_id:
            self._project.call(
                lambda project: read_session(project, clip_id), self._show_if_current, self.writer.complain
            )

    def flush(self) -> None:
        """Hand everything typed to the project."""
        self.view.checklist.flush()
        self.view.captions.commit()

    def put_typing_away(self) -> None:
        """What is typed goes to the project as it stands, as typing; no step of the journal is made of texts."""
        self.view.checklist.flush()
        self.view.captions.flush_typing()

    def read_anew(self) -> None:
        """The project changed otherwise than from here: show what it holds now. Typing has to be put away before."""
        clip_id = self._clip_id
        if clip_id:
            self._project.call(
                lambda project: read_session(project, clip_id), self._show_anew, lambda _error: self._leave(clip_id)
            )

    def retire(self) -> None:
        """The room is taken down: answers that are still on their way find no clip to be shown with."""
        self._clip_id, self._session = "", None
        self.suggestions.leave()
        self.preparation.stop()

    # --- inside ----------------------------------------------------------------------------------

    def _connect(self) -> None:
        view = self.view
        self.session_read.connect(lambda session: self.lint.show_answers(session.answers))
        self.session_read.connect(self.suggestions.follow)
        self.session_read.connect(self.candidates.follow)
        self.session_read.connect(self.preparation.follow)
        view.aspects.chosen.connect(self._aspect_chosen)
        view.checklist.aspect_wanted.connect(self._aspect_chosen)
        view.player.failed.connect(lambda message: self.said.emit(Notice(message, level=Level.ERROR)))
        view.captions.range_requested.connect(view.player.play_range)
        view.captions.set_range_source(self._range_watched)
        self._picture.failed.connect(self.picture_failed)
        self.writer.said.connect(self.said)
        self.writer.saved.connect(self.saved)
        self.writer.read.connect(self._show_written)
        self.deeds.submitted.connect(self._submitted)
        self.orders.said.connect(self.said)
        self.orders.reading_wanted.connect(self._put_away_and_read)

    def _show_anew(self, session: Session) -> None:
        if self._session is None or session.clip.id != self._clip_id or self._session.clip.id != self._clip_id:
            return
        if self.view.captions.flush_typing():  # keys were pressed meanwhile; their words have to be in what is shown
            self.read_anew()
            return
        state = room_state(session.works[self._aspect])
        self.view.captions.show_anew(self._with_unsaved(state))
        self._show_session(session)

    def _leave(self, clip_id: str) -> None:
        """The clip is not in the project any more: show nothing."""
        if clip_id != self._clip_id:
            return
        self._clip_id, self._session = "", None
        self._picture.close()
        self.view.checklist.show_answers({})
        self.view.captions.show_anew(RoomState())
        for aspect in Aspect:
            self.view.aspects.show_state(aspect, AspectStatus.EMPTY, None)
        self.clip_left.emit(clip_id)

    @Slot(object)
    def _show_written(self, session: Session) -> None:
        if session.clip.id == self._clip_id:
            self._show_session(session)

    def _show_if_current(self, session: Session) -> None:
        if self._session is not None and session.clip.id == self._clip_id == self._session.clip.id:
            self._show_session(session)

    def _show_opened(self, session: Session) -> None:
        if session.clip.id != self._clip_id:
            return
        self.flush()  # what was typed meanwhile is about the clip that is still on show
        self.view.captions.set_notes([])
        self._session = session
        self.view.aspects.mark(self._aspect)
        self.view.checklist.show_aspect(self._aspect)
        self._show_session(session)
        self._picture.open(session)
        self.clip_shown.emit(session.clip.id)

    def _show_session(self, session: Session) -> None:
        self._session = session
        self.view.checklist.show_answers(session.answers, session.captions())
        problems = hard_by_aspect(self.view.checklist.checklist.violations, self._spec)
        for aspect in Aspect:
            rating = session.works[aspect].rating
            self.view.aspects.show_state(aspect, session.status(aspect), rating, problems[aspect])
        state = room_state(session.works[self._aspect])
        self.view.captions.show_work(self._with_unsaved(state))
        self.view.captions.set_blocked(blocked_by(self._spec, self._aspect, session.answers))
        self.orders.show_running()
        self.session_read.emit(session)

    def _with_unsaved(self, state: RoomState) -> RoomState:
        """The state with the words that could not be saved yet."""
        unsaved = self.writer.unsaved.of((state.clip_id, state.aspect))
        return replace(state, typed={**state.typed, **unsaved})

    @Slot(str)
    def _aspect_chosen(self, name: str) -> None:
        self.show_aspect(Aspect(name))

    @Slot()
    def _put_away_and_read(self) -> None:
        self.read_anew()

    @Slot(object, object)
    def _submitted(self, session: Session, aspect: Aspect) -> None:
        if session.clip.id != self._clip_id:
            return
        following = session.next_unfinished(aspect)
        name = session.clip.facts.name
        if following is None:
            self.said.emit(Notice(f"All five captions of {name} are submitted.", level=Level.GOOD))
            self.clip_finished.emit(self._clip_id)
        else:
            self.said.emit(Notice(f"{aspect.label} of {name} is submitted. Next: {following.label}.", level=Level.GOOD))
            self.show_aspect(following)

    def _range_watched(self) -> tuple[int, int] | None:
        player = self.view.player
        return player.frame_range or (player.current_frame, player.current_frame)
