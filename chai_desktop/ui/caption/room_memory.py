"""What the room shows beside what the project is known to hold, and what of the one is not yet in the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.ui.caption.echo import Echo
from chai_desktop.ui.caption.room_model import RoomState

_TYPED = {"critique": "free_text", "post": "post"}  # the room's fields by the names that unsent typing is stored under


@dataclass
class _Traces:
    """What is known of one piece of work: what went to the project and came back, and what was changed by hand."""

    points: Echo[tuple[Point, ...]]
    rating: Echo[int | None]
    free: Echo[str]
    post: Echo[str]
    by_hand: set[str] = field(default_factory=set)
    still_typed: set[str] = field(default_factory=set)  # sent, and yet the project has it as unsent typing only
    half_point: object = None


@dataclass(frozen=True)
class _Left:
    """A piece of work as it stood when another one was shown."""

    live: RoomState
    saved: RoomState
    traces: _Traces


class RoomMemory:
    """``live`` is the room as it stands on the screen; unsent typing of the opened work is part of it.

    Work that the person changed is remembered when another piece is shown: the state that it is shown with next may
    have been read before the last words were saved.
    """

    def __init__(self) -> None:
        self.live = RoomState()
        self._saved = RoomState()
        self._traces = _traces(self._saved)
        self._left: dict[tuple[str, Aspect, str], _Left] = {}

    def open(self, state: RoomState) -> None:
        """Another piece of work. What the person last did to it counts, then what was typed on it and never sent."""
        if self._traces.by_hand:
            self._left[self.live.key] = _Left(self.live, self._saved, self._traces)
        left = self._left.pop(state.key, None)
        if left is None:
            self.live, self._saved, self._traces = state, state, _traces(state)
        else:
            self.live, self._saved, self._traces = left.live, left.saved, left.traces
            self.merge(state)
        typed = {name: state.typed.get(field) for field, name in _TYPED.items() if name not in self._traces.by_hand}
        words = {name: text for name, text in typed.items() if isinstance(text, str)}
        self.live = replace(self.live, **words, typed={}, job=None, open_point="")  # type: ignore[arg-type]
        if "point" not in self._traces.by_hand:
            self._traces.half_point = state.typed.get("point")
        self._judge_submission()

    def forget(self) -> None:
        """What the project holds is all that counts from now on; the room shows nothing."""
        self.live = self._saved = RoomState()
        self._traces = _traces(self._saved)
        self._left.clear()

    def merge(self, state: RoomState) -> bool:
        """The newest saved state of the work on show; True where its post-caption has to replace the shown one.

        Words that the project does not have yet stay, whatever arrives: what arrives is then the older version of them.
        """
        live, traces = self.live, self._traces
        free_is_unsent, post_is_unsent = self._free_is_unsent(), self._post_is_unsent()
        free_is_news = traces.free.is_news(state.free_text) and not free_is_unsent
        post_is_news = traces.post.is_news(state.post or "", state.revision_id) and not post_is_unsent
        self._saved = state
        self.live = replace(
            state,
            points=state.points if traces.points.is_news(state.points) else live.points,
            rating=state.rating if traces.rating.is_news(state.rating) else live.rating,
            free_text=state.free_text if free_is_news else live.free_text,
            post=state.post if post_is_news else live.post,
            revision=state.revision if state.revision is not None else live.revision,
            typed={},
            job=live.job,
            blocked=live.blocked,
            open_point=live.open_point,
        )
        self._note_still_typed(state)
        self._judge_submission()
        return post_is_news

    def change(self, **fields: Any) -> bool:
        """Show other values; says whether anything is different."""
        before = self.live
        self.live = replace(before, **fields)
        self._traces.by_hand |= {name for name in _TYPED.values() if name in fields}
        self._judge_submission()
        return self.live != before

    @property
    def half_point(self) -> object:
        """The point that was being written when this work was left or the program ended, as it is stored."""
        return self._traces.half_point

    def keep_half_point(self, value: object) -> None:
        """The point being written, as it is stored; None: there is none any more."""
        self._traces.half_point = value
        self._traces.by_hand.add("point")

    def send_points(self, points: tuple[Point, ...]) -> None:
        self._traces.points.send(points)
        self._traces.by_hand.add("points")

    def send_rating(self, rating: int) -> None:
        self._traces.rating.send(rating)
        self._traces.by_hand.add("rating")

    def unsent_free_text(self) -> str | None:
        """The free text where the project does not have it yet; it counts as sent from now on."""
        if self.live.pre is None or not self._free_is_unsent():
            return None
        self._traces.free.send(self.live.free_text)
        self._traces.by_hand.add("free_text")
        self._traces.still_typed.discard("free_text")
        return self.live.free_text

    def unsent_post(self) -> str | None:
        """The post-caption where the project does not have it yet. An empty text is no version: it stays typing."""
        if self.live.pre is None or not self._post_is_unsent():
            return None
        text = self.live.post or ""
        self._traces.post.send(text)
        self._traces.by_hand.add("post")
        self._traces.still_typed.discard("post")
        return text

    def _free_is_unsent(self) -> bool:
        return self.live.free_text != self._traces.free.known or "free_text" in self._traces.still_typed

    def _post_is_unsent(self) -> bool:
        text = self.live.post or ""
        return bool(text.strip()) and (text != self._traces.post.known or "post" in self._traces.still_typed)

    def _note_still_typed(self, state: RoomState) -> None:
        """Words that were sent and could not be saved (a full disk, say) come back as typing: they are sent again."""
        for key, name in _TYPED.items():
            words = getattr(self.live, name) or ""
            if words == (getattr(state, name) or "") or words != state.typed.get(key):
                self._traces.still_typed.discard(name)
            else:
                self._traces.still_typed.add(name)

    def _judge_submission(self) -> None:
        """A submission holds for what is on the screen, not for what was saved before the last key."""
        still = self._saved.submitted_now and self.live.same_content(self._saved)
        self.live = replace(self.live, submitted_now=still)


def _traces(saved: RoomState) -> _Traces:
    return _Traces(
        Echo(saved.points), Echo(saved.rating), Echo(saved.free_text), Echo(saved.post or "", saved.revision_id)
    )
