"""The frame index by which a clip is played: of a whole file, or of the part of it that the clip is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chai_desktop.errors import MediaError
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.media.index_cache import cached_index
from chai_desktop.media.media_cache import MediaCache
from chai_desktop.store.records import ClipFacts


def index_of_clip(facts: ClipFacts, cache: MediaCache | None, cancelled: Callable[[], bool]) -> FrameIndex:
    """The index of the clip's own frames, ordinals from 0. Raises MediaError, Cancelled.

    A file that lost its end since it was taken in gives the frames that are left.
    """
    path = Path(facts.path)
    if cache is None:
        whole = build_frame_index(path, cancelled)
    else:
        whole = cached_index(path, facts.content_hash, cache, cancelled)
    last = min(facts.last_frame, whole.frame_count - 1)
    if facts.first_frame > last:
        raise MediaError(
            f"{facts.name} begins at frame {facts.first_frame}, but {path.name} has only {whole.frame_count} frames.",
            "The file was changed or cut off since; put the former one back (File > Find missing media).",
        )
    return whole.part(facts.first_frame, last)
