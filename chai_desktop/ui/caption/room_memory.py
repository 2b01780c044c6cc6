"""What the room shows beside what the project is known to hold, and what of the one is not yet in the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chai_desktop.spec.points import Point
from chai_desktop.ui.caption.echo import Echo
from chai_desktop.ui.caption.room_model import RoomState


class RoomMemory:
    """``live`` is the room as it stands on the screen; unsent typing of the opened work is part of it."""

    def __init__(self) -> None:
        self.live = RoomState()
        self._saved = RoomState()
        self._start_echoes()

    def open(self, state: RoomState) -> None:
        """Another piece of work; what was typed on it and never sent stands in for what is saved."""
        free, post = state.typed.get("critique"), state.typed.get("post")
        self._saved = state
        self._start_echoes()
        self.live = replace(
            state,
            free_text=free if isinstance(free, str) else state.free_text,
            post=post if isinstance(post, str) else state.post,
            typed={},
            job=None,
            open_point="",
        )
        self._judge_submission()

    def merge(self, state: RoomState) -> bool:
        """The newest saved state of the work on show; True where its post-caption has to replace the shown one."""
        live = self.live
        post_is_news = self._post.is_news(state.post or "", state.revision_id)
        self._saved = state
        self.live = replace(
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
        self._judge_submission()
        return post_is_news

    def change(self, **fields: Any) -> bool:
        """Show other values; says whether anything is different."""
        before = self.live
        self.live = replace(before, **fields)
        self._judge_submission()
        return self.live != before

    def send_points(self, points: tuple[Point, ...]) -> None:
        self._points.send(points)

    def send_rating(self, rating: int) -> None:
        self._rating.send(rating)

    def unsent_free_text(self) -> str | None:
        """The free text where the project does not have it yet; it counts as sent from now on."""
        text = self.live.free_text
        if self.live.pre is None or text == self._free.known:
            return None
        self._free.send(text)
        return text

    def unsent_post(self) -> str | None:
        """The post-caption where the project does not have it yet. An empty text is no version: it stays typing."""
        text = self.live.post or ""
        if self.live.pre is None or not text.strip() or text == self._post.known:
            return None
        self._post.send(text)
        return text

    def _start_echoes(self) -> None:
        saved = self._saved
        self._points: Echo[tuple[Point, ...]] = Echo(saved.points)
        self._rating: Echo[int | None] = Echo(saved.rating)
        self._free: Echo[str] = Echo(saved.free_text)
        self._post: Echo[str] = Echo(saved.post or "", saved.revision_id)

    def _judge_submission(self) -> None:
        """A submission holds for what is on the screen, not for what was saved before the last key."""
        still = self._saved.submitted_now and self.live.same_content(self._saved)
        self.live = replace(self.live, submitted_now=still)
