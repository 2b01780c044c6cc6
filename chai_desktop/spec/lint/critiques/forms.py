"""What a sentence of a critique does: says what to write, or only judges."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from chai_desktop.spec.lint.critiques.content_words import specific_stems
from chai_desktop.spec.lint.critiques.cues import Cues, load_cues
from chai_desktop.spec.lint.critiques.sentences import FILLER

_CLAUSE = re.compile(r"[,:()]|\b(?:and|but|while|although|though|whereas|so)\b|，|但", re.IGNORECASE)
_NAMED = re.compile(r"\s*(?:that|how|:)\s(.*)", re.IGNORECASE | re.DOTALL)
_TOLD = re.compile(r"\s*[,，:：](?!\s*(?:as|because|since|which|so)\b)(.+)", re.IGNORECASE | re.DOTALL)
_TOLD_BEFORE = re.compile(
    r"(.*),\s*(?:which|so|but|and\s+(?:it|this|that)|yet|therefore|thus|hence|making|meaning)\b[^,]*$",
    re.IGNORECASE | re.DOTALL,
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_SIGNS = 6  # Chinese signs behind "is missing:" that name something
_TELLS = re.compile(r"\W*(?:it|this|that|these|they|he|she|there|the)\b", re.IGNORECASE)
_FEW = 2  # words that name something: fewer are no statement beside a denial or after "that"


class Form(StrEnum):
    """The forms, in the order in which they are tried."""

    NO_EDITS = "no_edits"  # nothing is to be corrected
    REPLACES = "replaces"  # other words for words of the caption
    DELETES = "deletes"  # words of the caption go
    ADDS = "adds"  # words are added
    STATES = "states"  # says how it is, and so what to write
    DENIES = "denies"  # says what something is not, and no more
    OMITS = "omits"  # blames an omission, and does not say what is missing
    DEMANDS = "demands"  # demands better words, and gives none
    JUDGES = "judges"  # a bare verdict
    EMPTY = "empty"  # names nothing of the picture


SAYS_WHAT_TO_WRITE = frozenset({Form.NO_EDITS, Form.REPLACES, Form.DELETES, Form.ADDS, Form.STATES})


@lru_cache(maxsize=256)
def form_of(plain: str) -> Form:
    """The form of a sentence with its quoted words filled in (``Sentence.plain``).

    Cached: while one sentence is typed the others stay.
    """
    cues = load_cues()
    plain = " ".join(cues.skipped.sub("", plain).split())
    if cues.no_edits.search(plain):
        return Form.NO_EDITS
    if _is_vague_demand(plain, cues):
        return Form.DEMANDS
    if cues.replaces.search(plain):
        return Form.REPLACES
    return _said_of_the_caption(plain, cues) or _said_of_the_picture(plain, cues)


def _is_vague_demand(plain: str, cues: Cues) -> bool:
    demand = cues.vague_demand.search(plain)
    return demand is not None and not cues.demand_content.search(plain, demand.end())


def _said_of_the_caption(plain: str, cues: Cues) -> Form | None:
    """Deletions, additions and verdicts; None where the sentence does not speak of the caption."""
    omission = cues.omission.search(plain)
    deletion = cues.deletes.search(plain)
    if deletion and (not omission or deletion.start() <= omission.start()):
        return Form.DELETES
    if omission:
        named = _names_what_is_missing(plain[omission.end() :]) or _was_told(plain[: omission.start()], cues)
        return Form.ADDS if named else Form.OMITS
    verdict = cues.judgement.search(plain) or cues.reports.search(plain)
    absence = cues.not_there.search(plain)
    if absence and not (verdict and _is_reported(plain[verdict.end() : absence.start()])):
        return Form.DELETES
    if cues.adds.search(plain):
        return Form.ADDS if _names_something(plain, 1) else Form.DEMANDS
    if verdict:
        told = _was_told(plain[: verdict.start()], cues) or _goes_on_to_tell(plain[verdict.end() :], cues)
        return Form.STATES if told else Form.JUDGES
    return None


def _is_reported(between: str) -> bool:
    """Whether an absence is what the caption is blamed for: "incorrectly states that there is no ..."."""
    return "," not in between


def _goes_on_to_tell(rest: str, cues: Cues) -> bool:
    """ "... is wrong, the man rubs his hands": a verdict, a comma, and how it is."""
    told = _TOLD.match(rest)
    return told is not None and not _blames(told[1], cues) and _tells(told[1])


def _was_told(before: str, cues: Cues) -> bool:
    """ "He throws the cracker, so it is wrong to ...": how it is, a comma, and a verdict."""
    told = _TOLD_BEFORE.match(before)
    return told is not None and not _blames(told[1], cues) and _names_something(told[1], _FEW)


def _blames(plain: str, cues: Cues) -> bool:
    return any(cue.search(plain) for cue in (cues.judgement, cues.omission, cues.reports))


def _tells(clause: str) -> bool:
    """Whether a clause says how something is; where it has a subject of its own, one word is enough."""
    return _names_something(clause, 1 if _TELLS.match(clause) else _FEW)


def _said_of_the_picture(plain: str, cues: Cues) -> Form:
    if not _names_something(plain, 1):
        return Form.EMPTY
    if not cues.denial.search(plain):
        return Form.STATES
    told = any(_tells(clause) and not cues.denial.search(clause) for clause in _CLAUSE.split(plain))
    return Form.STATES if told else Form.DENIES


def _names_what_is_missing(rest: str) -> bool:
    """Whether "that ..." follows, or quoted words."""
    named = _NAMED.match(rest)
    if FILLER in rest.partition(",")[0] or len(_CHINESE.findall(rest)) >= _SIGNS:
        return True
    return named is not None and _names_something(named[1], _FEW)


def _names_something(plain: str, least: int) -> bool:
    return FILLER in plain or len(specific_stems(plain)) >= least
