"""Mends spacing, punctuation, articles and capitals where edits touch the text, and nowhere else.

The rules are told, for the writer of a critique, in docs/formats/critique-points.md: keep the two alike.
"""

from __future__ import annotations

import re

from chai_desktop.models.rules.sentences import needs_an
from chai_desktop.models.rules.weave import Weave
from chai_desktop.models.rules.word_list import word_list

_STOPS = ".!?"
_MARKS = ",;:"
_OPENERS = "\"'“‘([«"
_NO_SPACE_BEFORE = ",.;:!?)]}"
_DANGLING = frozenset({"and", "or", "but", "while", "with", "then"})
_LEANING = word_list("a an the and or in on at of with from by for to his her its their")
_ABBREVIATIONS = ("e.g.", "i.e.", "vs.", "approx.", "ca.")
_LOWERED_INSIDE = frozenset(
    [
        "The",
        "A",
        "An",
        "It",
        "Its",
        "This",
        "These",
        "That",
        "Those",
        "He",
        "She",
        "They",
        "His",
        "Her",
        "Their",
        "There",
        "In",
        "On",
        "At",
        "From",
        "With",
        "As",
        "While",
        "And",
        "Then",
    ]
)


def mend(weave: Weave) -> None:
    """Mend every seam, from the last to the first."""
    for number in reversed(range(len(weave.seams))):
        # A seam may move while it is mended; its number stays, because mending never adds or reorders seams.
        while _mend_once(weave, number):
            pass
        _fix_article(weave, weave.seams[number])
        _fix_capital(weave, weave.seams[number])


def _mend_once(weave: Weave, number: int) -> bool:
    """One mending step; whether something changed."""
    left, right = _gap(weave, weave.seams[number])
    return (
        _drop_punctuation(weave, left, right)
        or _drop_empty_brackets(weave, left, right)
        or _drop_dangling(weave, left, right)
        or _mend_space(weave, left, right)
    )


def _gap(weave: Weave, seam: int) -> tuple[int, int]:
    """The range of white space around a seam."""
    left = right = seam
    while left > 0 and weave.chars[left - 1].isspace():
        left -= 1
    while right < len(weave) and weave.chars[right].isspace():
        right += 1
    return left, right


def _mend_space(weave: Weave, left: int, right: int) -> bool:
    gap = weave.chars[left:right]
    outside = left == 0 or right == len(weave)
    tight = outside or weave.chars[right] in _NO_SPACE_BEFORE or weave.chars[left - 1] in "(["
    wanted = "" if tight else next((c for c in gap if c == "\n"), gap[0]) if gap else ""
    if "".join(gap) == wanted:
        return False
    keep = left + gap.index(wanted) if wanted else right
    weave.delete(keep + 1 if wanted else left, right)
    if wanted:
        weave.delete(left, keep)
    return True


def _drop_punctuation(weave: Weave, left: int, right: int) -> bool:
    before = weave.chars[left - 1] if left else ""
    after = weave.chars[right] if right < len(weave) else ""
    opened = not before or before in _STOPS + _MARKS + "(["
    if after and after in _MARKS and (opened or _leans_on_next(weave, left)):
        weave.delete(right, right + 1)
    elif before and before in _MARKS and after and after in _STOPS + ")]":
        weave.delete(left - 1, left)
    elif after and after in _STOPS and (not before or before in _STOPS):
        weave.delete(right, right + 1)
    else:
        return False
    return True


def _leans_on_next(weave: Weave, end: int) -> bool:
    """Whether a word of the pre-caption stands there that no comma follows: "a , red car"."""
    return _word_ending_at(weave, end).casefold() in _LEANING and weave.origin(end - 1) is not None


def _drop_empty_brackets(weave: Weave, left: int, right: int) -> bool:
    pair = "".join(weave.chars[left - 1 : left] + weave.chars[right : right + 1]) if left else ""
    if pair not in ("()", "[]", "“”", '""', "«»"):
        return False
    if pair == '""' and weave.text[: left - 1].count('"') % 2:
        return False  # a closing quote followed by an opening one
    weave.delete(left - 1, right + 1)
    return True


def _drop_dangling(weave: Weave, left: int, right: int) -> bool:
    """A linking word that has lost what it links: at the end of a sentence, doubled, or at its start."""
    before, after = _word_ending_at(weave, left), _word_starting_at(weave, right)
    ends = right == len(weave) or weave.chars[right] in _STOPS
    if before in _DANGLING and ends and weave.origin(left - 1) is not None:
        weave.delete(left - len(before), left)
        return True
    doubled = before in _DANGLING and left != right
    leads = _starts_sentence(weave, right) and right + len(after) < len(weave)
    if after in ("and", "or", "but") and (doubled or leads) and weave.origin(right) is not None:
        weave.delete(right, right + len(after))
        return True
    return False


def _word_ending_at(weave: Weave, end: int) -> str:
    start = end
    while start > 0 and (weave.chars[start - 1].isalnum() or weave.chars[start - 1] in "'’-"):
        start -= 1
    return "".join(weave.chars[start:end])


def _word_starting_at(weave: Weave, start: int) -> str:
    end = start
    while end < len(weave) and (weave.chars[end].isalnum() or weave.chars[end] in "'’-"):
        end += 1
    return "".join(weave.chars[start:end])


def _starts_sentence(weave: Weave, index: int) -> bool:
    """Whether a sentence begins at ``index``: at the start, or after a stop (and closing quotes) and white space."""
    while index > 0 and weave.chars[index - 1] in _OPENERS:
        index -= 1
    before = weave.text[:index]
    if not before.strip():
        return True
    if not before[-1].isspace() or before.rstrip().casefold().endswith(_ABBREVIATIONS):
        return False
    return re.search(r"[.!?][\"'”’)\]]*\s+$", before) is not None


def _fix_article(weave: Weave, seam: int) -> None:
    """a -> an and back, where the article stands right before the seam and the next word begins right behind it."""
    left, right = _gap(weave, seam)
    before, after = _word_ending_at(weave, left), _word_starting_at(weave, right)
    if before.casefold() not in ("a", "an") or left == right or not after[:1].isalnum():
        return
    wanted = "an" if needs_an(after) else "a"
    if before.casefold() == wanted:
        return
    if wanted == "an":
        weave.replace(left, left, "n")
    else:
        weave.delete(left - 1, left)


def _fix_capital(weave: Weave, seam: int) -> None:
    """A capital where a sentence now starts; a small letter where a sentence no longer starts with a common word."""
    _, first = _gap(weave, seam)
    while first < len(weave) and weave.chars[first] in _OPENERS:
        first += 1
    if first == len(weave):
        return
    letter = weave.chars[first]
    if _starts_sentence(weave, first):
        changed = letter.upper()
    elif weave.origin(first) is not None and _word_starting_at(weave, first) in _LOWERED_INSIDE:
        changed = letter.lower()
    else:
        return
    if changed != letter and len(changed) == 1:
        weave.replace(first, first + 1, changed)
