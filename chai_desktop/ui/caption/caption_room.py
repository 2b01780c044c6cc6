"""The caption room: pre-caption, critique and post-caption of one clip and aspect, side by side or behind tabs.

The room knows neither the project nor the player. It is given a ``RoomState``, shows it, and says what the person
does. What the person typed is announced twice: as unsent typing within a third of a second (``typing``, to survive
a kill), and as a version worth keeping when the person leaves a field or asks for something (``free_text_changed``,
``post_edited``). ``typing`` with the value None says that a field holds nothing unsent any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.caption.arrangement import Arrangement
from chai_desktop.ui.caption.change_view import ChangeView
from chai_desktop.ui.caption.echo import Echo
from chai_desktop.ui.caption.post_pane import PostPane
from chai_desktop.ui.caption.pre_pane import PrePane
from chai_desktop.ui.caption.room_hints import apply_hints
from chai_desktop.ui.caption.room_model import RoomState, RunningJob, submitted_words
from chai_desktop.ui.caption.scroll_pair import ScrollPair
from chai_desktop.ui.caption.typing_pulse import TypingPulse
from chai_desktop.ui.critique.critique_pane import CritiquePane
from chai_desktop.ui.critique.point_desk import PointDesk

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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = RoomState()
        self._live = RoomState()
        self._points: Echo[tuple[Point, ...]] = Echo(())
        self._rating: Echo[int | None] = Echo(None)
        self._free: Echo[str] = Echo("")
        self._post: Echo[str] = Echo("")
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
        return self._live

    @property
    def shown(self) -> tuple[str, Aspect]:
        """The clip and aspect that every signal of the room is about."""
        return self._live.clip_id, self._live.aspect

    def show_work(self, state: RoomState) -> None:
        """Show a piece of work, or the newest saved state of the one that is shown.

        Words that the person has typed since are kept in the second case. In the first, everything of the former work
        goes: call ``commit`` before, while ``shown`` is still the former one. Nothing is announced from here.
        """
        if state.key != self._live.key:
            self._open(state)
        else:
            self._merge(state)
        self._show()

    def set_job(self, kind: str | None, fraction: float | None = None, text: str = "") -> None:
        """A job of this work: "draft" or "revise", how far it is (0..1, None: not known); no kind: no job."""
        self._change(job=RunningJob(kind, fraction, text) if kind else None)

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
        if not self._live.cannot_draft:
            self.commit()
            self.draft_wanted.emit()

    def revise(self) -> None:
        self.desk.finish_if_complete()
        if self._live.can_revise:
            self.commit()
            self.revise_wanted.emit()

    def submit(self) -> None:
        if not self._live.is_perfect:
            self.desk.finish_if_complete()
        if self._live.can_submit:
            self.commit()
            self.submit_wanted.emit()

    def cancel(self) -> None:
        if self._live.job:
            self.cancel_wanted.emit()

    def rate(self, score: int) -> None:
        if self._live.pre is None or score == self._live.rating:
            return
        self._rating.send(score)
        self._change(rating=score)
        self.rated.emit(score)

    def add_point(self, kind: PointKind) -> None:
        """Begin a point about the words selected in the pre-caption."""
        if self._live.pre is not None and not self._live.is_perfect:
            self.desk.begin(kind)

    def next_change(self) -> None:
        self.focus_post()
        self.changes.go(forward=True)

    def previous_change(self) -> None:
        self.focus_post()
        self.changes.go(forward=False)

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

    def flush_typing(self) -> None:
        """Announce waiting typing at once."""
        self._critique_pulse.flush()
        self._post_pulse.flush()
        self.desk.pulse.flush()

    def commit(self) -> None:
        """Announce what is typed and not yet a version: before another work is shown, and before each job."""
        self.desk.pulse.flush()
        self._commit_free()
        self._commit_post()

    # Behind the screen

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return self.arrangement.minimumSizeHint()

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

    def _open(self, state: RoomState) -> None:
        free = state.typed.get("critique")
        post = state.typed.get("post")
        live = replace(
            state,
            free_text=free if isinstance(free, str) else state.free_text,
            post=post if isinstance(post, str) else state.post,
            typed={},
            job=None,
            open_point="",
        )
        for pulse in (self._critique_pulse, self._post_pulse, self.desk.pulse):
            pulse.drop()
        self._saved, self._live = state, live
        self._points, self._rating = Echo(state.points), Echo(state.rating)
        self._free, self._post = Echo(state.free_text), Echo(state.post or "", state.revision_id)
        self.set_notes(())
        self.pre_pane.text.forget(live.pre or "")
        self.critique_pane.free.forget(live.free_text)
        self.post_pane.text.forget(live.post or "")
        self.desk.open_work(live.pre or "", live.points, state.typed.get("point"))
        self.changes.compare()

    def _merge(self, state: RoomState) -> None:
        live = self._live
        post_is_news = self._post.is_news(state.post or "", state.revision_id)
        merged = replace(
            state,
            points=state.points if self._points.is_news(state.points) else live.points,
            rating=state.rating if self._rating.is_news(state.rating) else live.rating,
            free_text=state.free_text if self._free.is_news(state.free_text) else live.free_text,
            post=state.post if post_is_news else live.post,
            revision=state.revision if state.revision is not None else live.revision,
            typed={},
            job=live.job,
            open_point=live.open_point,
        )
        self._saved, self._live = state, merged
        self.critique_pane.free.show_text(merged.free_text)
        if post_is_news:
            self._post_pulse.drop()
            self.post_pane.text.replace_text(merged.post or "")
            self.changes.compare()

    def _change(self, **fields: object) -> None:
        live = replace(self._live, **fields)  # type: ignore[arg-type]
        if live != self._live:
            self._live = live
            self._show()

    def _show(self) -> None:
        self._live = replace(
            self._live, submitted_now=self._saved.submitted_now and self._live.same_content(self._saved)
        )
        state = self._live
        self.pre_pane.show_state(state)
        self._show_critique()
        self.post_pane.show_state(state, submitted_words(state, datetime.now().astimezone()))
        self.desk.show_points(state.points)
        self.changes.show_points(self._marked(), self.desk.current)
        self._show_changes(len(self.changes.hunks), self.changes.current)
        self.arrangement.tabs.setTabText(CRITIQUE, f"Critique ({len(state.points)})" if state.points else "Critique")
        apply_hints(self._hints, self.pre_pane, self.critique_pane, self.post_pane, state)

    def _show_critique(self) -> None:
        self.critique_pane.show_state(self._live, self.pre_pane.text.textCursor().hasSelection())

    def _show_changes(self, count: int, current: int | None) -> None:
        self.post_pane.show_changes(count, current)

    def _marked(self) -> tuple[Point, ...]:
        """The points whose words are marked: none in a draft that is rated perfect."""
        return () if self._live.is_perfect else self._live.points

    def _free_typed(self) -> None:
        self._critique_pulse.note()
        self._change(free_text=self.critique_pane.free.toPlainText())

    def _post_typed(self) -> None:
        self._post_pulse.note()
        self.changes.note_edit()
        self._change(post=self.post_pane.text.text())

    def _points_edited(self, points: tuple[Point, ...]) -> None:
        self._points.send(points)
        self._change(points=points)
        self.points_changed.emit(points)

    def _commit_free(self) -> None:
        text = self._live.free_text
        if self._live.pre is not None and text != self._free.known:
            self._free.send(text)
            self.free_text_changed.emit(text)
            self._critique_pulse.settle()

    def _commit_post(self) -> None:
        """An empty text is no version; it stays unsent typing."""
        text = self._live.post or ""
        if self._live.pre is not None and text.strip() and text != self._post.known:
            self._post.send(text)
            self.post_edited.emit(text)
            self._post_pulse.settle()
