"""What identifies a text of this engine: its version, the hash of its wording, and the hash of what it was given."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from types import ModuleType
from typing import Any

from chai_desktop.models.rules import terms, verbs, word_kinds
from chai_desktop.store.records import Fingerprint

ENGINE = "rules"
ENGINE_VERSION = "1.0.0"  # raised with every change of what is written for the same request


@cache
def wording_hash() -> str:
    """SHA-256 of the term tables and word lists; the sentences around them are known by the engine's version."""
    return _hash([_tables(module) for module in (terms, verbs, word_kinds)])


def fingerprint(settings: dict[str, Any]) -> Fingerprint:
    """``settings`` is the part of the request that decides the text; there is no chance in it, hence no seed."""
    return Fingerprint(
        engine=ENGINE,
        engine_version=ENGINE_VERSION,
        prompt_hash=wording_hash(),
        settings_hash=_hash(settings),
        seed=None,
    )


def _tables(module: ModuleType) -> dict[str, Any]:
    return {name: value for name, value in vars(module).items() if name.isupper()}


def _hash(data: Any) -> str:
    """SHA-256 of the canonical JSON; sets are sorted, what JSON does not know is taken as its text."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> Any:
    return sorted(value) if isinstance(value, frozenset) else str(value)
