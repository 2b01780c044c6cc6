"""The beginnings of prompts that are kept: system words and video, as the model has taken them in.

One is live: it lies in the first cells of the context, and questions follow it there. The others are bytes in main
memory, from which they come back exactly as they were. So every answer is computed from the same numbers in the same
places, whichever clips were asked about before.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chai_desktop.models.gguf.llama import Llama

LIVE = 0  # its sequence


@dataclass(frozen=True)
class Beginning:
    """``cells`` tokens in the live sequence. ``position`` is that of the next one: after pictures not their number.

    ``notes``: what was not as planned with the video, in plain sentences.
    """

    cells: int
    position: int
    notes: tuple[str, ...] = ()


class Beginnings:
    """Bounded by ``most_bytes`` for those that are not live; the one goes that was asked for the longest time ago."""

    def __init__(self, llama: Llama, most_bytes: int) -> None:
        self._llama = llama
        self._most_bytes = most_bytes
        self._live: tuple[Hashable, Beginning] | None = None
        self._saved: dict[Hashable, tuple[Beginning, NDArray[np.uint8]]] = {}  # the newest stands last

    @property
    def saved_bytes(self) -> int:
        return sum(data.nbytes for _beginning, data in self._saved.values())

    def find(self, key: Hashable) -> Beginning | None:
        """The one of that key, made live; None where it is not kept."""
        if self._live is not None and self._live[0] == key:
            return self._live[1]
        if key not in self._saved:
            return None
        beginning, data = self._saved.pop(key)
        self.start()
        if not self._llama.restore(data, LIVE):
            self._llama.clear_all()
            return None
        self._live = key, beginning
        return beginning

    def start(self) -> None:
        """Empty the context for another one; what was live is saved."""
        if self._live is not None:
            key, beginning = self._live
            self._live = None
            self._save(key, beginning)
        self._llama.clear_all()

    def keep(self, key: Hashable, beginning: Beginning) -> None:
        """What was put into the live sequence is whole, and can be found from now on."""
        self._live = key, beginning

    def _save(self, key: Hashable, beginning: Beginning) -> None:
        data = self._llama.save(LIVE)
        if data.nbytes > self._most_bytes:
            return
        while self.saved_bytes + data.nbytes > self._most_bytes:
            del self._saved[next(iter(self._saved))]
        self._saved[key] = beginning, data
