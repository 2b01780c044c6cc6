"""Connects the Annotate room with the project, the player and the engine."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.models.engine import Engine, EngineText
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.spec.specification import Specification
from chai_desktop.store.project import Project
from chai_desktop.store.records import AspectStatus, Work
from chai_desktop.ui.annotate.annotate_view import AnnotateView
from chai_desktop.ui.annotate.session import Session, read_session
from chai_desktop.ui.caption.room_model import room_state
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.workers.job_queue import Job, JobQueue
from chai_desktop.workers.project_thread import ProjectThread

Write = Callable[[Project], Any]


class Annotator(QObject):
    """The controller of the room. Results that arrive for a clip no longer on show are stored, but not shown."""

    said = Signal(object)  # Notice
    saved = Signal()
    clip_shown = Signal(str)  # clip id
    clip_finished = Signal(str)  # all five aspects of the clip are submitted

    def __init__(
        self,
        view: AnnotateView,
        spec: Specification,
        engine: Engine,
        project: ProjectThread,
        engine_jobs: JobQueue,
        media_jobs: JobQueue,
    ) -> None:
        super().__init__(view)
        self.view = view
        self._spec = spec
        self._engine = engine
        self._project = project
        self._engine_jobs = engine_jobs
        self._media_jobs = media_jobs
        self._session: Session | None = None
        self._clip_id = ""
        self._aspect = Aspect.CAMERA
        self._job: tuple[Job, str] | None = None  # the engine's job of the aspect on show, and its kind
        self._connect()

    @property
    def clip_id(self) -> str:
        return self._clip_id

    @property
    def aspect(self) -> Aspect:
        return self._aspect

    @property
    def has_clip(self) -> bool:
        return self._session is not None

    # --- opening ---------------------------------------------------------------------------------

    def open_clip(self, clip_id: str) -> None:
        """Show a clip; what was being typed on another one is put away first."""
        self.flush()
        self._clip_id = clip_id
        self.view.player.close_clip()
        self._project.call(lambda project: read_session(project, clip_id), self._show_opened)

    def show_aspect(self, aspect: Aspect) -> None:
        self.flush()
        self._aspect = aspect
        self.view.aspects.mark(aspect)
        self.view.checklist.show_aspect(aspect)
        self.view.captions.set_notes([])
        self._show_captions()

    def flush(self) -> None:
        """Hand everything typed to the project."""
        self.view.checklist.flush()
        self.view.captions.commit()

    @Slot(object)
    def _show_opened(self, session: Session) -> None:
        if session.clip.id != self._clip_id:
            return
        self._session = session
        self.view.captions.set_notes([])
        self.view.checklist.show_answers(session.answers)
        self.view.checklist.show_aspect(self._aspect)
        self.view.aspects.mark(self._aspect)
        self._show_states()
        self._show_captions()
        self._open_picture(session)
        self.clip_shown.emit(session.clip.id)

    def _open_picture(self, session: Session) -> None:
        path = Path(session.clip.facts.path)

        def show(index: FrameIndex) -> None:
            if session.clip.id == self._clip_id:
                self.view.player.open_clip(path, index)

        name = f"Read {session.clip.facts.name}"
        self._media_jobs.submit(name, lambda _progress: build_frame_index(path), show, self._complain)

    # --- the person's verbs ----------------------------------------------------------------------

    def draft(self) -> None:
        """Let the engine write the pre-caption of the aspect from the answers."""
        if self._session is None or self._job is not None:
            return
        self.view.checklist.flush()
        clip_id, aspect = self._clip_id, self._aspect
        self._project.call(
            lambda project: read_session(project, clip_id),
            lambda session: self._start_draft(session, aspect),
        )

    def revise(self) -> None:
        """Let the engine write the post-caption from the pre-caption and its critique."""
        if self._session is None or self._job is not None:
            return
        clip_id, aspect = self._clip_id, self._aspect
        self._project.call(
            lambda project: read_session(project, clip_id),
            lambda session: self._start_revision(session, aspect),
        )

    def submit(self) -> None:
        if self._session is None:
            return
        clip_id, aspect = self._clip_id, self._aspect
        self._write(lambda project: project.submit(clip_id, aspect), functools.partial(self._submitted, aspect))

    def cancel(self) -> None:
        if self._job is not None:
            self._job[0].cancel()

    def job_changed(self, job: Job) -> None:
        """Progress of any job; shown in the room if it is the one that writes for it."""
        if self._job is not None and job is self._job[0] and job.active:
            self.view.captions.set_job(self._job[1], job.fraction, job.text)

    # --- inside ----------------------------------------------------------------------------------

    def _connect(self) -> None:
        view, captions = self.view, self.view.captions
        view.aspects.chosen.connect(self._aspect_chosen)
        view.checklist.aspect_wanted.connect(self._aspect_chosen)
        view.checklist.answered.connect(self._answer)
        view.player.failed.connect(self._player_failed)
        captions.draft_wanted.connect(self.draft)
        captions.revise_wanted.connect(self.revise)
        captions.submit_wanted.connect(self.submit)
        captions.cancel_wanted.connect(self.cancel)
        captions.rated.connect(self._rate)
        captions.points_changed.connect(self._save_points)
        captions.free_text_changed.connect(self._save_free_text)
        captions.post_edited.connect(self._save_edit)
        captions.typing.connect(self._keep_typing)
        captions.range_requested.connect(self._play_range)
        captions.set_range_source(self._range_watched)

    @Slot(str)
    def _aspect_chosen(self, name: str) -> None:
        self.show_aspect(Aspect(name))

    @Slot(dict, str)
    def _answer(self, answers: dict[str, Any], via: str) -> None:
        if self._session is not None:
            clip_id = self._clip_id
            self._write(lambda project: project.set_answers(clip_id, answers, via))

    @Slot(int)
    def _rate(self, score: int) -> None:
        pre = self._pre_caption_id()
        if pre:
            self._write(lambda project: project.rate(pre, score))

    @Slot(object)
    def _save_points(self, points: tuple[Point, ...]) -> None:
        pre = self._pre_caption_id()
        if pre:
            clip_id, aspect = self._clip_id, self._aspect

            def save(project: Project) -> None:
                critique = project.work(clip_id, aspect).critique
                project.save_critique(pre, points, critique.free_text if critique else "")

            self._write(save)

    @Slot(str)
    def _save_free_text(self, text: str) -> None:
        pre = self._pre_caption_id()
        if pre:
            clip_id, aspect = self._clip_id, self._aspect

            def save(project: Project) -> None:
                critique = project.work(clip_id, aspect).critique
                project.save_critique(pre, critique.points if critique else (), text)

            self._write(save)

    @Slot(str)
    def _save_edit(self, text: str) -> None:
        pre = self._pre_caption_id()
        if pre:
            clip_id, aspect = self._clip_id, self._aspect

            def save(project: Project) -> None:
                critique = project.work(clip_id, aspect).critique
                project.add_post_caption(pre, text, "edit", critique_id=critique.id if critique else None)

            self._write(save)

    @Slot(str, object)
    def _keep_typing(self, field: str, value: object) -> None:
        if self._session is not None:
            clip_id, aspect = self._clip_id, self._aspect
            self._project.call(
                lambda project: project.set_typed(clip_id, aspect, field, value),
                lambda _done: self.saved.emit(),
                self._complain,
            )

    @Slot(int, int)
    def _play_range(self, first: int, last: int) -> None:
        self.view.player.play_range(first, last)

    def _range_watched(self) -> tuple[int, int] | None:
        return self.view.player.frame_range or (self.view.player.current_frame, self.view.player.current_frame)

    def _pre_caption_id(self) -> str:
        work = self._work()
        return work.pre_caption.id if work is not None and work.pre_caption is not None else ""

    def _work(self) -> Work | None:
        return self._session.works[self._aspect] if self._session is not None else None

    def _write(self, operation: Write, then: Callable[[], None] | None = None) -> None:
        """Run an operation, read the clip anew, and show it if it is still the one on show."""
        clip_id = self._clip_id

        def write_and_read(project: Project) -> Session:
            operation(project)
            return read_session(project, clip_id)

        def show(session: Session) -> None:
            self.saved.emit()
            if session.clip.id == self._clip_id:
                self._show_session(session)
                if then is not None:
                    then()

        self._project.call(write_and_read, show, self._complain)

    def _show_session(self, session: Session) -> None:
        self._session = session
        self.view.checklist.show_answers(session.answers)
        self._show_states()
        self._show_captions()

    def _show_states(self) -> None:
        assert self._session is not None
        for aspect in Aspect:
            self.view.aspects.show_state(aspect, self._session.status(aspect), self._session.works[aspect].rating)

    def _show_captions(self) -> None:
        work = self._work()
        if work is not None:
            self.view.captions.show_work(room_state(work))

    def _start_draft(self, session: Session, aspect: Aspect) -> None:
        request = session.draft_request(aspect, self._spec)
        clip_id = session.clip.id

        def keep(written: EngineText) -> None:
            self._job_ended(written.notes)
            self._write_for(
                clip_id,
                lambda project: project.add_pre_caption(clip_id, aspect, written.text, "engine", written.fingerprint),
            )

        self._start_job("draft", f"Draft {aspect.title}", lambda p: self._engine.draft(request, p, p.cancelled), keep)

    def _start_revision(self, session: Session, aspect: Aspect) -> None:
        request = session.revision_request(aspect)
        work = session.works[aspect]
        if request is None or work.pre_caption is None:
            return
        pre_id, critique_id = work.pre_caption.id, work.critique.id if work.critique else None
        clip_id = session.clip.id

        def keep(written: EngineText) -> None:
            self._job_ended(written.notes)

            self._write_for(
                clip_id,
                lambda project: project.add_post_caption(
                    pre_id, written.text, "engine", written.fingerprint, critique_id
                ),
            )

        self._start_job(
            "revise", f"Revise {aspect.title}", lambda p: self._engine.revise(request, p, p.cancelled), keep
        )

    def _write_for(self, clip_id: str, operation: Write) -> None:
        if clip_id == self._clip_id:
            self._write(operation)
        else:
            self._project.call(operation, lambda _done: self.saved.emit(), self._complain)

    def _start_job(
        self, kind: str, title: str, work: Callable[[Any], EngineText], keep: Callable[[EngineText], None]
    ) -> None:
        job = self._engine_jobs.submit(title, work, keep, self._job_failed)
        self._job = (job, kind)
        self.view.captions.set_job(kind, None, "")

    def _job_ended(self, notes: tuple[str, ...]) -> None:
        self._job = None
        self.view.captions.set_job("", None, "")
        self.view.captions.set_notes(list(notes))

    def _job_failed(self, error: ChaiError) -> None:
        self._job_ended(())
        self._complain(error)

    def _submitted(self, aspect: Aspect) -> None:
        assert self._session is not None
        following = self._session.next_unfinished(aspect)
        name = self._session.clip.facts.name
        if following is None:
            self.said.emit(Notice(f"All five captions of {name} are submitted.", level=Level.GOOD))
            self.clip_finished.emit(self._clip_id)
        else:
            self.said.emit(Notice(f"{aspect.title} of {name} is submitted. Next: {following.title}.", level=Level.GOOD))
            self.show_aspect(following)

    @Slot(str)
    def _player_failed(self, message: str) -> None:
        self.said.emit(Notice(message, level=Level.ERROR))

    def _complain(self, error: ChaiError) -> None:
        if not isinstance(error, Cancelled):
            self.said.emit(Notice.of_error(error))

    def status(self, aspect: Aspect) -> str:
        return self._session.status(aspect) if self._session is not None else AspectStatus.EMPTY
