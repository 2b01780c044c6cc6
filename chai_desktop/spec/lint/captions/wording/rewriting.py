"""Replacing words so that the sentence stays right: capitals, hyphens, "a" and "an", spaces."""

from __future__ import annotations

from typing import NamedTuple

from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText

_SOUNDS_LIKE_YOU = ("uni", "use", "usu", "eu", "one", "once", "ubi", "ute", "uto")
_SILENT_H = ("hour", "honest", "honor", "honour", "heir")
_FUNCTION_WORDS = frozenset(
    {
        "and",
        "or",
        "of",
        "in",
        "on",
        "at",
        "to",
        "with",
        "while",
        "as",
        "is",
        "are",
        "from",
        "by",
        "for",
        "that",
        "which",
    }
)
_NAMES = frozenset({"dutch", "german", "american"})  # large by themselves: what takes their place is not
_ARTICLES = frozenset({"a", "an"})


class Rewrite(NamedTuple):
    """``text[start:end]`` becomes ``fix``."""

    start: int
    end: int
    fix: str


def article_for(word: str) -> str:
    """ "a" or "an", by the letters of the word that follows."""
    small = word.lower()
    if small.startswith(_SILENT_H):
        return "an"
    return "an" if small[:1] in tuple("aeiou") and not small.startswith(_SOUNDS_LIKE_YOU) else "a"


def replaced(caption: CaptionText, first: int, last: int, new: str) -> Rewrite:
    """The words ``first`` to ``last`` (exclusive) replaced; an article before them is mended along with them."""
    start, end = caption.words[first].start, caption.words[last - 1].end
    old = caption.text[start:end]
    if "-" in old and "-" not in new and not any(space in old for space in " \t\n") and _describes(caption, last):
        new = new.replace(" ", "-")
    starts_large = old[:1].isupper() and (caption.opens_sentence(first) or caption.folded[first] not in _NAMES)
    new = capitalised(new) if starts_large else new
    return _with_article(caption, first, Rewrite(start, end, new))


def _describes(caption: CaptionText, last: int) -> bool:
    """Whether the words before ``last`` stand before a noun, where a compound keeps its hyphens."""
    return last < len(caption.words) and caption.words[last].runs_on and caption.folded[last] not in _FUNCTION_WORDS


def without(caption: CaptionText, first: int, last: int) -> Rewrite:
    """The words taken out with all that stands between them and the next word, such as a comma."""
    return _with_article(caption, first, Rewrite(caption.words[first].start, caption.words[last].start, ""))


def deleted(caption: CaptionText, first: int, last: int) -> Rewrite | None:
    """The words taken out with one space; None where what is left would not hold together."""
    words = caption.words
    if last < len(words) and words[last].runs_on and caption.text[words[last - 1].end : words[last].start].isspace():
        following = words[last]
        if caption.opens_sentence(first):
            rest = capitalised(caption.text[following.start : following.end])
            return Rewrite(words[first].start, following.end, rest)
        return _with_article(caption, first, Rewrite(words[first].start, following.start, ""))
    if first and words[first].runs_on and _ends_clause(caption, last) and words[first - 1].folded not in _ARTICLES:
        return Rewrite(words[first - 1].end, words[last - 1].end, "")
    return None


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ends_clause(caption: CaptionText, last: int) -> bool:
    return caption.text[caption.words[last - 1].end :][:1] in ("", ".", ",", ";")


def _with_article(caption: CaptionText, first: int, rewrite: Rewrite) -> Rewrite:
    before = caption.words[first - 1] if first and caption.words[first].runs_on else None
    following = rewrite.fix or caption.text[rewrite.end :]
    if before is None or before.folded not in _ARTICLES or not following[:1].isalnum():
        return rewrite
    wanted = article_for(following)
    if wanted == before.folded:
        return rewrite
    written = capitalised(wanted) if caption.text[before.start].isupper() else wanted
    return Rewrite(before.start, rewrite.end, written + caption.text[before.end : rewrite.start] + rewrite.fix)
