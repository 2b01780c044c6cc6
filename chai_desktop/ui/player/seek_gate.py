"""Lets one seek through at a time, and of those that wait only the newest."""

from __future__ import annotations


class SeekGate:
    """While a seek is under way, newer requests replace each other; the last one goes as soon as the way is free.

    So a dragged playhead shows frames as fast as they can be decoded and always ends on the one asked for last.
    """

    def __init__(self) -> None:
        self.in_flight: int | None = None
        self.waiting: int | None = None

    @property
    def busy(self) -> bool:
        return self.in_flight is not None

    def ask(self, frame: int) -> int | None:
        """The frame to seek to now, or None where it has to wait."""
        if self.busy:
            self.waiting = frame
            return None
        self.in_flight = frame
        return frame

    def arrived(self) -> int | None:
        """The seek under way has ended; the frame to seek to next, or None."""
        frame, self.in_flight, self.waiting = self.waiting, None, None
        return None if frame is None else self.ask(frame)

    def clear(self) -> None:
        self.in_flight = self.waiting = None
