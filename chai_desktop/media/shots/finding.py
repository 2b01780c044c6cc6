"""The search for shots: reads the small pictures once, in stretches, and joins what the detectors find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from chai_desktop.errors import MediaError
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.shots.cuts import find_cuts
from chai_desktop.media.shots.fades import Contrasts
from chai_desktop.media.shots.gradual import LONGEST, find_gradual
from chai_desktop.media.shots.reel import Border, Reel
from chai_desktop.media.shots.shot import Shot, Transition
from chai_desktop.media.shots.small_pictures import Picture, small_pictures

_STRETCH = 1500  # frames that are looked at together: some 12 MB
_OVERLAP = LONGEST + 32


def find_shots_in(
    path: Path, index: FrameIndex, progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> tuple[Shot, ...]:
    """See ``chai_desktop.media.shots.find_shots``."""
    contrasts = Contrasts()
    borders: list[Border] = []
    slow: list[Border] = []
    searched = 0  # frames before this one are done with
    known = 0  # frames before this one have their contrast
    for reel, is_last in _reels(path, index, cancelled):
        contrasts.add(reel, known)
        known = reel.start + len(reel)
        end = known if is_last else known - _OVERLAP
        cuts = find_cuts(reel)
        borders += [border for border in cuts if searched <= border.first_after < end]
        slow += [border for border in find_gradual(reel, cuts) if searched <= border.first_after < end]
        searched = end
        progress(known / index.frame_count)
    return shots_between([*borders, *contrasts.without_fading(slow), *contrasts.borders()], index.frame_count)


def shots_between(borders: list[Border], frame_count: int) -> tuple[Shot, ...]:
    """The shots that these borders leave; a border that lies in another one is dropped."""
    shots: list[Shot] = []
    first, kind = 0, Transition.START
    for border in sorted(borders, key=lambda b: (b.first_after, -b.last_before)):
        if border.last_before < first or border.first_after >= frame_count:
            continue
        shots.append(Shot(first, border.last_before, kind))
        first, kind = border.first_after, border.kind
    return (*shots, Shot(first, frame_count - 1, kind))


def _reels(path: Path, index: FrameIndex, cancelled: Callable[[], bool]) -> Iterator[tuple[Reel, bool]]:
    """Stretches that overlap, and whether each is the last one."""
    start, held = 0, []
    rate = float(index.average_rate)
    for picture in _each_frame(path, index, cancelled):
        held.append(picture)
        if len(held) == _STRETCH and start + len(held) < index.frame_count:
            yield Reel(start, np.stack(held), rate), False
            keep = 2 * _OVERLAP
            start, held = start + len(held) - keep, held[-keep:]
    yield Reel(start, np.stack(held), rate), True


def _each_frame(path: Path, index: FrameIndex, cancelled: Callable[[], bool]) -> Iterator[Picture]:
    """One picture for each ordinal; in the place of frames that cannot be decoded, the one before is repeated."""
    done = 0
    latest: Picture | None = None
    for n, picture in small_pictures(path, index, cancelled):
        for _ in range(done, n):
            yield picture if latest is None else latest
        yield picture
        latest, done = picture, n + 1
    if latest is None:
        raise MediaError(f"Not one frame of {path.name} can be decoded.", "The file is damaged; copy it again.")
    for _ in range(done, index.frame_count):
        yield latest
