"""One line of writing: a sequence that starts as a copy of the live beginning and is made longer token by token."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from chai_desktop.models.gguf.beginnings import LIVE, Beginning
from chai_desktop.models.gguf.llama import Entry, Llama


class Line:
    """Implements ``decoding.greedy.TokenModel``. ``between`` may stop the work by raising, see ``Llama.run``."""

    def __init__(self, llama: Llama, beginning: Beginning, sequence: int, between: Callable[[], None]) -> None:
        self._llama = llama
        self.sequence = sequence
        self.position = beginning.position
        self._between = between
        self.prompt_seconds = 0.0
        llama.copy(LIVE, sequence)

    def feed(self, tokens: Sequence[int], last_only: bool = False) -> list[int]:
        began = time.perf_counter()
        rows = self._llama.run(self.entries(tokens, last_only), self._between)
        if last_only:
            self.prompt_seconds += time.perf_counter() - began
        return [int(np.argmax(row)) for row in rows]

    def entries(self, tokens: Sequence[int], last_only: bool) -> list[Entry]:
        """The next tokens at their places; from now on they count as written."""
        last = len(tokens) - 1
        entries = [
            Entry(token, self.position + at, self.sequence, not last_only or at == last)
            for at, token in enumerate(tokens)
        ]
        self.position += len(tokens)
        return entries

    def forget(self, count: int) -> None:
        if count > 0:
            self.position -= count
            self._llama.cut(self.sequence, self.position)

    def is_end(self, token: int) -> bool:
        return self._llama.is_end(token)

    def close(self) -> None:
        self._llama.clear(self.sequence)
