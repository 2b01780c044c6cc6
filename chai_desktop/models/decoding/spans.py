"""Which characters of an answer were copied from the pre-caption, from which tokens were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from chai_desktop.models.decoding.greedy import Written
from chai_desktop.models.requests import CopiedSpan


def copied_spans(
    written: Written, source: Sequence[int], piece: Callable[[int], bytes], answer: str, pre_caption: str
) -> tuple[CopiedSpan, ...]:
    """Spans of ``answer`` (the written text without white space around it) that equal a stretch of ``pre_caption``.

    ``source`` are the pre-caption's tokens, the first text of the drafter. A stretch whose characters do not agree,
    since a character was cut between two tokens, is left out.
    """
    pieces = [piece(token) for token in written.tokens]
    ends, places = _offsets(pieces), _offsets([piece(token) for token in source])
    whole = b"".join(pieces).decode("utf-8", "replace")
    shift = len(whole) - len(whole.lstrip())
    spans = []
    for copied in written.copied:
        if copied.source != 0:
            continue
        start, end = max(0, ends[copied.start] - shift), min(len(answer), ends[copied.end] - shift)
        place = places[copied.place] + (start - (ends[copied.start] - shift))
        if end > start and answer[start:end] == pre_caption[place : place + end - start]:
            spans.append(CopiedSpan(start, end, place))
    return tuple(spans)


def _offsets(pieces: Sequence[bytes]) -> list[int]:
    """The offset in characters at which each piece begins, and at last the length of all."""
    return [len(joined.decode("utf-8", "ignore")) for joined in accumulate(pieces, initial=b"")]
