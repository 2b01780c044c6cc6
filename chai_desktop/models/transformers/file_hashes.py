"""The hash of a model's files. Gigabytes are read once; after that size and time say whether a file is the same."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Sequence
from pathlib import Path

from chai_desktop.errors import EngineError, MediaError
from chai_desktop.media.content_hash import content_hash
from chai_desktop.places import cache_folder

_log = logging.getLogger(__name__)
_FILE = "model-hashes.json"  # in the cache folder: path -> [size, time of change in ns, SHA-256]


def files_hash(paths: Sequence[Path]) -> str:
    """SHA-256 (hex) over the files' hashes, in the order of their names. EngineError where one cannot be read."""
    known = _known()
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        digest.update(f"{path.name} {_hash_of(path, known)}\n".encode())
    _keep(known)
    return digest.hexdigest()


def _hash_of(path: Path, known: dict[str, list[object]]) -> str:
    try:
        stat = path.stat()
    except OSError as error:
        raise EngineError(f"{path.name} cannot be read: {error.strerror}.", "Check that it is still there.") from error
    key, now = str(path.resolve()), [stat.st_size, stat.st_mtime_ns]
    entry = known.get(key)
    if entry is not None and entry[:2] == now and isinstance(entry[-1], str):
        return entry[-1]
    try:
        found = content_hash(path)
    except MediaError as error:
        raise EngineError(error.message, error.hint) from error
    known[key] = [*now, found]
    return found


def _known() -> dict[str, list[object]]:
    try:
        found = json.loads((cache_folder() / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    whole = isinstance(found, dict) and all(isinstance(entry, list) and len(entry) == 3 for entry in found.values())
    return found if whole else {}


def _keep(known: dict[str, list[object]]) -> None:
    """Two processes may do so at once: then one of them hashes again, some other time."""
    path = cache_folder() / _FILE
    beside = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(known), "utf-8")
        os.replace(beside, path)
    except OSError as error:
        _log.warning("the hashes of the model's files cannot be kept: %s", error)
