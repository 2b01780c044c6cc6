"""Words that a critique cites from the draft must stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chai_desktop.spec.lint.critiques.content_words import all_words
from chai_desktop.spec.lint.critiques.quotations import Passage
from chai_desktop.spec.lint.critiques.remarks import Remark
from chai_desktop.spec.lint.finding import Finding, Level

_LEFT_OUT = re.compile(r"\s*(?:\.{3}|…)\s*")  # what a citation skips
_NEAR = 0.75  # the share of words in which a citation and a place of the draft must agree to be meant as the same


def quotes_not_found(remarks: Sequence[Remark], pre: str) -> Iterator[Finding]:
    """A warning for words that the draft does not have; a hint with a fix where it has almost the same."""
    draft = _signs_alike(pre)
    for remark in remarks:
        for passage in remark.old:
            if not all(_folded(part) in draft for part in _LEFT_OUT.split(passage.words)):
                yield _not_found(passage, pre)


def _not_found(passage: Passage, pre: str) -> Finding:
    near = _nearest(passage.words, pre)
    cited = " ".join(passage.words.split())
    if near:
        message = f'The pre-caption has no "{cited}"; it says "{near}".'
        return Finding("critique.quote", Level.HINT, passage.start, passage.end, message, near)
    return Finding("critique.quote", Level.WARNING, passage.start, passage.end, f'The pre-caption has no "{cited}".')


def _nearest(cited: str, pre: str) -> str:
    """The run of as many words of the draft that shares the most with the citation; '' where none is near."""
    wanted = [word.stem for word in all_words(cited)]
    words = list(all_words(pre))
    size = len(wanted)
    if size < 2 or size > len(words):
        return ""
    shares = [
        (sum(word.stem == stem for word, stem in zip(words[at : at + size], wanted, strict=True)) / size, -at)
        for at in range(len(words) - size + 1)
    ]
    best, at = max(shares)
    return pre[words[-at].start : words[-at + size - 1].end] if best >= _NEAR else ""


def _folded(words: str) -> str:
    return _signs_alike(words).strip(" .,;:!?-'\"")


def _signs_alike(text: str) -> str:
    plain = text.casefold().translate({ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"', ord("–"): "-"})
    return " ".join(plain.split())
