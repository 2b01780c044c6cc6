"""Tokens as text while they are written: only whole characters, which may be spread over several tokens."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence

from chai_desktop.models.engine import Listener


def text_of(tokens: Sequence[int], piece: Callable[[int], bytes]) -> str:
    """The whole text without white space around it."""
    return b"".join(piece(token) for token in tokens).decode("utf-8", "replace").strip()


class Spoken:
    """Hands on to a listener what is written of several answers, and asks it with every token whether to go on."""

    def __init__(self, piece: Callable[[int], bytes], listener: Listener, limit: int) -> None:
        self._piece = piece
        self._listener = listener
        self._limit = limit  # tokens of the longest answer, by which progress is told
        self._counts: dict[int, int] = {}

    def of(self, number: int) -> Callable[[Sequence[int]], None]:
        """To be told the new tokens of the answer ``number``. Raises Cancelled."""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")

        def heard(tokens: Sequence[int]) -> None:
            self._listener.check()
            self._counts[number] = self._counts.get(number, 0) + len(tokens)
            text = decoder.decode(b"".join(self._piece(token) for token in tokens))
            if text:
                self._listener.piece(number, text)
            done, whole = max(self._counts.values()), sum(self._counts.values())
            self._listener.progress(READ + (0.99 - READ) * min(1.0, done / self._limit), f"{whole} tokens")

        return heard


READ = 0.5  # of the progress: the prompt is read
