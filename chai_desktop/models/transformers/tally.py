"""Counts what an answer takes, and tells how far it is."""

from __future__ import annotations

import codecs
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import Usage
from chai_desktop.models.transformers.memory import Peak

_CLIP, _QUESTIONS = 0.3, 0.35  # how far it is when the clip has been read, and the questions


class Tally:
    """Of one order: all its questions together."""

    def __init__(self, device: Any, listener: Listener) -> None:
        self.prompt_tokens = self.read_tokens = self.new_tokens = self.passes = 0
        self._seconds = {"prompt": 0.0, "writing": 0.0}
        self._peak = Peak(device)
        self._listener = listener
        self._far = 0.0

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """``what``: prompt or writing."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[what] += time.perf_counter() - begun
            self._peak.look()

    def clip(self, fraction: float, words: str) -> None:
        self._tell(_CLIP * fraction, words)

    def questions(self, read: int, tokens: int) -> None:
        fraction = _CLIP + (_QUESTIONS - _CLIP) * read / tokens
        self._tell(fraction, f"Reads the question: {read:,} of {tokens:,} tokens")

    def wrote(self, count: int, most: int) -> None:
        """``most``: tokens that all answers may have together."""
        self.new_tokens += count
        self._tell(
            _QUESTIONS + (1 - _QUESTIONS) * min(1.0, self.new_tokens / most), f"Writes: {self.new_tokens:,} tokens"
        )

    def usage(self) -> Usage:
        self._tell(1.0, f"{self.new_tokens:,} tokens in {self.passes:,} passes")
        return Usage(
            prompt_tokens=self.prompt_tokens,
            kept_tokens=max(0, self.prompt_tokens - self.read_tokens),
            new_tokens=self.new_tokens,
            passes=self.passes,
            prompt_seconds=self._seconds["prompt"],
            writing_seconds=self._seconds["writing"],
            peak_bytes=self._peak.bytes,
        )

    def _tell(self, fraction: float, words: str) -> None:
        self._listener.check()
        self._far = max(self._far, fraction)
        self._listener.progress(self._far, words)


class Pieces:
    """Hands on an answer's text as it grows: only whole characters, which may be spread over several tokens."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def add(self, data: bytes) -> None:
        self._hand_on(self._decoder.decode(data))

    def end(self) -> None:
        """What is left of a character that never became whole."""
        self._hand_on(self._decoder.decode(b"", final=True))

    def _hand_on(self, text: str) -> None:
        if text:
            self._tell(text)
