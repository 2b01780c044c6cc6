"""Rules over the state at the start and at the end of a clip."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.spec.rules import UNKNOWN, State


@dataclass(frozen=True, slots=True)
class Known:
    """The span has a value at its start or at its end."""

    span: str

    def holds(self, state: State) -> bool | None:
        first, last = state.get(f"{self.span}.first"), state.get(f"{self.span}.last")
        if first not in (None, UNKNOWN) or last not in (None, UNKNOWN):
            return True
        return None if first is None or last is None else False

    def fields(self) -> frozenset[str]:
        return frozenset({f"{self.span}.first", f"{self.span}.last"})


@dataclass(frozen=True, slots=True)
class Changed:
    span: str

    def holds(self, state: State) -> bool | None:
        first, last = state.get(f"{self.span}.first"), state.get(f"{self.span}.last")
        return None if first is None or last is None else first != last

    def fields(self) -> frozenset[str]:
        return frozenset({f"{self.span}.first", f"{self.span}.last"})


@dataclass(frozen=True, slots=True)
class Rises:
    """The last state stands before the first one in ``order``, which runs from high to low."""

    span: str
    order: tuple[str, ...]

    def holds(self, state: State) -> bool | None:
        first, last = state.get(f"{self.span}.first"), state.get(f"{self.span}.last")
        if first is None or last is None:
            return None
        if first not in self.order or last not in self.order:
            return False
        return self.order.index(last) < self.order.index(first)

    def fields(self) -> frozenset[str]:
        return frozenset({f"{self.span}.first", f"{self.span}.last"})
