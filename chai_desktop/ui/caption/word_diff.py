"""What changed between two captions, word by word.

Punctuation is a token of its own, so that a comma beside a changed word does not colour its neighbours; spaces are
never compared. All offsets are Unicode code points. The matching is ``difflib``'s (Ratcliff and Obershelp), on tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_LONGEST_SHIFT = 3  # tokens that stay between two halves of one change
_ENDS = frozenset(".!?;:")
_TOKEN = re.compile(r"\w+(?:['’\-]\w+)*|[^\w\s]")


@dataclass(frozen=True)
class Token:
    """``text[start:end]``, end exclusive."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Span:
    """A stretch of a text in code points, end exclusive; empty where something stands only in the other text."""

    start: int
    end: int

    @property
    def empty(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True)
class Hunk:
    """One change: ``pre`` became ``post``. The ``gap`` spans reach from the last word that both texts share to the next
    one, spaces included; putting the one gap's text into the other's place takes the change back exactly."""

    pre: Span
    post: Span
    pre_gap: Span
    post_gap: Span


def tokens(text: str) -> list[Token]:
    """Words (with inner apostrophes and hyphens) and single punctuation marks, in order."""
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def word_diff(pre: str, post: str) -> tuple[Hunk, ...]:
    """The changes that lead from ``pre`` to ``post``, in the order of the texts; none where only spaces differ."""
    old, new = tokens(pre), tokens(post)
    changes = _changes([t.text for t in old], [t.text for t in new])
    changes = _joined(_by_sentences(changes, old, new), old)
    return tuple(_hunk(change, old, new, len(pre), len(post)) for change in changes)


def without_change(pre: str, post: str, hunk: Hunk) -> str:
    """``post`` with one change taken back."""
    return post[: hunk.post_gap.start] + pre[hunk.pre_gap.start : hunk.pre_gap.end] + post[hunk.post_gap.end :]


def hunk_at(hunks: tuple[Hunk, ...], offset: int) -> int | None:
    """The number (from 0) of the change that an offset of the post-caption lies in or touches."""
    for number, hunk in enumerate(hunks):
        if hunk.post.start <= offset <= hunk.post.end:
            return number
    return None


def next_hunk(hunks: tuple[Hunk, ...], offset: int) -> int | None:
    """The first change that begins after an offset of the post-caption; the first of all after the last."""
    if not hunks:
        return None
    return next((number for number, hunk in enumerate(hunks) if hunk.post.start > offset), 0)


def previous_hunk(hunks: tuple[Hunk, ...], offset: int) -> int | None:
    """The last change that begins before an offset of the post-caption; the last of all before the first."""
    if not hunks:
        return None
    return next((number for number in reversed(range(len(hunks))) if hunks[number].post.start < offset), len(hunks) - 1)


_Change = tuple[int, int, int, int]  # first and last (exclusive) token of the old text, then of the new one


def _changes(old: list[str], new: list[str]) -> list[_Change]:
    """Changed token ranges. Equal ends are cut off first: that is faster, and keeps an edit from moving other marks."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    return [(a + head, b + head, c + head, d + head) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]


def _by_sentences(changes: list[_Change], old: list[Token], new: list[Token]) -> list[_Change]:
    """Whole sentences added or removed are told with their own full stop, apart from changes in the one before.

    "left. A kite flies" against "right", before a full stop that both share, is "left" against "right" and, after the
    stop, "A kite flies." against nothing.
    """
    told: list[_Change] = []
    for a, b, c, d in changes:
        stop = old[b].text if b < len(old) else ""
        if stop in _ENDS and (at := _find(old, stop, a, b)) is not None:
            told += [change for change in ((a, at, c, d), (at + 1, b + 1, d + 1, d + 1)) if _size(change)]
        elif stop in _ENDS and (at := _find(new, stop, c, d)) is not None:
            told += [change for change in ((a, b, c, at), (b + 1, b + 1, at + 1, d + 1)) if _size(change)]
        else:
            told.append((a, b, c, d))
    return told


def _find(where: list[Token], text: str, first: int, last: int) -> int | None:
    return next((at for at in range(first, last) if where[at].text == text), None)


def _joined(changes: list[_Change], old: list[Token]) -> list[_Change]:
    """Changes that only look like two, told as one: in "right to left" for "left to right" nothing stayed in place."""
    joined: list[_Change] = []
    for change in changes:
        while joined and _is_shift(joined[-1], change, old):
            last = joined.pop()
            change = (last[0], change[1], last[2], change[3])
        joined.append(change)
    return joined


def _is_shift(left: _Change, right: _Change, old: list[Token]) -> bool:
    """Whether one change only adds, the other only removes, and the words between them are few beside both."""
    between = old[left[1] : right[0]]
    if len(between) > _LONGEST_SHIFT or any(token.text in _ENDS for token in between):
        return False
    adds_then_removes = left[0] == left[1] and right[2] == right[3]
    removes_then_adds = left[2] == left[3] and right[0] == right[1]
    return (adds_then_removes or removes_then_adds) and len(between) <= min(_size(left), _size(right))


def _size(change: _Change) -> int:
    """Tokens on the larger side."""
    return max(change[1] - change[0], change[3] - change[2])


def _hunk(change: _Change, old: list[Token], new: list[Token], old_length: int, new_length: int) -> Hunk:
    a, b, c, d = change
    pre_gap = Span(old[a - 1].end if a else 0, old[b].start if b < len(old) else old_length)
    post_gap = Span(new[c - 1].end if c else 0, new[d].start if d < len(new) else new_length)
    pre = Span(old[a].start, old[b - 1].end) if a < b else Span(pre_gap.start, pre_gap.start)
    post = Span(new[c].start, new[d - 1].end) if c < d else Span(post_gap.start, post_gap.start)
    return Hunk(pre, post, pre_gap, post_gap)
