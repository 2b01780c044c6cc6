"""Brings what the picture suggests to the checklist, and what a person makes of it to the project."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from chai_desktop import places
from chai_desktop.media.motion.curves import MotionCurves
from chai_desktop.store.records import TakenSuggestion
from chai_desktop.ui.suggestions.measured_files import Measured, read_measured
from chai_desktop.ui.suggestions.measured_note import MeasuredNote
from chai_desktop.ui.suggestions.question_curves import curves_of, legend
from chai_desktop.ui.suggestions.sparkline import DrawnCurves
from chai_desktop.ui.suggestions.suggestion_line import SuggestionLine
from chai_desktop.ui.suggestions.suggestion_model import ClipSuggestions, Hint, RowHint
from chai_desktop.ui.suggestions.suggestion_strip import SuggestionStrip
from chai_desktop.ui.timeline.curve_set import KINDS
from chai_desktop.workers.job_queue import JobQueue
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.store.project import Project
    from chai_desktop.store.records import Clip
    from chai_desktop.ui.annotate.session import Session
    from chai_desktop.ui.checklist.checklist_view import ChecklistView
    from chai_desktop.ui.player.player_view import PlayerView

_NO_CURVES = DrawnCurves()


@dataclass(frozen=True)
class _Memory:
    """What the project says of a clip's suggestions."""

    project: Path
    taken: Mapping[str, TakenSuggestion]
    dismissed: frozenset[str]


class SuggestionDesk(QObject):
    """Follows the clip on show. ``measured`` is told when the analysis has left a new file in the cache."""

    changed = Signal()  # what is suggested is shown anew

    def __init__(
        self, checklist: ChecklistView, player: PlayerView, project: ProjectThread, jobs: JobQueue, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._checklist, self._player = checklist, player
        self._project, self._jobs = project, jobs
        self._clip: Clip | None = None
        self._state = ClipSuggestions()
        self._curves: MotionCurves | None = None
        self._drawn: dict[str, DrawnCurves] = {}
        self._lines: dict[str, SuggestionLine] = {}
        self.strip, self.note = SuggestionStrip(), MeasuredNote()
        self.strip.take_wanted.connect(self.take_sure)
        self.note.sparkline.frame_wanted.connect(player.seek_frame)
        checklist.add_strip(self.strip)
        checklist.card.add_note(self.note)
        checklist.shown.connect(self._show_hints)
        checklist.card_shown.connect(self._show_card)
        player.frame_shown.connect(self._show_frame)

    @property
    def state(self) -> ClipSuggestions:
        return self._state

    def line(self, question: str) -> SuggestionLine | None:
        """The line in the row of a question; None as long as its page was not shown."""
        return self._lines.get(question)

    # --- what is known ------------------------------------------------------------------------------

    @Slot(object)
    def follow(self, session: Session) -> None:
        """The room shows this clip, or read it anew."""
        if self._clip is None or self._clip.id != session.clip.id:
            self._clip = session.clip
            self._take_over(Measured(), ClipSuggestions())
        self._read(files=self._curves is None)

    @Slot(str, str, object)
    def measured(self, content_hash: str, measure: str, _path: object) -> None:
        if self._clip is not None and self._clip.facts.content_hash == content_hash:
            self._read(files=measure in ("motion", "suggestions"))

    def leave(self) -> None:
        """The room is taken down: what still arrives is for nobody."""
        self._clip = None

    def _read(self, files: bool) -> None:
        clip = self._clip
        if clip is None:
            return
        self._project.call(lambda project: _memory(project, clip.id), functools.partial(self._remember, clip, files))

    def _remember(self, clip: Clip, files: bool, memory: _Memory) -> None:
        if self._clip is None or self._clip.id != clip.id:
            return
        self._state = replace(self._state, taken=memory.taken, dismissed=memory.dismissed)
        self._show_hints()
        if files:
            self._jobs.submit(
                f"Read what was measured of {clip.facts.name}",
                lambda _progress: read_measured(memory.project, places.cache_folder() / "media", clip),
                functools.partial(self._found, clip),
                lambda _error: None,
            )

    def _found(self, clip: Clip, measured: Measured) -> None:
        if self._clip is not None and self._clip.id == clip.id:
            found = self._state if measured.suggestions is None else replace(self._state, found=measured.suggestions)
            self._take_over(measured, found)

    def _take_over(self, measured: Measured, state: ClipSuggestions) -> None:
        self._curves, self._state = measured.curves, state
        self._drawn.clear()
        self._show_hints()
        self._checklist.keep_in_view()

    # --- what a person does ---------------------------------------------------------------------------

    @Slot()
    def take(self) -> None:
        """Answer the question in hand as suggested, and go on to the next open one."""
        question = self._checklist.attended
        wanted = self._state.to_take(question, self._checklist.checklist) if question else {}
        if wanted:
            self._answer(wanted)
            self._checklist.next_unanswered()

    @Slot()
    def take_sure(self) -> None:
        """Take every sure suggestion of the aspect in one step."""
        self._answer(self._state.sure(self._checklist.aspect, self._checklist.checklist))

    @Slot()
    def dismiss(self) -> None:
        """Do not show the suggestion of the question in hand again on this clip."""
        question = self._checklist.attended
        if question and self._hint(question, Hint.OPEN) is not None:
            self._dismiss(self._state.dismissed | {question})

    @Slot()
    def bring_dismissed_back(self) -> None:
        if self._state.dismissed:
            self._dismiss(frozenset())

    @Slot()
    def show_frames(self) -> None:
        """Play the frames that show what is suggested for the question in hand; they become the range."""
        question = self._checklist.attended
        hint = self._state.hint(question, self._checklist.checklist) if question else None
        frames = self._frames_of(question or "", hint)
        if frames is not None:
            self._player.play_range(*frames)

    def _frames_of(self, question: str, hint: RowHint | None) -> tuple[int, int] | None:
        if hint is not None and hint.frames is not None:
            return hint.frames
        suggestion = self._state.found.of(question)
        return None if suggestion is None else (suggestion.first_frame, suggestion.last_frame)

    def _answer(self, answers: dict[str, Any]) -> None:
        self._checklist.take(answers, self._state.via(answers))

    def _dismiss(self, questions: frozenset[str]) -> None:
        assert self._clip is not None
        key = _key(self._clip.id)
        self._state = replace(self._state, dismissed=questions)
        self._project.call(lambda project: project.remember(key, sorted(questions)))
        self._show_hints()

    # --- what is shown ----------------------------------------------------------------------------------

    @Slot()
    def _show_hints(self) -> None:
        checklist = self._checklist.checklist
        for question, row in self._checklist.rows().items():
            hint = self._state.hint(question, checklist)
            if question not in self._lines:
                if hint is None or hint.kind is not Hint.OPEN:
                    continue
                self._lines[question] = self._new_line()
                row.add_below(self._lines[question])
            self._lines[question].show_hint(hint, self._curves_for(question))
            row.show_suggested(hint.value if hint is not None and hint.kind is Hint.OPEN else None)
        aspect = self._checklist.aspect
        self.strip.show_counts(self._state.open_count(aspect, checklist), len(self._state.sure(aspect, checklist)))
        self._show_card()
        self.changed.emit()

    def _new_line(self) -> SuggestionLine:
        line = SuggestionLine()
        line.take_wanted.connect(self.take)
        line.dismiss_wanted.connect(self.dismiss)
        line.sparkline.frame_wanted.connect(self._player.seek_frame)
        return line

    @Slot()
    def _show_card(self) -> None:
        """The question in hand has the keys, and its measurement on the card."""
        for question, line in self._lines.items():
            line.attend(question == self._checklist.attended)
        question = self._checklist.on_card
        if question:
            hint = self._state.hint(question, self._checklist.checklist)
            self.note.show_measured(hint, self._curves_for(question))
        else:
            self.note.show_measured(None, _NO_CURVES)

    @Slot(int)
    def _show_frame(self, frame: int) -> None:
        self.note.sparkline.show_frame(frame)
        for line in self._lines.values():
            line.sparkline.show_frame(frame)

    def _hint(self, question: str, kind: Hint) -> RowHint | None:
        hint = self._state.hint(question, self._checklist.checklist)
        return hint if hint is not None and hint.kind is kind else None

    def _curves_for(self, question: str) -> DrawnCurves:
        if question not in self._drawn:
            self._drawn[question] = self._draw(question)
        return self._drawn[question]

    def _draw(self, question: str) -> DrawnCurves:
        wanted = curves_of(question)
        if self._curves is None or not wanted:
            return _NO_CURVES
        values = tuple(getattr(self._curves, each.field) for each in wanted)
        least = tuple(KINDS[each.field].least for each in wanted)
        return DrawnCurves(values, least, self._frames_of(question, None), legend(question))


def _memory(project: Project, clip_id: str) -> _Memory:
    dismissed = project.recall(_key(clip_id), [])
    kept = frozenset(dismissed) if isinstance(dismissed, list) else frozenset()
    return _Memory(Path(project.path), project.taken_suggestions(clip_id), kept)


def _key(clip_id: str) -> str:
    return f"suggestions.dismissed.{clip_id}"
