"""How likely "Yes" is as the first word of an answer, by the few alternatives that a server lists."""

from __future__ import annotations

import math
from collections.abc import Mapping

from chai_desktop.errors import EngineError
from chai_desktop.models.captioning.language_model import Judged

LISTED = 20  # alternatives asked for: the most that OpenAI's protocol allows
_SPACE = "\u2581"  # how some vocabularies write the space before a word


def judged(alternatives: Mapping[str, float], yes: str, no: str) -> Judged:
    """``alternatives``: log-probabilities of the likeliest first tokens.

    ``p_yes`` is the sum over the tokens that are ``yes`` (alone, or with a space before it), as a share of the whole
    vocabulary: it is not divided by what "Yes" and "No" have together. A word that is not on the list is less likely
    than all that are: it counts as 0 in ``p_yes``, and in ``log_odds`` as the least likely one listed, so that these
    are a bound. EngineError where neither word is listed: then nothing is known.
    """
    found_yes, found_no = _log_sum(alternatives, yes), _log_sum(alternatives, no)
    if found_yes is None and found_no is None:
        likeliest = max(alternatives, key=lambda token: alternatives[token], default="")
        raise EngineError(
            f"The server's model answers neither “{yes}” nor “{no}”, but begins with “{likeliest[:20]}”.",
            "Take a model that answers at once, without thinking aloud, or turn its thinking off at the server.",
        )
    least = min(alternatives.values())
    odds = (least if found_yes is None else found_yes) - (least if found_no is None else found_no)
    return Judged(0.0 if found_yes is None else min(1.0, math.exp(found_yes)), odds)


def _log_sum(alternatives: Mapping[str, float], word: str) -> float | None:
    """log of the sum of the probabilities of the tokens that are ``word``; None where none is listed."""
    values = [value for token, value in alternatives.items() if token.lstrip(f" {_SPACE}") == word]
    values = [value for value in values if value > -math.inf]
    if not values:
        return None
    largest = max(values)
    return largest + math.log(sum(math.exp(value - largest) for value in values))
