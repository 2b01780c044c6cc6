"""Caption policies: what the caption of an aspect must say, leave out and how, and what a critique of it must do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.spec_files import check_keys, refuse, text, words

_COMMON = {"leave_out", "critique_rules"}
_OF_ASPECT = {"must_say", "leave_out", "order", "min_words", "max_words", "typical_words", "critique_rules"}


@dataclass(frozen=True, slots=True)
class CaptionPolicy:
    """The rules for one aspect's caption. Lengths are in words: ``min_words`` and ``max_words`` hold eight of ten
    final captions of the CHAI corpus, ``typical_words`` is their median.
    """

    aspect: Aspect
    version: str
    must_say: tuple[str, ...]
    leave_out: tuple[str, ...]
    order: tuple[str, ...]
    min_words: int
    max_words: int
    typical_words: int
    critique_rules: tuple[str, ...]


def read_policies(file: str, data: Mapping[str, Any]) -> dict[Aspect, CaptionPolicy]:
    """One policy for each aspect; what is common to all stands after what is an aspect's own."""
    check_keys(data, {"version", "common", "aspects"}, set(), file)
    common = check_keys(data["common"], _COMMON, set(), f"{file}, common")
    aspects = check_keys(data["aspects"], {aspect.value for aspect in Aspect}, set(), f"{file}, aspects")
    version = text(data["version"], file)
    return {aspect: _policy(aspect, aspects[aspect.value], common, version, file) for aspect in Aspect}


def _policy(aspect: Aspect, entry: Any, common: Mapping[str, Any], version: str, file: str) -> CaptionPolicy:
    place = f"{file}, {aspect}"
    check_keys(entry, _OF_ASPECT, set(), place)
    lengths = [entry[key] for key in ("min_words", "typical_words", "max_words")]
    if not all(isinstance(length, int) for length in lengths) or lengths != sorted(lengths):
        raise refuse(place, "min_words, typical_words and max_words must be whole numbers that rise.")
    return CaptionPolicy(
        aspect=aspect,
        version=version,
        must_say=words(entry["must_say"], place),
        leave_out=words(entry["leave_out"], place) + words(common["leave_out"], f"{file}, common"),
        order=words(entry["order"], place),
        min_words=lengths[0],
        max_words=lengths[2],
        typical_words=lengths[1],
        critique_rules=words(common["critique_rules"], f"{file}, common") + words(entry["critique_rules"], place),
    )
