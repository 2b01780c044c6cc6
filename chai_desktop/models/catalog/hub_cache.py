"""The Hugging Face cache: where it is, and what its folders are called."""

from __future__ import annotations

import os
import re
from pathlib import Path

_SHA256 = re.compile(r"^[0-9a-f]{64}$")


def hugging_face_cache() -> Path:
    """Where downloaded models lie, by the rules of huggingface_hub (which need not be installed)."""
    hub = os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE")
    if hub:
        return Path(hub).expanduser()
    home = os.environ.get("HF_HOME")
    if home:
        return Path(home).expanduser() / "hub"
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "huggingface" / "hub"


def repository_of(path: Path) -> str:
    """ "owner/name" of a file or folder inside a snapshot of the cache; '' where it is none."""
    for part in (path, *path.parents):
        if part.parent.name == "snapshots" and part.parent.parent.name.startswith("models--"):
            return part.parent.parent.name.removeprefix("models--").replace("--", "/", 1)
    return ""


def stored_sha256(path: Path) -> str:
    """The SHA-256 under which the cache keeps a large file (its blob's name); '' where it tells none."""
    if not path.is_symlink():
        return ""
    blob = path.resolve()
    return blob.name if blob.parent.name == "blobs" and _SHA256.match(blob.name) else ""
