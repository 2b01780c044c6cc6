"""Cues: words by which a simple rule sees that a text speaks of something.

A cue is one or more words as they stand in a sentence, without regard to capitals. ``glove`` means that word and its
plural with s or es; ``glov*`` any word that begins so; ``dark-haired`` and ``dark haired`` are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLURAL = "(?:e?s)?"


def cue_pattern(cues: Iterable[str]) -> re.Pattern[str]:
    """One pattern that finds any of the cues as whole words."""
    return re.compile(r"(?<!\w)(?:" + "|".join(_as_pattern(cue) for cue in cues) + r")(?!\w)", re.IGNORECASE)


def _as_pattern(cue: str) -> str:
    open_end = cue.endswith("*")
    parts = re.split(r"[\s-]+", cue.removesuffix("*").strip())
    return r"[\s-]+".join(re.escape(part) for part in parts) + (r"\w*" if open_end else _PLURAL)
