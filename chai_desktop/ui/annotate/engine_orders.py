"""What a person asks the engines to write: drafts and revisions, shown while they are written, kept once done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from chai_desktop.errors import EngineError
from chai_desktop.models.drafting_each import Drafted, draft_each
from chai_desktop.models.requests import EngineText
from chai_desktop.models.roles import EngineRole
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.store.records import Work
from chai_desktop.ui.annotate.annotate_view import AnnotateView
from chai_desktop.ui.annotate.clip_writer import ClipWriter
from chai_desktop.ui.annotate.engine_commands import engine_key
from chai_desktop.ui.annotate.engine_desk import EngineDesk, EngineJob
from chai_desktop.ui.annotate.session import FormerDraft, Session, bring_back, put_away, read_session
from chai_desktop.ui.annotate.unsaved import Place
from chai_desktop.ui.notices.notice import Level, Notice, WayOut
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.job_queue import Job
from chai_desktop.workers.project_thread import ProjectThread


class EngineOrders(QObject):
    """``desk`` runs the jobs; what belongs to the place on show is shown there."""

    said = Signal(object)  # Notice
    reading_wanted = Signal()  # the project changed: show what it holds now

    def __init__(
        self,
        view: AnnotateView,
        spec: Specification,
        engines: EngineService,
        project: ProjectThread,
        writer: ClipWriter,
        session: Callable[[], Session | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._spec = spec
        self.engines = engines
        self._project = project
        self._writer = writer
        self._session = session
        self.desk = EngineDesk(engines, self)
        view.captions.draft_wanted.connect(self._draft)
        view.captions.pre_pane.add_more(
            "Draft all five",
            engine_key("draft_all"),
            "Draft every aspect that is not submitted",
            self.draft_all,
        )
        view.captions.revise_wanted.connect(self._revise)
        view.captions.cancel_wanted.connect(lambda: self.desk.cancel(self._place))
        self.desk.changed.connect(self._show_job)
        self.desk.grew.connect(self._show_written)
        self.desk.failed.connect(writer.complain)

    @property
    def _place(self) -> Place:
        return self._view.captions.shown

    def follow(self, job: Job) -> None:
        """Progress of any job."""
        self.desk.follow(job)

    def show_running(self) -> None:
        """What runs for the work that is on show now."""
        self._show_job(self._place)
        clip_id = self._place[0]
        for aspect in Aspect:
            self._show_in_tab((clip_id, aspect))

    def with_newest(self, start: Callable[[Session, Aspect], None]) -> None:
        """Begin something on the state that all writes asked for so far lead to."""
        if self._session() is None:
            return
        clip_id, aspect = self._place
        self._project.call(
            lambda project: read_session(project, clip_id),
            lambda session: start(session, aspect),
            self._writer.complain,
        )

    # --- orders ----------------------------------------------------------------------------------

    @Slot()
    def _draft(self) -> None:
        self._view.checklist.flush()
        self.with_newest(lambda session, aspect: self._start_drafts(session, (aspect,)))

    @Slot()
    def draft_all(self) -> None:
        """Draft every aspect that is not submitted: one batch, of which each text becomes its own pre-caption."""
        self._view.checklist.flush()
        self._view.captions.commit()
        self.with_newest(lambda session, _aspect: self._start_drafts(session, session.aspects_to_draft()))

    @Slot()
    def _revise(self) -> None:
        self.with_newest(self._start_revision)

    def _start_drafts(self, session: Session, aspects: tuple[Aspect, ...]) -> None:
        clip_id = session.clip.id
        free = tuple(aspect for aspect in aspects if self.desk.job_for((clip_id, aspect)) is None)
        requests = [session.draft_request(aspect, self._spec) for aspect in free]
        alone = self.engines.lives_here(EngineRole.CAPTIONER)  # it shares nothing: one refusal spoils no other draft
        title = f"Draft {free[0].value}" if len(free) == 1 else f"Draft {len(free)} aspects"

        def done(texts: tuple[Drafted, ...]) -> None:
            refused = [text for text in texts if isinstance(text, EngineError)]
            for aspect, text in zip(free, texts, strict=True):
                if isinstance(text, EngineError):
                    self.desk.end((clip_id, aspect))
                else:
                    self._keep_draft((clip_id, aspect), text)
            if refused:
                self._say_refused(refused, len(free))

        self.desk.start(
            [(clip_id, aspect) for aspect in free],
            "draft",
            EngineRole.CAPTIONER,
            title,
            lambda engine, listener: draft_each(engine, requests, listener, alone),
            done,
        )

    def _start_revision(self, session: Session, aspect: Aspect) -> None:
        request = session.revision_request(aspect, self.engines.roles.reviser_sees)
        pre, critique = session.works[aspect].pre_caption, session.works[aspect].critique
        if request is None or pre is None:
            return
        place = (session.clip.id, aspect)
        critique_id = critique.id if critique else None

        def done(text: EngineText) -> None:
            self._show_notes(place, text.notes)
            self._say_copied(text)
            self._writer.write(
                place,
                lambda project: project.add_post_caption(
                    pre.id, text.text, "engine", text.fingerprint, critique_id, text.prompt
                ),
                before_shown=partial(self.desk.end, place),
            )

        self.desk.start(
            [place],
            "revise",
            EngineRole.REVISER,
            f"Revise {aspect.value}",
            lambda engine, listener: engine.revise(request, listener),
            done,
        )

    def _say_refused(self, refused: list[EngineError], asked: int) -> None:
        if asked == 1:
            self._writer.complain(refused[0])
            return
        sentences = tuple(dict.fromkeys(error.message for error in refused))
        words = f"{len(refused)} of {asked} aspects were not drafted."
        self.said.emit(Notice(words, refused[0].hint, Level.WARNING, sentences, show_words="Show why"))

    # --- keeping ---------------------------------------------------------------------------------

    def _keep_draft(self, place: Place, text: EngineText) -> None:
        clip_id, aspect = place
        self.keep_pre_caption(
            place,
            lambda project: project.add_pre_caption(
                clip_id, aspect, text.text, "engine", text.fingerprint, text.prompt
            ),
            partial(self.desk.end, place),
        )
        self._show_notes(place, [f"Draft: {note}" for note in text.notes])

    def keep_pre_caption(
        self, place: Place, keep: Callable[..., object], before_shown: Callable[[], None] | None = None
    ) -> None:
        """Write a draft; where it puts a judged one away, say so and offer to have it back."""
        self._show_notes(place, ())  # those of the former draft
        session = self._session()
        former = session.works[place[1]] if session is not None and session.clip.id == place[0] else None
        ways_back: list[FormerDraft | None] = []
        self._writer.write(
            place,
            lambda project: ways_back.append(put_away(project, *place, keep)),
            lambda now: self._offer_former(former, now, ways_back[0]),
            before_shown=before_shown,
        )

    def _show_notes(self, place: Place, notes: Sequence[str]) -> None:
        if place == self._place:
            self._view.captions.set_notes(notes)

    def _say_copied(self, text: EngineText) -> None:
        """How much of a revision stands in the draft as it is: much of it, or the reviser wrote something else."""
        copied = sum(span.end - span.start for span in text.copied)
        if copied:
            share = round(100 * copied / len(text.text))
            self.said.emit(Notice(f"Revised; {share} % of it is taken over from the draft.", level=Level.GOOD))

    def _offer_former(self, former: Work | None, now: Session, way_back: FormerDraft | None) -> None:
        if former is None or former.pre_caption is None or way_back is None:
            return
        current = now.works[former.aspect].pre_caption
        judged = former.rating is not None or former.critique is not None or bool(former.typed)
        if judged and current is not None and current.id != former.pre_caption.id:
            text = "A new draft stands here. The former one is kept, with its critique and rating."
            self.said.emit(Notice(text, way_out=WayOut("Bring it back", lambda: self._bring_back(way_back))))

    def _bring_back(self, former: FormerDraft) -> None:
        self._view.checklist.flush()
        self._view.captions.flush_typing()

        def show(_done: None) -> None:
            self._writer.note_saved(former.clip_id)
            self.reading_wanted.emit()

        self._project.call(lambda project: bring_back(project, former), show, self._writer.complain)

    # --- showing ---------------------------------------------------------------------------------

    @Slot(object)
    def _show_job(self, place: Place) -> None:
        self._show_in_tab(place)
        if place != self._place:
            return
        running = self.desk.job_for(place)
        captions = self._view.captions
        if running is None:
            captions.set_job(None)
            captions.show_written("", None)
        else:
            captions.set_job(running.kind, running.job.fraction, running.job.text)
            self._show_written(place)

    @Slot(object)
    def _show_written(self, place: Place) -> None:
        running = self.desk.job_for(place)
        if running is None:
            return
        self._show_in_tab(place)
        if place == self._place and running.written:
            self._view.captions.show_written(running.kind, running.written, running.engine)

    def _show_in_tab(self, place: Place) -> None:
        """How much of an aspect's draft is written, in its tab."""
        session = self._session()
        if session is not None and session.clip.id == place[0]:
            self._view.aspects.show_writing(place[1], _progress_words(self.desk.job_for(place)))


def _progress_words(running: EngineJob | None) -> str:
    """'' where nothing is written for the place."""
    if running is None or running.kind not in ("draft", "revise"):
        return ""
    count = len(running.written.split())
    return f"{count} words..." if count else "waits..."
