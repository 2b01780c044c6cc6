"""Joining words into phrases, and phrases into finished sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

_STOP_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_SENTENCE_GAP = re.compile(r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)(?<!vs\.)(?<!approx\.)(?<!\bca\.)\s+")
_YOU_SOUND = ("uni", "use", "usu", "uti", "eu", "one-", "ubiq", "ura", "uto")
_SILENT_H = ("hour", "honest", "honor", "honour", "heir")


def needs_an(word: str) -> bool:
    """Whether a word begins with a vowel sound, so that "an" goes before it."""
    lower = word.casefold()
    if lower[:1].isdigit():
        return lower.startswith("8") or re.match(r"(11|18)(\D|$)", lower) is not None
    if lower in ("one", "once", "us", "uk"):
        return False
    if lower.startswith(_YOU_SOUND):
        return lower.startswith(("unin", "unim", "unid")) or re.match(r"unis?[^a-z]", lower) is not None
    return lower.startswith(_SILENT_H) or (lower[:1] in "aeiou" and lower != "")


def article(word: str) -> str:
    return "an" if needs_an(word) else "a"


def capitalised(text: str) -> str:
    """The first letter upper-case, past an opening quote or bracket; the rest untouched."""
    for index, letter in enumerate(text):
        if letter.isalnum():
            upper = letter.upper()
            return text[:index] + upper + text[index + 1 :] if len(upper) == 1 else text
        if not letter.isspace() and letter not in "\"'“‘([«":
            return text
    return text


def finished(text: str) -> str:
    """One or more sentences, each with a capital, the last with a full stop; '' stays ''."""
    words = " ".join(text.split()).rstrip(",;:- ")
    if not words:
        return ""
    parts = [capitalised(part) for part in _SENTENCE_GAP.split(words)]
    whole = " ".join(parts)
    return whole if _STOP_END.search(whole) else whole + "."


def without_stop(text: str) -> str:
    """The words without a closing full stop, ready to stand inside a sentence."""
    return text if text.endswith("...") else text.rstrip().rstrip(".").rstrip()


def listed(items: Sequence[str]) -> str:
    """a / a and b / a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def joined(*parts: str) -> str:
    """Parts with one space between them, empty ones left out, none before punctuation."""
    return re.sub(r"\s+([,.;:])", r"\1", " ".join(part for part in parts if part))
