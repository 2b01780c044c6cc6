"""What sort of words a person gave as a text answer, so that a sentence can be made of them without changing them."""

from __future__ import annotations

import re
from enum import Enum, auto

from chai_desktop.models.rules.sentences import article, without_stop
from chai_desktop.models.rules.verbs import ALWAYS_FINITE, BASES, THIRD_PERSONS
from chai_desktop.models.rules.word_list import word_list


class Form(Enum):
    """The grammatical form of a text answer, judged by its first words."""

    SENTENCE = auto()  # "a man enters from the left"
    VERB = auto()  # "walks past the fountain"
    ING = auto()  # "walking past the fountain"
    PLACE = auto()  # "on the left of the frame", "outdoors"
    PURPOSE = auto()  # "to follow the woman"
    STATE = auto()  # "seated on a bench", "upright"
    NOUN = auto()  # "a woman in a red coat"


_PLACE_WORDS = word_list(
    """in on at from with by near behind beside between inside outside under above below over through across
    along around against among within beneath towards toward into onto next during before after opposite
    throughout without of off up down outdoors indoors upstairs downstairs downtown nearby"""
)
_NOT_ING = word_list(
    """morning evening building clothing ceiling king ring spring string wing railing lightning thing nothing
    something awning painting wedding crossing landing parking living dining swimming training lighting
    nursing"""
)
_STATES = word_list(
    """seated upright bent crouched kneeling lying still motionless alone asleep awake visible hidden parked
    stationary tilted turned dressed positioned placed perched leaned folded crossed stretched raised
    lowered open closed empty full centered centred half partly fully slightly tipped overturned upside
    sideways barefoot together side-by-side back-to-back"""
)
_ADVERBS = word_list("first then also now again just almost not")
_NOT_ADVERBS = word_list("family butterfly early fly assembly curly woolly friendly elderly hilly")
_NOT_AFTER_NAMES = word_list("close open rest still")  # "stays open" is no name with a verb
_RELATIVES = word_list("who that which where whose when while as")
_PLURALS = word_list("people men women children they both leaves sheep cattle police geese")
_DETERMINERS = word_list(
    """a an the his her its their this that these those my our one two three four five six seven eight nine ten
    many several some few no each every both another all more most other various multiple dozens hundreds
    it they he she there"""
)
_LOWERED = (
    _DETERMINERS
    | _PLACE_WORDS
    | _STATES
    | BASES
    | THIRD_PERSONS
    | word_list(
        """black white red green blue yellow brown grey gray orange pink purple beige golden silver dark light
    bright pale short long tall small large big little young old older elderly middle-aged bare low high
    narrow wide busy quiet wooden stone brick metal glass trees houses buildings people clouds cars early
    late daytime night dusk dawn clear sunny overcast cloudy rainy foggy indoor outdoor modern to slow
    slowly then first left right center centre top bottom upper lower foreground background middle woman
    man boy girl dog cat child children women men afternoon noon midday"""
    )
)
_MASS = word_list(
    """water snow rain grass sand traffic countryside woodland space nature smoke fog fire food forest-land sky
    downtown farmland grassland underwater scenery text ice mist sunshine sunlight wind haze suburbia
    furniture darkness"""
)


def form_of(text: str) -> Form:
    """The form of a text answer; NOUN where nothing else is plain."""
    words = _words(text)
    if not words:
        return Form.NOUN
    first = words[0]
    if len(words) > 1 and (first in _ADVERBS or (first.endswith("ly") and first not in _NOT_ADVERBS)):
        return form_of(text.split(None, 1)[1])
    if re.search(r"[.!?]\s+\S", text) or _has_finite_verb(words):
        return Form.SENTENCE
    if first == "to" and words[1:2] and words[1] in BASES:
        return Form.PURPOSE
    if first in _PLACE_WORDS:
        return Form.PLACE
    if _is_verb(words):
        return Form.VERB
    if first.endswith("ing") and len(first) > 4 and first not in _NOT_ING:
        return Form.ING
    if first in _STATES:
        return Form.STATE
    return Form.NOUN


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[\w'’-]+", text)]


def _is_verb(words: list[str]) -> bool:
    """A third person in front. A name may look like one ("stands and stalls"): then no object or adverb follows it."""
    if words[0] not in THIRD_PERSONS:
        return False
    return words[1:2] != ["and"] or (len(words) > 2 and words[2] in THIRD_PERSONS)


def _has_finite_verb(words: list[str]) -> bool:
    if words[0] in THIRD_PERSONS and words[1:2] and words[1] in BASES - _NOT_AFTER_NAMES:
        return True  # "leaves move", "waves crash": a name that looks like a verb
    for index, word in enumerate(words[1:], start=1):
        if word in _RELATIVES:
            return False
        before, after = words[index - 1], words[index + 1 : index + 2]
        if word in ALWAYS_FINITE:
            return words[0] not in THIRD_PERSONS
        if words[0] in THIRD_PERSONS or words[0].endswith("ing") or before in _DETERMINERS - {"it", "one", "both"}:
            continue
        if word in THIRD_PERSONS and after not in ([], ["and"], ["or"], ["of"]) and not before.endswith("s"):
            return words[0] not in _PLACE_WORDS or index > 3
        if word in BASES and (before in _PLURALS or before.endswith("s")) and before not in THIRD_PERSONS:
            return True
    return False


def embedded(text: str) -> str:
    """The words as they stand inside a sentence: no closing stop, no capital unless it may be a name."""
    words = without_stop(text)
    first = re.match(r"[\w'’-]+", words)
    if first is None or (len(first[0]) > 1 and first[0].isupper()):
        return words
    lower = first[0].casefold()
    common = lower in _LOWERED or (lower.endswith(("ing", "ly")) and len(words.split()) > 1)
    return words[:1].lower() + words[1:] if common else words


def is_plural(noun: str) -> bool:
    """Whether a noun phrase names several: "two children", "a man and a dog", "trees"."""
    words = _words(head_of(noun))
    if not words or (words[0] in ("a", "an", "one", "another", "each", "every") and "and" not in words):
        return False
    if "of" in words[1:]:
        words = words[: words.index("of", 1)]
    if (
        "and" in words
        or words[-1] in _PLURALS
        or words[0] in ("two", "three", "four", "five", "several", "many", "both")
    ):
        return True
    return words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is"))


def head_of(noun: str) -> str:
    """The noun phrase up to what qualifies it: "a woman in a red coat" -> "a woman"."""
    plain = without_stop(noun).split(",")[0]
    cut = re.split(
        r"\s(?:in|on|at|with|to|who|that|which|wearing|holding|carrying|sitting|standing|walking|from|near|by|behind|beside|dressed"
        r"|seated|riding|between|through|across|during|among|beneath|below|under|inside|next|along|around|against|before|above|over)\s",
        plain,
    )[0]
    return cut if cut.split() else plain


def with_article(noun: str) -> str:
    """A singular phrase without a determiner gets "a" or "an"; names, plurals and masses stay as they are."""
    words = _words(noun)
    if not words or noun[:1].isupper() or noun[:1].isdigit() or words[0] in _DETERMINERS:
        return noun
    head = _words(head_of(noun).split(" of ")[0])
    if head[-1] in _MASS or is_plural(noun) or words[0] in _PLACE_WORDS:
        return noun
    return f"{article(words[0])} {noun}"
