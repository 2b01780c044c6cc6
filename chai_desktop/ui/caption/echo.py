"""Tells what the room itself sent, coming back from the project file, from what is new to it.

Saving takes a moment, and the person goes on typing. When the state of the project then arrives, it may be older than
what stands on the screen. A value that was sent from here, or that was known before, must not replace newer words; a
value of other origin (a new revision, a restored version) must.
"""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Echo(Generic[T]):
    """Follows one field of the room. ``version`` names the revision that a value came from, '' where it came from none.

    A value with a version not seen before is always news: somebody wrote it anew.
    """

    def __init__(self, value: T, version: str = "") -> None:
        self._known = value
        self._version = version
        self._sent: list[T] = []

    @property
    def known(self) -> T:
        """The newest value that the project has, as far as known here: received, or sent to it."""
        return self._sent[-1] if self._sent else self._known

    def send(self, value: T) -> None:
        """The room hands a value to the project."""
        self._sent.append(value)

    def is_news(self, value: T, version: str = "") -> bool:
        """Whether an arriving value has to replace what is shown."""
        same_maker = not version or version == self._version
        self._version = version or self._version
        if same_maker and value == self._known:  # first: what was sent may end with the same words, still on its way
            return False
        if same_maker and value in self._sent:
            self._sent = self._sent[self._sent.index(value) + 1 :]
            self._known = value
            return False
        self._known, self._sent = value, []
        return True
