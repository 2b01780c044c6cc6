"""One fix that is needed in several places of a caption names all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chai_desktop.spec.lint.critiques.content_words import specific_stems
from chai_desktop.spec.lint.critiques.forms import Form
from chai_desktop.spec.lint.critiques.remarks import Remark
from chai_desktop.spec.lint.finding import Finding, Level

_FIXES = (Form.REPLACES, Form.DELETES)


def places_left_out(remarks: Sequence[Remark], pre: str, post: str | None) -> Iterator[Finding]:
    """A hint where old words stand more often than the critique names them; a warning where the post-caption then
    holds some of them still.
    """
    named = [_folded(passage.words) for remark in remarks for passage in remark.old]
    told: set[str] = set()
    for remark in remarks:
        if remark.form not in _FIXES or remark.everywhere:
            continue
        for passage in remark.old:
            words = _folded(passage.words)
            times = _times(words, pre)
            if words in told or times <= named.count(words) or not specific_stems(words):
                continue
            told.add(words)
            left = times if post is None else _times(words, post)
            if left:
                level = Level.HINT if post is None else Level.WARNING
                yield Finding("critique.places", level, passage.start, passage.end, _message(words, times, post, left))


def _message(words: str, times: int, post: str | None, left: int) -> str:
    stays = "" if post is None else f", and {left} of them stand in the post-caption still"
    return f'The pre-caption says "{words}" {times} times{stays}. Name all places, or write "everywhere".'


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .,;:!?")


def _times(words: str, text: str) -> int:
    if not words:
        return 0
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", " ".join(text.casefold().split())))
