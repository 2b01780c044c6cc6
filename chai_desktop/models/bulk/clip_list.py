"""The frozen list of clips of a run: what is to be written for each, and from which answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from chai_desktop.models.requests import Footage
from chai_desktop.runs.lines import each_line
from chai_desktop.runs.run_folder import RunError
from chai_desktop.runs.whole_files import typed
from chai_desktop.spec.aspects import Aspect


class ClipKey(NamedTuple):
    """What a clip shows, wherever its file lies."""

    content_hash: str
    first_frame: int
    last_frame: int


@dataclass(frozen=True)
class BulkClip:
    """``content_hash`` is the SHA-256 of the file, ``size_bytes`` its size; frames are ordinals, inclusive.

    ``answers`` are those of the moment in which the list was made.
    """

    name: str
    path: str
    content_hash: str
    size_bytes: int
    first_frame: int
    last_frame: int
    aspects: tuple[Aspect, ...]
    answers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> ClipKey:
        return ClipKey(self.content_hash, self.first_frame, self.last_frame)

    def footage(self, path: str) -> Footage:
        return Footage(path, self.content_hash, self.first_frame, self.last_frame)


def as_lines(clips: Iterable[BulkClip]) -> bytes:
    """The whole file of a list: one clip per line."""
    lines = (json.dumps(asdict(clip), ensure_ascii=False, sort_keys=True) + "\n" for clip in clips)
    return "".join(lines).encode("utf-8", "surrogatepass")


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_clips(path: Path, expected_hash: str) -> list[BulkClip]:
    """RunError where the list is not there, is not the one that the run was made with, or holds something else."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RunError(
            f"{path} cannot be read: {error.strerror or error}.", "It belongs to the run: copy both."
        ) from error
    if hash_of(content) != expected_hash:
        raise RunError(f"{path} is not the list that the run was made with.", "A run is never changed: make a new one.")
    try:
        return [typed(BulkClip, line) for line in each_line(path)]
    except ValueError as error:
        raise RunError(f"{path} does not list clips: {error}.", "Make the run anew.") from error


def of_shard(clips: Sequence[BulkClip], shard: int, shards: int) -> list[BulkClip]:
    """The clips of one of ``shards`` parts (``shard`` counts from 1), by what they show: the same on every computer."""
    return [clip for clip in clips if _number(clip) % shards == shard - 1]


def _number(clip: BulkClip) -> int:
    return int(hash_of(f"{clip.content_hash}:{clip.first_frame}-{clip.last_frame}".encode())[:12], 16)
