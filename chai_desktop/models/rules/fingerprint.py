"""What identifies a text of this engine: its version, the hash of its wording, and the hash of what it was given."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any

from chai_desktop.store.records import Fingerprint

ENGINE = "rules"
ENGINE_VERSION = "1.0.0"  # raised with every change of what is written for the same request


@cache
def wording_hash() -> str:
    """SHA-256 of this engine's own source: its templates and term tables are Python."""
    digest = hashlib.sha256()
    folder = resources.files(__package__)
    for source in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if source.name.endswith(".py"):
            digest.update(source.name.encode() + b"\0" + source.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def fingerprint(settings: dict[str, Any]) -> Fingerprint:
    """``settings`` is the part of the request that decides the text; there is no chance in it, hence no seed."""
    canonical = json.dumps(settings, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return Fingerprint(
        engine=ENGINE,
        engine_version=ENGINE_VERSION,
        prompt_hash=wording_hash(),
        settings_hash=hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest(),
        seed=None,
    )
