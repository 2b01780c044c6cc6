"""Times and ids of made-up operations: valid ones, in order, and the same for the same dice."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

_START = datetime(2025, 1, 6, tzinfo=UTC)
_DAY = 86_400_000_000  # microseconds


class Clock:
    """Goes forward by some seconds with every operation."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._now = 0  # microseconds after the start
        self._days: dict[int, str] = {}

    def tick(self) -> str:
        """The time of the next operation, as the project file writes it."""
        self._now += self._dice.randrange(500_000, 5_000_000)
        day, rest = divmod(self._now, _DAY)
        seconds, micro = divmod(rest, 1_000_000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        if day not in self._days:
            self._days[day] = (_START + timedelta(days=day)).strftime("%Y-%m-%d")
        return f"{self._days[day]}T{hour:02}:{minute:02}:{second:02}.{micro:06}Z"

    def new_id(self) -> str:
        """A UUID version 7 of that time."""
        milliseconds = int(_START.timestamp() * 1000) + self._now // 1000
        low = self._dice.getrandbits(74)
        time = f"{milliseconds:012x}"
        high, rest = low >> 62, low & (2**62 - 1) | 2 << 62
        return f"{time[:8]}-{time[8:]}-7{high:03x}-{rest >> 48:04x}-{rest & (2**48 - 1):012x}"
