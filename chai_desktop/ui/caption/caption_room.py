"""The caption room: pre-caption, critique and post-caption of one clip and aspect, side by side or behind tabs.

The room knows neither the project nor the player. It is given a ``RoomState``, shows it, and says what the person
does. What the person typed is announced twice: as unsent typing within a third of a second (``typing``, to survive
a kill), and as a version worth keeping when the person leaves a field or asks for something (``free_text_changed``,
``post_edited``). ``typing`` with the value None says that a field holds nothing unsent any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.caption.arrangement import Arrangement
from chai_desktop.ui.caption.change_view import ChangeView
from chai_desktop.ui.caption.post_pane import PostPane
from chai_desktop.ui.caption.pre_pane import PrePane
from chai_desktop.ui.caption.room_hints import apply_hints
from chai_desktop.ui.caption.room_memory import RoomMemory
from chai_desktop.ui.caption.room_model import RoomState, RunningJob, submitted_words
from chai_desktop.ui.caption.scroll_pair import ScrollPair
from chai_desktop.ui.caption.typing_pulse import TypingPulse
from chai_desktop.ui.critique.critique_pane import CritiquePane
from chai_desktop.ui.critique.point_desk import PointDesk
from chai_desktop.ui.critique.point_draft import as_typed
from chai_desktop.ui.critique.proposal_model import Proposals

PRE, CRITIQUE, POST = range(3)


class CaptionRoom(QWidget):
    draft_wanted = Signal()
    revise_wanted = Signal()
    cancel_wanted = Signal()
    submit_wanted = Signal()
    rated = Signal(int)
    points_changed = Signal(object)  # tuple[Point, ...]
    free_text_changed = Signal(str)
    post_edited = Signal(str)
    typing = Signal(str, object)  # field ("critique", "post", "point"), JSON value or None
    range_wanted = Signal()
    range_requested = Signal(int, int)
    shown_anew = Signal()  # other work is on show, or the same as the project has it now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = RoomMemory()
        self._emptied: tuple[tuple[Point, ...], str] | None = None
        self._hints: Mapping[str, str] = {}
        self.pre_pane, self.critique_pane, self.post_pane = PrePane(), CritiquePane(), PostPane()
        self.arrangement = Arrangement(
            (("Pre-caption", self.pre_pane), ("Critique", self.critique_pane), ("Post-caption", self.post_pane))
        )
        self.changes = ChangeView(self.pre_pane.text, self.post_pane.text, self)
        self.desk = PointDesk(self.pre_pane, self.critique_pane, self)
        self._critique_pulse = TypingPulse("critique", self.critique_pane.free.toPlainText, self)
        self._post_pulse = TypingPulse("post", self.post_pane.text.text, self)
        self._scrolls = ScrollPair(self.pre_pane.text, self.post_pane.text, self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.arrangement)
        self._connect()
        self.shortcut_hint = {}
        self._show()

    # What is shown

    @property
    def state(self) -> RoomState:
        """The room as it stands on the screen, unsent words included."""
        return self._memory.live

    @property
    def shown(self) -> tuple[str, Aspect]:
        """The clip and aspect that every signal of the room is about."""
        return self._memory.live.clip_id, self._memory.live.aspect

    def show_work(self, state: RoomState) -> None:
        """Show a piece of work, or the newest saved state of the one that is shown.

        Words that the person has typed since are kept in the second case. In the first, everything of the former work
        goes from the screen: call ``commit`` before, while ``shown`` is still the former one. Nothing is announced from
        here. What the person did to a piece of work is shown again when it comes back, however old its ``state`` is.
        """
        if state.key != self._memory.live.key:
            self._open(state)
            self._leave_rating()
        else:
            self._merge(state)
        self._show()
        self.shown_anew.emit()

    def set_job(self, kind: str | None, fraction: float | None = None, text: str = "") -> None:
        """A job of this work, by its kind, and how far it is (0..1, None: not known); no kind: no job."""
        self._change(job=RunningJob(kind, fraction, text) if kind else None)

    def show_written(self, kind: str, text: str | None, engine: str = "") -> None:
        """How far a text is that ``engine`` writes: "draft" or "revise". None: none is being written any more."""
        self.pre_pane.written.show_text(text if kind == "draft" else None, engine)
        self.post_pane.written.show_text(text if kind == "revise" else None, engine)

    def set_blocked(self, sentence: str) -> None:
        """A contradiction among the answers that submitting waits for; '' where there is none."""
        self._change(blocked=sentence)

    def set_notes(self, notes: Sequence[str]) -> None:
        """What the engine could not do, in plain sentences."""
        self.post_pane.notes.show_notes(notes)

    def set_range_source(self, source: Callable[[], tuple[int, int] | None]) -> None:
        """Who knows the range just watched: ordinals of the clip, both inclusive."""
        self.critique_pane.use_range_source(source)
        self.pre_pane.editor.use_range_source(source)

    @property
    def shortcut_hint(self) -> Mapping[str, str]:
        """Keys by verb (draft, revise, submit, rate_1 ..., next_change, ...), only named in tooltips."""
        return self._hints

    @shortcut_hint.setter
    def shortcut_hint(self, keys: Mapping[str, str]) -> None:
        self._hints = dict(keys)
        apply_hints(self._hints, self.pre_pane, self.critique_pane, self.post_pane)

    # Verbs

    def draft(self) -> None:
        if not self._memory.live.cannot_draft:
            self.commit()
            self.draft_wanted.emit()

    def revise(self) -> None:
        self.desk.finish_if_complete()
        if self._memory.live.can_revise:
            self.commit()
            self.revise_wanted.emit()

    def submit(self) -> None:
        if not self._memory.live.is_perfect:
            self.desk.finish_if_complete()
        if self._memory.live.can_submit:
            self.commit()
            self.submit_wanted.emit()

    def cancel(self) -> None:
        if self._memory.live.job:
            self.cancel_wanted.emit()

    def rate(self, score: int) -> None:
        if self._memory.live.pre is None or score == self._memory.live.rating:
            return
        self._memory.send_rating(score)
        self._change(rating=score)
        self.rated.emit(score)

    def add_point(self, kind: PointKind) -> None:
        """Begin a point about the words selected in the pre-caption."""
        if self._memory.live.pre is not None and not self._memory.live.is_perfect:
            self.desk.begin(kind)

    def empty_critique(self) -> None:
        """Take all points and the free text out, as a perfect draft asks for; ``bring_back`` undoes it."""
        emptied = self._memory.live.points, self._memory.live.free_text
        self._set_critique((), "")
        self.desk.forget_removed()
        self._emptied = emptied
        self._show()

    def bring_back(self) -> None:
        """The point removed last, or the critique that was emptied, is there again."""
        if self._emptied is not None:
            points, free_text = self._emptied
            self._set_critique(points, free_text)
        else:
            self.desk.bring_back()

    def add_points(self, points: tuple[Point, ...]) -> None:
        """Points that the person took over, behind their own."""
        self._points_edited((*self._memory.live.points, *points))

    def add_to_critique(self, text: str) -> None:
        """A line that the person took over, below their own words."""
        own = self._memory.live.free_text.rstrip()
        self._set_critique(self._memory.live.points, f"{own}\n{text}" if own else text)

    def show_proposals(self, proposals: Proposals) -> None:
        """What is left of what the critic said of the draft on show."""
        self.critique_pane.show_proposals(proposals)

    def next_change(self) -> None:
        self.focus_post()
        self.changes.go(forward=True)
        self.desk.look_at(self.changes.point_of_current())

    def previous_change(self) -> None:
        self.focus_post()
        self.changes.go(forward=False)
        self.desk.look_at(self.changes.point_of_current())

    def take_back_change(self) -> None:
        self.changes.take_back()

    def focus_pre(self) -> None:
        self.arrangement.bring_up(PRE)
        self.pre_pane.text.setFocus()

    def focus_critique(self) -> None:
        self.arrangement.bring_up(CRITIQUE)
        self.critique_pane.free.setFocus()

    def focus_post(self) -> None:
        self.arrangement.bring_up(POST)
        self.post_pane.text.setFocus()

    def flush_typing(self) -> bool:
        """Announce waiting typing at once, as typing; says whether there was any."""
        waiting = [pulse.flush() for pulse in (self._critique_pulse, self._post_pulse, self.desk.pulse)]
        return any(waiting)

    def show_anew(self, state: RoomState) -> None:
        """Show what the project holds in place of all that was done here before: after an undo, say.

        Words that are typed and not yet a version have to be in ``state``: call ``flush_typing`` before it is read.
        """
        self._memory.forget()
        self.desk.forget_removed()
        self.show_work(state)

    def commit(self) -> None:
        """Announce what is typed and not yet a version: before another work is shown, and before each job."""
        self.desk.pulse.flush()
        self._commit_free()
        self._commit_post()

    # Behind the screen

    def minimumSizeHint(self) -> QSize:
        return self.arrangement.minimumSizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "desk"):
            self.pre_pane.bar.tint()
            self.pre_pane.editor.tint()
            self.critique_pane.tint()

    def _connect(self) -> None:
        pre, critique, post = self.pre_pane, self.critique_pane, self.post_pane
        pre.draft_wanted.connect(self.draft)
        post.revise_wanted.connect(self.revise)
        post.submit_wanted.connect(self.submit)
        for pane in (pre, post):
            pane.cancel_wanted.connect(self.cancel)
        pre.rated.connect(self.rate)
        pre.point_wanted.connect(self.add_point)
        critique.point_wanted.connect(self.add_point)
        critique.empty_wanted.connect(self.empty_critique)
        critique.bring_back_wanted.connect(self.bring_back)
        pre.text.selectionChanged.connect(self._show_critique)
        critique.free.edited.connect(self._free_typed)
        critique.free.left.connect(self._commit_free)
        post.text.edited.connect(self._post_typed)
        post.text.left.connect(self._commit_post)
        post.next_wanted.connect(self.next_change)
        post.previous_wanted.connect(self.previous_change)
        post.take_back_wanted.connect(self.take_back_change)
        self.changes.changed.connect(self._show_changes)
        self.desk.points_changed.connect(self._points_edited)
        self.desk.state_changed.connect(lambda lack: self._change(open_point=lack))
        self.desk.point_shown.connect(lambda number: self.changes.show_points(self._marked(), number))
        self.desk.range_requested.connect(self.range_requested)
        self.desk.range_wanted.connect(self.range_wanted)
        for pulse in (self._critique_pulse, self._post_pulse, self.desk.pulse):
            pulse.typing.connect(self.typing)
        self.desk.pulse.typing.connect(lambda _field, value: self._memory.keep_half_point(value))

    def _open(self, state: RoomState) -> None:
        shown_before = self.shown
        if self.desk.open_draft is not None:
            self._memory.keep_half_point(as_typed(self.desk.open_draft))
        for pulse in (self._critique_pulse, self._post_pulse, self.desk.pulse):
            pulse.drop()
        self._emptied = None
        self._memory.open(state)
        if shown_before != self.shown:  # a new draft of the same work comes with notes of its own
            self.set_notes(())
        live = self._memory.live
        self.pre_pane.text.forget(live.pre or "")
        self.critique_pane.free.forget(live.free_text)
        self.post_pane.text.forget(live.post or "")
        self.desk.open_work(live.pre or "", live.points, self._memory.half_point)
        self.changes.compare()

    def _merge(self, state: RoomState) -> None:
        post_is_news = self._memory.merge(state)
        self.critique_pane.free.show_text(self._memory.live.free_text)
        if post_is_news:
            self._post_pulse.drop()
            self.post_pane.text.replace_text(self._memory.live.post or "")
            self.changes.compare()

    def _change(self, **fields: object) -> None:
        if self._memory.change(**fields):
            self._show()

    def _leave_rating(self) -> None:
        """The focus goes on to the text: its ring on a button of other work would read as a rating."""
        focus = QApplication.focusWidget()
        if focus is not None and self.pre_pane.rating.isAncestorOf(focus):
            self.pre_pane.text.setFocus()

    def _show(self) -> None:
        focus = QApplication.focusWidget()
        self._show_all()
        if QApplication.focusWidget() is not focus:  # its button is possible no more, and Qt went on to the next one
            self._leave_rating()

    def _show_all(self) -> None:
        state = self._memory.live
        self.pre_pane.show_state(state)
        self._show_critique()
        self.post_pane.show_state(state, submitted_words(state, datetime.now().astimezone()))
        self.desk.show_points(state.points)
        self.changes.turn(not state.is_perfect)
        self.changes.show_points(self._marked(), self.desk.current)
        self._show_changes(len(self.changes.hunks), self.changes.current)
        self.arrangement.tabs.setTabText(CRITIQUE, f"Critique ({len(state.points)})" if state.points else "Critique")
        apply_hints(self._hints, self.pre_pane, self.critique_pane, self.post_pane, state)

    def _show_critique(self) -> None:
        can_bring_back = self._emptied is not None or self.desk.has_removed
        self.critique_pane.show_state(self._memory.live, self.pre_pane.text.textCursor().hasSelection(), can_bring_back)

    def _show_changes(self, count: int, current: int | None) -> None:
        self.post_pane.show_changes(count, current)

    def _marked(self) -> tuple[Point, ...]:
        """The points whose words are marked: none in a draft that is rated perfect."""
        return () if self._memory.live.is_perfect else self._memory.live.points

    def _free_typed(self) -> None:
        self._emptied = None
        self._critique_pulse.note()
        self._change(free_text=self.critique_pane.free.toPlainText())

    def _post_typed(self) -> None:
        self._post_pulse.note()
        self.changes.note_edit()
        self._change(post=self.post_pane.text.text())

    def _set_critique(self, points: tuple[Point, ...], free_text: str) -> None:
        self._emptied = None
        self.critique_pane.free.show_text(free_text)
        self._change(free_text=free_text)
        self._commit_free()
        self._points_edited(points)

    def _points_edited(self, points: tuple[Point, ...]) -> None:
        self._emptied = None
        self._memory.send_points(points)
        self._change(points=points)
        self.points_changed.emit(points)

    def _commit_free(self) -> None:
        text = self._memory.unsent_free_text()
        if text is not None:
            self._critique_pulse.flush()  # first as typing: whoever reads in between finds the same words twice
            self.free_text_changed.emit(text)
            self._critique_pulse.settle()

    def _commit_post(self) -> None:
        text = self._memory.unsent_post()
        if text is not None:
            self._post_pulse.flush()
            self.post_edited.emit(text)
            self._post_pulse.settle()
