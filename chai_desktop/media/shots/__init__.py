"""Where one shot of a file ends and the next begins.

Only ``find_shots`` computes, and loads OpenCV when it is called: a child process or a verb does that. The rest (what a
shot is, how shots are kept) is light enough for the window.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from chai_desktop.media.shots.shot import Shot, Transition, load_shots, save_shots, shots_within

if TYPE_CHECKING:
    from chai_desktop.media.frame_index import FrameIndex

__all__ = ["Shot", "Transition", "find_shots", "load_shots", "save_shots", "shots_within"]


def find_shots(
    path: Path | str,
    index: FrameIndex,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Shot, ...]:
    """The shots of the file, or of the part of it that ``index`` names, in order; ordinals are the index's.

    Decodes every frame once. ``progress`` gets the share done, 0 to 1. Raises MediaError where the file cannot be
    read, Cancelled.
    """
    from chai_desktop.media.shots.finding import find_shots_in  # loads OpenCV

    return find_shots_in(Path(path), index, progress, cancelled)
