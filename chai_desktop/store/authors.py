"""Who writes: a person, or what is known of an engine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does in a project. It is shown beside their work; it forbids nothing."""

    ANNOTATOR = "annotator"
    REVIEWER = "reviewer"
    LEAD = "lead"


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    role: Role = Role.ANNOTATOR
    guarded: bool = False  # a passphrase is asked for before somebody works under this name


@dataclass(frozen=True)
class Fingerprint:
    """What wrote a text: enough to trace it and to write it again. Hashes are SHA-256 hex, or ''."""

    engine: str
    engine_version: str = ""
    model_hash: str = ""
    adapter_hash: str = ""
    prompt_hash: str = ""
    sampling_hash: str = ""
    settings_hash: str = ""
    seed: int | None = None
