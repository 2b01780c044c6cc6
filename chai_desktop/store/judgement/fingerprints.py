"""What wrote a text, kept once for all the texts that it wrote."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from typing import Any

from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.records import Fingerprint

_FIELDS = tuple(field.name for field in fields(Fingerprint))


def keep_fingerprint(file: ProjectFile, fingerprint: Fingerprint | None) -> int | None:
    """The number of the fingerprint; inside an operation."""
    if fingerprint is None:
        return None
    values = asdict(fingerprint)
    return file.content("fingerprints", {"id": _key(values), **values}, key=("id",))


def id_of_fingerprint(fingerprint: Fingerprint) -> str:
    """The key by which it is known in every project."""
    return _key(asdict(fingerprint))


def key_of_fingerprint(row: Row) -> str:
    """The key that a row of fingerprints must have, made from what it holds."""
    return _key({name: row[name] for name in _FIELDS})


def _key(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def fingerprint(file: ProjectFile, number: int | None) -> Fingerprint | None:
    row = None if number is None else file.row("SELECT * FROM fingerprints WHERE seq = ?", (number,))
    return None if row is None else Fingerprint(**{name: row[name] for name in _FIELDS})
