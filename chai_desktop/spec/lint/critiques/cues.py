"""The words by which the sentences of a critique are told apart, read from the specification's files."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from chai_desktop.spec.lint.critiques.phrases import phrase_pattern
from chai_desktop.spec.spec_files import built_in_folder, check_keys, read_yaml, words

_FILE = "lint/critique_cues.yaml"


@dataclass(frozen=True, slots=True)
class Cues:
    """One pattern for each list of the file."""

    skipped: re.Pattern[str]
    no_edits: re.Pattern[str]
    replaces: re.Pattern[str]
    deletes: re.Pattern[str]
    not_there: re.Pattern[str]
    adds: re.Pattern[str]
    omission: re.Pattern[str]
    judgement: re.Pattern[str]
    reports: re.Pattern[str]
    vague_demand: re.Pattern[str]
    demand_content: re.Pattern[str]
    denial: re.Pattern[str]
    next_point: re.Pattern[str]
    comment: re.Pattern[str]
    everywhere: re.Pattern[str]
    old_before: re.Pattern[str]
    new_before: re.Pattern[str]
    old_after: re.Pattern[str]
    between: re.Pattern[str]
    denied_from: re.Pattern[str]
    denied_until: re.Pattern[str]


@cache
def load_cues() -> Cues:
    """Read once; SpecError where the file is damaged."""
    names = [field.name for field in fields(Cues)]
    data = check_keys(read_yaml(built_in_folder(), _FILE), set(names), set(), _FILE)
    return Cues(**{name: phrase_pattern(words(data[name], f"{_FILE}, {name}")) for name in names})
