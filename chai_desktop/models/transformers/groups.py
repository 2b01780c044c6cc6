"""Which questions go through the model together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Asked = TypeVar("Asked")


def groups(asked: Sequence[Asked], fit: Callable[[list[Asked]], bool]) -> list[list[Asked]]:
    """In their order, as many together as ``fit``; one alone goes whether it fits or not."""
    found: list[list[Asked]] = []
    for each in asked:
        if found and fit([*found[-1], each]):
            found[-1].append(each)
        else:
            found.append([each])
    return found
