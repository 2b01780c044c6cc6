"""Keeps what was read of the clips used last, within bounds of number and memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from chai_desktop.models.transformers.prefix import Prefix


class KeptPrefixes:
    """The one used longest ago goes first. Belongs to one loaded model with its adapter: another one has its own."""

    def __init__(self, clips: int, most_bytes: int) -> None:
        self._clips = clips
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Hashable, Prefix] = OrderedDict()

    @property
    def bytes(self) -> int:
        return sum(prefix.cache.bytes for prefix in self._kept.values())

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Prefix | None:
        prefix = self._kept.get(key)
        if prefix is not None:
            self._kept.move_to_end(key)
        return prefix

    def make_room(self, more_bytes: int) -> None:
        """Let go of so many that one more of this size fits; before it is computed, not after."""
        while self._kept and (len(self._kept) >= self._clips or self.bytes + more_bytes > self._most_bytes):
            self._kept.popitem(last=False)

    def keep(self, key: Hashable, prefix: Prefix) -> None:
        """Nothing where it is too large by itself, or none is to be kept."""
        self.make_room(prefix.cache.bytes)
        if self._clips and prefix.cache.bytes <= self._most_bytes:
            self._kept[key] = prefix

    def clear(self) -> None:
        self._kept.clear()
