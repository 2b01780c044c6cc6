"""Has several drafts written and scored, shows those that are open, and makes the chosen one the pre-caption."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.models.requests import EngineScores, EngineText, ScoreRequest
from chai_desktop.models.roles import EngineRole
from chai_desktop.settings import Settings
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.store.records import Candidate, NewCandidate
from chai_desktop.ui.annotate.annotate_view import AnnotateView
from chai_desktop.ui.annotate.candidate_settings import MOST, drafts_at_once, temperature
from chai_desktop.ui.annotate.clip_writer import ClipWriter
from chai_desktop.ui.annotate.engine_commands import engine_key
from chai_desktop.ui.annotate.engine_orders import EngineOrders
from chai_desktop.ui.annotate.session import Session
from chai_desktop.ui.annotate.unsaved import Place
from chai_desktop.ui.candidates.candidate_model import choice_of, offer_words
from chai_desktop.ui.caption.room_model import RunningJob
from chai_desktop.ui.notices.notice import Level, Notice

BEST_OF_N = "best-of-n"


class CandidateDesk(QObject):
    def __init__(
        self,
        view: AnnotateView,
        spec: Specification,
        orders: EngineOrders,
        writer: ClipWriter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._spec = spec
        self._orders = orders
        self._writer = writer
        self._session: Session | None = None
        panel = view.candidates
        panel.chosen.connect(self._choose)
        panel.dismiss_wanted.connect(self._dismiss_all)
        panel.cancel_wanted.connect(lambda: orders.desk.cancel(self._place))
        panel.close_wanted.connect(view.close_candidates)
        view.captions.pre_pane.offer.opened.connect(self.open)
        view.captions.pre_pane.add_more(
            "Draft several and choose",
            engine_key("several"),
            "Have the captioner write several drafts, side by side; you choose one",
            self.several,
        )
        view.captions.shown_anew.connect(self._show)
        orders.desk.changed.connect(self._job_changed)
        orders.desk.grew.connect(self._job_changed)

    @property
    def _settings(self) -> Settings:
        return self._orders.engines.settings

    @property
    def _place(self) -> Place:
        return self._view.captions.shown

    @Slot(object)
    def follow(self, session: Session) -> None:
        """What the room shows was read anew."""
        self._session = session
        self._show()

    # --- writing ---------------------------------------------------------------------------------

    @Slot()
    def several(self) -> None:
        """Write several drafts of the aspect on show, from one shared beginning, and score them where that is set."""
        if self._view.captions.state.cannot_draft:
            return
        if self._orders.engines.lives_here(EngineRole.CAPTIONER):
            hint = "Choose a model as the captioner (Models page)."
            self._orders.said.emit(Notice("The rules write the same draft every time.", hint, Level.WARNING))
            return
        self._view.checklist.flush()
        self._view.captions.commit()
        self._orders.with_newest(self._start)

    def _start(self, session: Session, aspect: Aspect) -> None:
        place = (session.clip.id, aspect)
        count = drafts_at_once(self._settings)
        first = secrets.randbelow(2**31 - MOST)  # kept with each text: it can be written again
        request = replace(session.draft_request(aspect, self._spec), temperature=temperature(self._settings))
        requests = [replace(request, seed=first + number) for number in range(count)]

        def done(texts: tuple[EngineText, ...]) -> None:
            self._orders.desk.end(place)
            self._written(session, aspect, texts)

        begun = self._orders.desk.start(
            [place],
            "several",
            EngineRole.CAPTIONER,
            f"Draft {count} of {aspect.value}",
            lambda engine, listener: engine.draft(requests, listener),
            done,
            texts=count,
        )
        if begun and place == self._place:
            self._view.open_candidates()
            self._show()

    def _written(self, session: Session, aspect: Aspect, texts: Sequence[EngineText]) -> None:
        """Score what was written, where there is a reward for it; then keep it."""
        different = tuple({text.text: text for text in texts}.values())
        place = (session.clip.id, aspect)
        if len(different) == 1:
            self._orders.said.emit(Notice(f"All {len(texts)} drafts came out the same.", level=Level.INFO))
        if len(different) == 1 or not self._orders.engines.available(EngineRole.REWARD):
            self._keep(place, different, None)
            return
        request = ScoreRequest(aspect, tuple(text.text for text in different), session.footage)

        def done(scores: EngineScores) -> None:
            self._orders.desk.end(place)
            self._keep(place, different, scores)

        def failed(error: ChaiError) -> None:
            self._writer.complain(error)
            self._keep(place, different, None)

        self._orders.desk.start(
            [place],
            "several",
            EngineRole.REWARD,
            f"Score {len(different)} drafts of {aspect.value}",
            lambda engine, listener: engine.score(request, listener),
            done,
            failed=failed,
        )

    def _keep(self, place: Place, texts: Sequence[EngineText], scores: EngineScores | None) -> None:
        new = [
            NewCandidate(
                text.text,
                text.fingerprint,
                text.prompt,
                scores.p_yes[number] if scores is not None else None,
                scores.log_odds[number] if scores is not None else None,
                scores.fingerprint if scores is not None else None,
            )
            for number, text in enumerate(texts)
        ]
        self._writer.write(place, lambda project: project.add_candidates(*place, new, BEST_OF_N))

    # --- choosing --------------------------------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Show the open drafts of the aspect on show side by side."""
        self._view.captions.commit()
        self._view.open_candidates()
        self._show()

    @Slot(object)
    def _choose(self, candidate: Candidate) -> None:
        place = (candidate.clip_id, candidate.aspect)
        choice = choice_of(self.open_ones(), self._settings.hide_scores == "yes")
        if place != self._place or candidate not in choice.candidates:
            return
        over, hidden = choice.over(candidate), choice.scores_hidden
        self._view.close_candidates()
        self._orders.keep_pre_caption(
            place, lambda project: project.choose_candidate(candidate.id, over, scores_hidden=hidden)
        )
        self._orders.said.emit(Notice(choice.outcome(candidate), level=Level.GOOD))

    @Slot()
    def _dismiss_all(self) -> None:
        ids = [candidate.id for candidate in self.open_ones()]
        self._view.close_candidates()
        self._writer.write(self._place, lambda project: project.dismiss_candidates(ids))

    def open_ones(self) -> tuple[Candidate, ...]:
        """The drafts of the aspect on show from which nobody has chosen."""
        clip_id, aspect = self._place
        session = self._session
        return session.candidates[aspect] if session is not None and session.clip.id == clip_id else ()

    # --- showing ---------------------------------------------------------------------------------

    @Slot()
    def _show(self) -> None:
        open_ones = self.open_ones()
        self._view.captions.pre_pane.offer.say(offer_words(open_ones))
        if not self._view.shows_candidates:
            return
        aspect = self._place[1]
        running = self._orders.desk.job_for(self._place)
        if running is not None and running.kind == "several":
            job = RunningJob("several", running.job.fraction, running.job.text)
            self._view.candidates.show_writing(aspect, running.stream.texts(), job)
        else:
            self._view.candidates.show_choice(aspect, choice_of(open_ones, self._settings.hide_scores == "yes"))

    @Slot(object)
    def _job_changed(self, place: Place) -> None:
        if place == self._place and self._view.shows_candidates:
            self._show()
