"""Connects the Annotate room with the project, the player and the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.media_cache import MediaCache
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.spec.specification import Specification
from chai_desktop.store.project import Project
from chai_desktop.store.records import AspectStatus, Work
from chai_desktop.ui.annotate.annotate_view import AnnotateView
from chai_desktop.ui.annotate.clip_index import index_of_clip
from chai_desktop.ui.annotate.compare_desk import CompareDesk
from chai_desktop.ui.annotate.engine_desk import EngineDesk, Keep
from chai_desktop.ui.annotate.session import FormerDraft, Session, bring_back, put_away, read_session
from chai_desktop.ui.annotate.submission import blocked_by, submit
from chai_desktop.ui.annotate.unsaved import Place, Unsaved
from chai_desktop.ui.caption.lint_desk import LintDesk
from chai_desktop.ui.caption.room_model import RoomState, room_state
from chai_desktop.ui.checklist.problems import hard_by_aspect
from chai_desktop.ui.notices.notice import Level, Notice, WayOut
from chai_desktop.ui.suggestions.suggestion_desk import SuggestionDesk
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.job_queue import Job, JobQueue
from chai_desktop.workers.project_thread import ProjectThread

Write = Callable[[Project], Any]


class Annotator(QObject):
    """The controller of the room: each thing that a person does becomes one operation on the project.

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
        self._media_jobs = media_jobs
        self._cache: MediaCache | None = None
        self._desk = EngineDesk(engines, spec, self)
        self.lint = LintDesk(view.captions, spec, self)
        self.suggestions = SuggestionDesk(view.checklist, view.player, project, media_jobs, self)
        self.compare = CompareDesk(view.player, project, media_jobs, lambda: self._clip_id, self._complain, self)
        self._session: Session | None = None
        self._clip_id = ""
        self._aspect = Aspect.CAMERA
        self._unsaved = Unsaved()
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

    def status(self, aspect: Aspect) -> str:
        return self._session.status(aspect) if self._session is not None else AspectStatus.EMPTY

    def use_cache(self, cache: MediaCache) -> None:
        """Where the open project keeps what was made of its files."""
        self._cache = cache

    # --- showing ---------------------------------------------------------------------------------

    def open_clip(self, clip_id: str) -> None:
        """Show a clip; what was being typed on another one is put away first."""
        self.flush()
        self._clip_id = clip_id
        self.view.player.close_clip()
        self._project.call(lambda project: read_session(project, clip_id), self._show_opened, self._complain)

    def show_aspect(self, aspect: Aspect) -> None:
        """Show another aspect, as the file has it when everything typed so far is in it."""
        self.flush()
        self._aspect = aspect
        self.view.aspects.mark(aspect)
        self.view.checklist.show_aspect(aspect)
        self.view.captions.set_notes([])
        clip_id = self._clip_id
        if clip_id:
            self._project.call(lambda project: read_session(project, clip_id), self._show_if_current, self._complain)

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

    def _show_anew(self, session: Session) -> None:
        if self._session is None or session.clip.id != self._clip_id or self._session.clip.id != self._clip_id:
            return
        if self.view.captions.flush_typing():  # keys were pressed meanwhile; their words have to be in what is shown
            self.read_anew()
            return
        state = room_state(session.works[self._aspect])
        self.view.captions.show_anew(self._with_unsaved(state))
        self._show_session(session)

    def retire(self) -> None:
        """The room is taken down: answers that are still on their way find no clip to be shown with."""
        self._clip_id, self._session = "", None
        self.suggestions.leave()

    def _leave(self, clip_id: str) -> None:
        """The clip is not in the project any more: show nothing."""
        if clip_id != self._clip_id:
            return
        self._clip_id, self._session = "", None
        self.view.player.close_clip()
        self.view.checklist.show_answers({})
        self.view.captions.show_anew(RoomState())
        for aspect in Aspect:
            self.view.aspects.show_state(aspect, AspectStatus.EMPTY, None)
        self.clip_left.emit(clip_id)

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
        self._open_picture(session)
        self.clip_shown.emit(session.clip.id)

    def _open_picture(self, session: Session) -> None:
        facts, cache = session.clip.facts, self._cache

        def show(index: FrameIndex) -> None:
            if session.clip.id == self._clip_id:
                self.view.player.open_clip(Path(facts.path), index)

        failed = partial(self.picture_failed.emit, session.clip.id)
        self._media_jobs.submit(
            f"Read {facts.name}", lambda job: index_of_clip(facts, cache, job.cancelled), show, failed
        )

    def _show_session(self, session: Session) -> None:
        self._session = session
        self.view.checklist.show_answers(session.answers, session.captions())
        problems = hard_by_aspect(self.view.checklist.checklist.violations, self._spec)
        for aspect in Aspect:
            rating = session.works[aspect].rating
            self.view.aspects.show_state(aspect, session.status(aspect), rating, problems[aspect])
        self._show_captions()
        self.session_read.emit(session)

    def _show_captions(self) -> None:
        if self._session is not None:
            state = room_state(self._session.works[self._aspect])
            self.view.captions.show_work(self._with_unsaved(state))
            self.view.captions.set_blocked(blocked_by(self._spec, self._aspect, self._session.answers))
            self._show_job(self._place())

    def _with_unsaved(self, state: RoomState) -> RoomState:
        """The state with the words that could not be saved yet."""
        unsaved = self._unsaved.of((state.clip_id, state.aspect))
        return replace(state, typed={**state.typed, **unsaved})

    def _place(self) -> Place:
        """The clip and aspect on show: what the person's next deed is about."""
        return self.view.captions.shown

    # --- the engine --------------------------------------------------------------------------------

    def job_changed(self, job: Job) -> None:
        """Progress of any job; shown in the room if it writes for what is on show."""
        self._desk.follow(job)

    @Slot()
    def _draft(self) -> None:
        self.view.checklist.flush()
        self._with_newest(self._desk.draft)

    @Slot()
    def _revise(self) -> None:
        self._with_newest(self._desk.revise)

    def _with_newest(self, start: Callable[[Session, Aspect], None]) -> None:
        """Start an engine's job on the state that all writes asked for so far lead to."""
        if self._session is None:
            return
        clip_id, aspect = self._place()
        self._project.call(
            lambda project: read_session(project, clip_id), lambda session: start(session, aspect), self._complain
        )

    @Slot()
    def _cancel(self) -> None:
        self._desk.cancel(self._place())

    @Slot(object)
    def _show_job(self, place: Place) -> None:
        if place != self._place():
            return
        running = self._desk.job_for(place)
        if running is None:
            self.view.captions.set_job(None)
        else:
            self.view.captions.set_job(running.kind, running.job.fraction, running.job.text)

    @Slot(object, object, object)
    def _keep_written(self, place: Place, keep: Keep, notes: tuple[str, ...]) -> None:
        former = self._session.works[place[1]] if self._session is not None and place == self._place() else None
        if place == self._place():
            self.view.captions.set_notes(list(notes))
        ways_back: list[FormerDraft | None] = []
        self._write(
            place[0],
            lambda project: ways_back.append(put_away(project, *place, keep)),
            lambda: self._offer_former(former, ways_back[0]),
        )

    def _offer_former(self, former: Work | None, way_back: FormerDraft | None) -> None:
        """A new draft puts a judged one away; say so, and offer to have it back."""
        if former is None or former.pre_caption is None or self._session is None or way_back is None:
            return
        now = self._session.works[former.aspect].pre_caption
        judged = former.rating is not None or former.critique is not None or bool(former.typed)
        if judged and now is not None and now.id != former.pre_caption.id:
            text = "A new draft stands here. The former one is kept, with its critique and rating."
            self.said.emit(Notice(text, way_out=WayOut("Bring it back", lambda: self._bring_back(way_back))))

    def _bring_back(self, former: FormerDraft) -> None:
        self.put_typing_away()

        def show(_done: None) -> None:
            self._saved(former.clip_id)
            self.read_anew()

        self._project.call(lambda project: bring_back(project, former), show, self._complain)

    # --- the person's deeds ------------------------------------------------------------------------

    def _connect(self) -> None:
        view, captions = self.view, self.view.captions
        self.session_read.connect(lambda session: self.lint.show_answers(session.answers))
        self.session_read.connect(self.suggestions.follow)
        view.aspects.chosen.connect(self._aspect_chosen)
        view.checklist.aspect_wanted.connect(self._aspect_chosen)
        view.checklist.answered.connect(self._answer)
        view.player.failed.connect(self._player_failed)
        captions.draft_wanted.connect(self._draft)
        captions.revise_wanted.connect(self._revise)
        captions.submit_wanted.connect(self._submit)
        captions.cancel_wanted.connect(self._cancel)
        captions.rated.connect(self._rate)
        captions.points_changed.connect(self._save_points)
        captions.free_text_changed.connect(self._save_free_text)
        captions.post_edited.connect(self._save_edit)
        captions.typing.connect(self._keep_typing)
        captions.range_requested.connect(view.player.play_range)
        captions.set_range_source(self._range_watched)
        self._desk.changed.connect(self._show_job)
        self._desk.written.connect(self._keep_written)
        self._desk.failed.connect(self._complain)

    @Slot(str)
    def _aspect_chosen(self, name: str) -> None:
        self.show_aspect(Aspect(name))

    @Slot(dict, object)
    def _answer(self, answers: dict[str, Any], via: str | dict[str, str]) -> None:
        if self._session is not None:
            clip_id = self._session.clip.id
            self._write(clip_id, lambda project: project.set_answers(clip_id, answers, via))

    @Slot(int)
    def _rate(self, score: int) -> None:
        clip_id, aspect = self._place()
        self._write(clip_id, lambda project: project.rate(_pre_caption_id(project, clip_id, aspect), score))

    @Slot(object)
    def _save_points(self, points: tuple[Point, ...]) -> None:
        clip_id, aspect = self._place()

        def save(project: Project) -> None:
            critique = project.work(clip_id, aspect).critique
            free_text = critique.free_text if critique else ""
            project.save_critique(_pre_caption_id(project, clip_id, aspect), points, free_text)

        self._write(clip_id, save)

    @Slot(str)
    def _save_free_text(self, text: str) -> None:
        clip_id, aspect = self._place()

        def save(project: Project) -> None:
            critique = project.work(clip_id, aspect).critique
            points = critique.points if critique else ()
            project.save_critique(_pre_caption_id(project, clip_id, aspect), points, text)

        self._write(clip_id, save, unsaved=("critique", text))

    @Slot(str)
    def _save_edit(self, text: str) -> None:
        clip_id, aspect = self._place()

        def save(project: Project) -> None:
            critique = project.work(clip_id, aspect).critique
            pre_id = _pre_caption_id(project, clip_id, aspect)
            project.add_post_caption(pre_id, text, "edit", critique_id=critique.id if critique else None)

        self._write(clip_id, save, unsaved=("post", text))

    @Slot(str, object)
    def _keep_typing(self, field: str, value: object) -> None:
        clip_id, aspect = self._place()
        if clip_id:
            self._save_typing((clip_id, aspect), field, value)

    def _save_typing(self, place: Place, field: str, value: object) -> None:
        clip_id, aspect = place

        def kept(_done: None) -> None:
            if value is not None:  # that something was forgotten saves no word
                self._unsaved.saved(place, field)
            self._saved(clip_id)

        def not_kept(error: ChaiError) -> None:
            self._unsaved.keep(place, field, value)
            self._complain(error)

        self._project.call(lambda project: project.set_typed(clip_id, aspect, field, value), kept, not_kept)

    def _saved(self, clip_id: str) -> None:
        """Something reached the disk: what could not be saved before may do so now."""
        for place, field, value in self._unsaved:
            self._unsaved.saved(place, field)
            self._save_typing(place, field, value)
        self.saved.emit(clip_id)

    @Slot()
    def _submit(self) -> None:
        self.view.checklist.flush()
        clip_id, aspect = self._place()
        self._write(
            clip_id, lambda project: submit(project, self._spec, clip_id, aspect), lambda: self._submitted(aspect)
        )

    def _submitted(self, aspect: Aspect) -> None:
        assert self._session is not None
        following = self._session.next_unfinished(aspect)
        name = self._session.clip.facts.name
        if following is None:
            self.said.emit(Notice(f"All five captions of {name} are submitted.", level=Level.GOOD))
            self.clip_finished.emit(self._clip_id)
        else:
            self.said.emit(Notice(f"{aspect.label} of {name} is submitted. Next: {following.label}.", level=Level.GOOD))
            self.show_aspect(following)

    def _range_watched(self) -> tuple[int, int] | None:
        player = self.view.player
        return player.frame_range or (player.current_frame, player.current_frame)

    @Slot(str)
    def _player_failed(self, message: str) -> None:
        self.said.emit(Notice(message, level=Level.ERROR))

    def _write(
        self,
        clip_id: str,
        operation: Write,
        then: Callable[[], None] | None = None,
        unsaved: tuple[str, str] | None = None,
    ) -> None:
        """Run an operation, read the clip anew, and show it if it is still the one on show.

        Where the operation is refused, the window goes back to what the file holds; the words of ``unsaved`` (field
        and text) are kept until they can be saved.
        """
        place = self._place()

        def write_and_read(project: Project) -> Session:
            operation(project)
            return read_session(project, clip_id)

        def show(session: Session) -> None:
            if unsaved is not None:
                self._unsaved.saved(place, unsaved[0])
            self._saved(clip_id)
            if session.clip.id == self._clip_id:
                self._show_session(session)
                if then is not None:
                    then()

        def refused(error: ChaiError) -> None:
            if unsaved is not None:
                self._unsaved.keep(place, *unsaved)
            self._complain(error)
            self._project.call(lambda project: read_session(project, clip_id), self._show_if_current)

        self._project.call(write_and_read, show, refused)

    def _complain(self, error: ChaiError) -> None:
        if not isinstance(error, Cancelled):
            self.said.emit(Notice.of_error(error))


def _pre_caption_id(project: Project, clip_id: str, aspect: Aspect) -> str:
    pre = project.work(clip_id, aspect).pre_caption
    if pre is None:
        raise ChaiError("There is no draft to judge yet.", "Draft first.")
    return pre.id
