"""Keeps a file's frame index beside the project, so that a clip opens at once the second time.

The file ``frames.npz`` is told in docs/formats/media-cache.md. It is believed only if it was made by this version from
a file of the same size and the same time of change; anything else, damage too, has it made anew.
"""

from __future__ import annotations

import json
import logging
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, fields
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from chai_desktop.media.colour_tags import ColourTags, LightLevel, MasteringDisplay
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.media.media_cache import MediaCache

NAME = "frames.npz"
VERSION = 1  # one more whenever the index of an unchanged file would come out otherwise

_ARRAYS = ("timestamps", "key_frames", "entries")
_FRACTIONS = ("time_base", "average_rate", "pixel_aspect")
# What a file that is cut, overwritten or of another kind makes numpy, zipfile and json raise.
_DAMAGE = (
    *(OSError, ValueError, KeyError, TypeError, IndexError, EOFError, ArithmeticError, AttributeError),
    *(NotImplementedError, zipfile.BadZipFile, zlib.error),
)
_log = logging.getLogger(__name__)


def cached_index(
    path: Path, content_hash: str, cache: MediaCache, cancelled: Callable[[], bool] = lambda: False
) -> FrameIndex:
    """The index of the whole file: from the cache if it is of this very file, else made, and kept if that is possible.

    Raises MediaError and Cancelled as ``build_frame_index`` does; never for anything that is wrong with the cache.
    """
    known = _read(path, content_hash, cache)
    if known is not None:
        return known
    state = _state(path)
    index = build_frame_index(path, cancelled)
    if state is not None and state == _state(path):  # not if the file is still being written
        _keep(index, state, content_hash, cache)
    return index


def _read(path: Path, content_hash: str, cache: MediaCache) -> FrameIndex | None:
    stored = cache.find(content_hash, NAME)
    if stored is None:
        return None
    try:
        # Opened here: numpy leaves a file open that is no archive.
        with stored.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            head = json.loads(str(arrays["head"]))
            if head["version"] != VERSION or head["file"] != _state(path):
                return None
            return _index(head["index"], {name: arrays[name].astype(np.int64, casting="equiv") for name in _ARRAYS})
    except _DAMAGE as error:
        _log.warning("the frame index at %s cannot be read and is made anew: %s", stored, error)
        return None


def _keep(index: FrameIndex, state: list[int], content_hash: str, cache: MediaCache) -> None:
    head = json.dumps({"version": VERSION, "file": state, "index": _plain(index)}, ensure_ascii=False)
    try:
        with cache.writing(content_hash, NAME) as unfinished:
            np.savez_compressed(unfinished, head=np.array(head), **{name: getattr(index, name) for name in _ARRAYS})
    except OSError as error:  # full or not writable: then it is made again next time
        _log.warning("the frame index is not kept: %s", error)


def _state(path: Path) -> list[int] | None:
    """Size in bytes and time of change in nanoseconds; None where the file is gone."""
    with suppress(OSError):
        found = path.stat()
        return [found.st_size, found.st_mtime_ns]
    return None


def _plain(index: FrameIndex) -> dict[str, Any]:
    plain: dict[str, Any] = {
        each.name: getattr(index, each.name) for each in fields(index) if each.name not in (*_ARRAYS, "colour")
    }
    return {**plain, **{name: str(plain[name]) for name in _FRACTIONS}, "colour": asdict(index.colour)}


def _index(plain: dict[str, Any], arrays: dict[str, Any]) -> FrameIndex:
    """Raises one of ``_DAMAGE`` where something does not fit."""
    timestamps, keys = arrays["timestamps"], arrays["key_frames"]
    if not timestamps.size or (np.diff(timestamps) <= 0).any():
        raise ValueError("the timestamps do not rise")
    if keys.size and not 0 <= keys.min() <= keys.max() < timestamps.size:
        raise ValueError("a key frame lies outside the file")
    colour = dict(plain["colour"])
    colour["mastering"] = MasteringDisplay(**colour["mastering"]) if colour["mastering"] else None
    colour["light"] = LightLevel(**colour["light"]) if colour["light"] else None
    values = {
        **plain,
        **{name: Fraction(plain[name]) for name in _FRACTIONS},
        "notes": tuple(plain["notes"]),
        "colour": ColourTags(**colour),
    }
    return FrameIndex(**arrays, **values)
