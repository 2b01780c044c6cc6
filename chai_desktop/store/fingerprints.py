"""What wrote a text, kept once for all the texts that it wrote."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields

from chai_desktop.store.project_file import ProjectFile
from chai_desktop.store.records import Fingerprint

_FIELDS = tuple(field.name for field in fields(Fingerprint))


def keep_fingerprint(file: ProjectFile, fingerprint: Fingerprint | None) -> str | None:
    """The key of the fingerprint; inside an operation."""
    if fingerprint is None:
        return None
    values = asdict(fingerprint)
    key = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
    file.insert("fingerprints", {"id": key, **values}, on_conflict="OR IGNORE")
    return key


def fingerprint(file: ProjectFile, key: str | None) -> Fingerprint | None:
    row = None if key is None else file.row("SELECT * FROM fingerprints WHERE id = ?", (key,))
    return None if row is None else Fingerprint(**{name: row[name] for name in _FIELDS})
