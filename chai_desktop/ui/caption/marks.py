"""What is marked in a text: points of the critique and changed words, cut into stretches that do not overlap."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.caption.word_diff import Hunk


@dataclass(frozen=True)
class Stretch:
    """One stretch of a text with the same marks throughout; offsets in code points, end exclusive."""

    start: int
    end: int
    changed: bool = False  # removed (in the pre-caption) or added (in the post-caption)
    kind: PointKind | None = None
    current: bool = False  # of the point or the change that the person is at


@dataclass(frozen=True)
class Badge:
    """The number of a point, drawn above the first of its words."""

    offset: int
    label: str
    kind: PointKind


@dataclass(frozen=True)
class Caret:
    """A place in one text where the other has words: ``added`` here in the other text, or removed from it."""

    offset: int
    added: bool


@dataclass(frozen=True)
class Marks:
    stretches: tuple[Stretch, ...] = ()
    badges: tuple[Badge, ...] = ()
    carets: tuple[Caret, ...] = ()


def pre_marks(
    text: str, points: tuple[Point, ...], hunks: tuple[Hunk, ...], point: int | None = None, hunk: int | None = None
) -> Marks:
    """Marks of the pre-caption: each point's words, the words that the post-caption has no more, places of additions.

    ``point`` and ``hunk`` are the numbers (from 0) of those that the person is at.
    """
    spans = [_Span(p.start, p.end, kind=p.kind, current=n == point) for n, p in enumerate(points) if _has_span(p, text)]
    spans += [_Span(h.pre.start, h.pre.end, changed=True, current=n == hunk) for n, h in enumerate(hunks)]
    badges = tuple(
        Badge(p.start, str(n + 1), p.kind) for n, p in enumerate(points) if p.start is not None and _has_place(p, text)
    )
    carets = tuple(Caret(h.pre.start, added=True) for h in hunks if h.pre.empty)
    return Marks(_cut(spans), badges, carets)


def post_marks(points: tuple[Point, ...], hunks: tuple[Hunk, ...], hunk: int | None = None) -> Marks:
    """Marks of the post-caption: added words, places of removals, and which point each change answers."""
    spans = [_Span(h.post.start, h.post.end, changed=True, current=n == hunk) for n, h in enumerate(hunks)]
    badges = []
    for h in hunks:
        answered = [(n, p) for n, p in enumerate(points) if answers(h, p)]
        if answered:
            badges.append(Badge(h.post.start, ",".join(str(n + 1) for n, _ in answered), answered[0][1].kind))
    carets = tuple(Caret(h.post.start, added=False) for h in hunks if h.post.empty)
    return Marks(_cut(spans), tuple(badges), carets)


def answers(hunk: Hunk, point: Point) -> bool:
    """Whether a change lies where a point asked for one: on its words, or right after them for something missing."""
    if point.start is None or point.end is None:
        return False
    if point.kind == PointKind.MISSING:
        return hunk.pre_gap.start <= point.end <= hunk.pre_gap.end
    if hunk.pre.empty:
        return point.start <= hunk.pre.start <= point.end
    return hunk.pre.start < point.end and point.start < hunk.pre.end


@dataclass(frozen=True)
class _Span:
    start: int | None
    end: int | None
    changed: bool = False
    kind: PointKind | None = None
    current: bool = False


def _has_place(point: Point, text: str) -> bool:
    return point.start is not None and point.end is not None and 0 <= point.start <= point.end <= len(text)


def _has_span(point: Point, text: str) -> bool:
    return _has_place(point, text) and point.start != point.end


def _cut(spans: list[_Span]) -> tuple[Stretch, ...]:
    """The spans as stretches in order; where two overlap, a stretch has both marks (of two points, the first's)."""
    edges = sorted({edge for span in spans for edge in (span.start, span.end) if edge is not None})
    stretches = []
    for start, end in pairwise(edges):
        over = [s for s in spans if s.start is not None and s.end is not None and s.start <= start and end <= s.end]
        if over:
            kind = next((span.kind for span in over if span.kind and span.current), None)
            kind = kind or next((span.kind for span in over if span.kind), None)
            changed, current = any(s.changed for s in over), any(s.current for s in over)
            stretches.append(Stretch(start, end, changed, kind, current))
    return tuple(stretches)
