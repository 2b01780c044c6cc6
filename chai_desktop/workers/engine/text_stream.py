"""What an engine writes, as it comes: added to on the engine's thread, read on the window's."""

from __future__ import annotations

from threading import Lock


class TextStream:
    """Several texts that are written at once, by their numbers (from 0)."""

    def __init__(self, count: int = 1) -> None:
        self._lock = Lock()
        self._pieces: list[list[str]] = [[] for _ in range(count)]

    def add(self, number: int, piece: str) -> None:
        """Add to the end of a text; a number that nobody asked for is left out."""
        with self._lock:
            if 0 <= number < len(self._pieces):
                self._pieces[number].append(piece)

    def text(self, number: int = 0) -> str:
        """The text as far as it is written."""
        with self._lock:
            pieces = self._pieces[number]
            if len(pieces) > 1:
                pieces[:] = ["".join(pieces)]
            return pieces[0] if pieces else ""

    def texts(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(self.text(number) for number in range(len(self._pieces)))

    @property
    def length(self) -> int:
        """Characters of all of them."""
        return sum(len(text) for text in self.texts())
