"""What a critic said of a draft, without Qt: points that a person may take, and lines that are none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chai_desktop.models.requests import EngineCritique
from chai_desktop.spec.points import Point
from chai_desktop.store.records import Fingerprint


@dataclass(frozen=True)
class Proposals:
    """``items``: what nobody has taken or dismissed yet; a line of free text stands as a string."""

    critic: str = ""  # its name for a person
    fingerprint: Fingerprint | None = None
    items: tuple[Point | str, ...] = ()
    nothing_wrong: bool = False

    @property
    def any(self) -> bool:
        """Whether there is something to show."""
        return bool(self.items) or self.nothing_wrong

    @property
    def sentence(self) -> str:
        if self.nothing_wrong:
            return f"Nothing to change, says {self.critic}."
        points = sum(isinstance(item, Point) for item in self.items)
        lines = len(self.items) - points
        said = [f"{points} point{'s' if points != 1 else ''}"] if points else []
        said += [f"{lines} line{'s' if lines != 1 else ''} of text"] if lines else []
        return f"{' and '.join(said)} proposed by {self.critic}"

    def without(self, item: Point | str) -> Proposals:
        """The rest, once this one is taken or dismissed."""
        at = self.items.index(item)
        return replace(self, items=self.items[:at] + self.items[at + 1 :])


def proposals_of(critique: EngineCritique, critic: str, points: tuple[Point, ...]) -> Proposals:
    """What the critique proposes beyond the points that the person has made already."""
    known = {_said(point) for point in points}
    new = tuple(point for point in critique.points if _said(point) not in known)
    lines = tuple(line.strip() for line in critique.free_text.splitlines() if line.strip())
    return Proposals(critic, critique.fingerprint, (*new, *lines), nothing_wrong=not new and not lines)


def _said(point: Point) -> tuple[object, ...]:
    return point.kind, point.start, point.end, point.instead
