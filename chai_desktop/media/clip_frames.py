"""The frames of a clip that is a part of a file, or all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chai_desktop.errors import MediaError
from chai_desktop.media.frame_index import FrameIndex, build_frame_index


def frames_of_clip(path: Path, first: int, last: int, cancelled: Callable[[], bool] = lambda: False) -> FrameIndex:
    """The index of the frames ``first``..``last`` (inclusive) of a file. Raises MediaError, Cancelled.

    Where the file has fewer frames than when it was described (cut off since), the clip ends with the file.
    """
    whole = build_frame_index(path, cancelled)
    if first >= whole.frame_count:
        raise MediaError(
            f"{path.name} has no frame {first} any more; its last is {whole.frame_count - 1}.",
            "The file was changed or cut off since it was imported; bring the former one back.",
        )
    return whole.part(first, min(last, whole.frame_count - 1))
