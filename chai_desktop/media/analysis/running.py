"""Does one order: measure after measure, each result in the cache as soon as it is there."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.media.analysis.cached_files import file_name
from chai_desktop.media.analysis.measures import STEPS, Material, Step
from chai_desktop.media.analysis.order import AnalysisOrder, Report
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.media_cache import MediaCache

Tell = Callable[[Report], None]

_ABANDONED = 3600.0  # seconds after which nobody writes to an unfinished file any more
_log = logging.getLogger(__name__)


def analyse(
    order: AnalysisOrder, tell: Tell, cancelled: Callable[[], bool] = lambda: False, steps: Sequence[Step] = STEPS
) -> None:
    """Measure what the cache lacks. A measure that fails is told in a sentence, and the next one goes on.

    Raises MediaError where the file cannot be read at all, Cancelled.
    """
    cache = order.media_cache
    _sweep(cache.path(order.content_hash, "").parent)
    path = Path(order.path)
    whole = build_frame_index(path, cancelled)
    last = min(order.last, whole.frame_count - 1)
    material = Material(path, whole, whole.part(min(order.first, last), last))
    part = None if material.index is whole else (order.first, order.last)
    _Run(order, cache, material, part, tell, cancelled).all(steps)


class _Run:
    """One pass over the steps, with what all of them share."""

    def __init__(
        self,
        order: AnalysisOrder,
        cache: MediaCache,
        material: Material,
        part: tuple[int, int] | None,
        tell: Tell,
        cancelled: Callable[[], bool],
    ) -> None:
        self._hash = order.content_hash
        self._left_out = order.leave_out
        self._cache = cache
        self._material = material
        self._part = part
        self._tell = tell
        self._cancelled = cancelled
        self._done = 0.0  # weight of the steps that are behind
        self._total = 1.0

    def all(self, steps: Sequence[Step]) -> None:
        steps = [step for step in steps if step.measure not in self._left_out]
        for step in steps:
            there = self._cache.find(self._hash, file_name(step.measure, self._part))
            if there is not None:
                self._tell(Report(step.measure, "there", 0.0, str(there)))
        missing = [step for step in steps if self._is_missing(step)]
        self._total = sum(step.weight for step in missing) or 1.0
        for step in missing:
            if self._cancelled():
                raise Cancelled
            self._one(step)
            self._done += step.weight

    def _is_missing(self, step: Step) -> bool:
        there = self._cache.find(self._hash, file_name(step.measure, self._part)) is not None
        return not there and step.is_wanted(self._material)

    def _one(self, step: Step) -> None:
        name = file_name(step.measure, self._part)
        self._say(step, "running", 0.0)
        try:
            with self._cache.writing(self._hash, name) as out:
                step.make(self._material, out, lambda fraction: self._say(step, "running", fraction), self._cancelled)
        except Cancelled:
            raise
        except ChaiError as refused:
            self._say(step, "failed", 1.0, sentence=str(refused))
        except OSError as error:
            _log.warning("%s: %s", name, error, exc_info=True)
            sentence = f"The {step.measure} cannot be kept in {self._cache.folder}: {error.strerror or error}."
            self._say(step, "failed", 1.0, sentence=sentence)
        except Exception as defect:  # noqa: BLE001 - the boundary of one measure: the others go on
            _log.exception("%s of %s failed", step.measure, self._material.path)
            sentence = f"The {step.measure} of {self._material.path.name} could not be measured ({defect})."
            self._say(step, "failed", 1.0, sentence=sentence)
        else:
            self._say(step, "done", 1.0, path=str(self._cache.path(self._hash, name)))

    def _say(self, step: Step, state: str, fraction: float, path: str = "", sentence: str = "") -> None:
        overall = min(1.0, (self._done + step.weight * min(1.0, max(0.0, fraction))) / self._total)
        self._tell(Report(step.measure, state, round(overall, 4), path, sentence))


def _sweep(folder: Path) -> None:
    """Remove what a process that was ended hard left behind."""
    for unfinished in folder.glob("unfinished-*"):
        try:
            if time.time() - unfinished.stat().st_mtime > _ABANDONED:
                unfinished.unlink()
        except OSError:
            continue  # another process was quicker
