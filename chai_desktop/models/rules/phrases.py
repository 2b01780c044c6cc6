"""What sort of words a person gave as a text answer, so that a sentence can be made of them without changing them."""

from __future__ import annotations

import re
from enum import Enum, auto

from chai_desktop.models.rules.sentences import without_stop
from chai_desktop.models.rules.verbs import ALWAYS_FINITE, BASES, THIRD_PERSONS
from chai_desktop.models.rules.word_kinds import (
    ADJECTIVES,
    ADVERBS,
    DETERMINERS,
    LOWERED,
    NAMES_IN_ING,
    NOT_ADVERBS,
    NOT_AFTER_NAMES,
    PERSONS,
    PLACE_WORDS,
    PLURALS,
    PRONOUNS,
    RELATIVES,
    STATES,
)


class Form(Enum):
    """The grammatical form of a text answer, judged by its words."""

    SENTENCE = auto()  # "a man enters from the left"
    VERB = auto()  # "walks past the fountain"
    ING = auto()  # "walking past the fountain"
    PLACE = auto()  # "on the left of the frame", "outdoors"
    PURPOSE = auto()  # "to follow the woman"
    STATE = auto()  # "seated on a bench", "tall and slim"
    NOUN = auto()  # "a woman in a red coat"


def form_of(text: str) -> Form:
    """The form of a text answer; NOUN where nothing else is plain."""
    words = words_of(text)
    if not words:
        return Form.NOUN
    first = words[0]
    if len(words) > 1 and (first in ADVERBS or (first.endswith("ly") and first not in NOT_ADVERBS)):
        return form_of(text.split(None, 1)[1])
    if re.search(r"[.!?]\s+\S", text) or _has_finite_verb(words) or _is_typed_as_sentence(text, words):
        return Form.SENTENCE
    if first == "to" and words[1:2] and words[1] in BASES:
        return Form.PURPOSE
    if first in PLACE_WORDS:
        return Form.PLACE
    if _is_verb(words):
        return Form.VERB
    if first.endswith("ing") and len(first) > 4 and first not in NAMES_IN_ING:
        return Form.ING
    return Form.STATE if first in STATES or _is_description(text, words) else Form.NOUN


def words_of(text: str) -> list[str]:
    """The words in small letters, without punctuation."""
    return [word.casefold() for word in re.findall(r"[\w'’-]+", text)]


def _is_typed_as_sentence(text: str, words: list[str]) -> bool:
    """A capital, a stop, and a start that phrases seldom have: a sentence, though its verb is not known."""
    starts = text[0].isupper() and words[0] in DETERMINERS - {
        "a",
        "an",
        "one",
        "two",
        "three",
        "some",
        "several",
        "many",
    }
    return starts and len(words) > 2 and text.rstrip()[-1] in ".!?"


def _is_verb(words: list[str]) -> bool:
    """A third person in front, unless it is listed with a name: "stands and stalls"."""
    if words[0] not in THIRD_PERSONS:
        return False
    return words[1:2] != ["and"] or (len(words) > 2 and words[2] in THIRD_PERSONS)


def _is_description(text: str, words: list[str]) -> bool:
    """Adjectives without a noun ("tall and slim", "young, with a beard"), participles ("made of stone")."""
    first = words[0]
    if first.endswith("ed") and len(first) > 4:
        return len(words) == 1 or words[1] in PLACE_WORDS
    if first not in ADJECTIVES:
        return False
    parts = words_of(text.split(",")[0])
    return all(word in ADJECTIVES or word == "and" for word in parts) or parts[1] in PLACE_WORDS | {
        "throughout",
        "away",
    }


def _has_finite_verb(words: list[str]) -> bool:
    if words[0] in THIRD_PERSONS and words[1:2] and words[1] in BASES - NOT_AFTER_NAMES:
        return True  # "leaves move", "waves crash": a name that looks like a verb
    if words[0] in THIRD_PERSONS:
        return False
    for index in range(1, len(words)):
        if words[index] in RELATIVES:
            return False
        if words[index] in ALWAYS_FINITE:
            return True
        if _is_finite(words, index) and (words[0] in NAMES_IN_ING or not words[0].endswith("ing")):
            return words[0] not in PLACE_WORDS or index > 3
    return False


def _is_finite(words: list[str], index: int) -> bool:
    """Whether the word is a verb that belongs to the words before it."""
    word, before, after = words[index], words[index - 1], words[index + 1 : index + 2]
    if before in DETERMINERS - PRONOUNS:
        return False
    several = before in PLURALS or (before.endswith("s") and not before.endswith(("ss", "us", "is")))
    if word in THIRD_PERSONS:
        if after in (["and"], ["or"], ["of"]) or several:
            return False
        return bool(after) or before in PERSONS | PRONOUNS or words[0] in ("a", "an")
    return word in BASES and bool(after) and (several or _are_joined(words[:index]))


def _are_joined(words: list[str]) -> bool:
    """Whether the words end with two that are joined and known: "the woman and the child"."""
    last = words[-3:]
    return words[0] == "the" and "and" in last and not PLACE_WORDS & set(last)


def embedded(text: str) -> str:
    """The words as they stand inside a sentence: no closing stop, no capital unless it may be a name."""
    words = without_stop(text)
    first = re.match(r"[\w'’-]+", words)
    if first is None or (len(first[0]) > 1 and first[0].isupper()):
        return words
    lower = first[0].casefold()
    common = lower in LOWERED or (lower.endswith(("ing", "ly", "ed")) and len(words.split()) > 1)
    return words[:1].lower() + words[1:] if common else words
