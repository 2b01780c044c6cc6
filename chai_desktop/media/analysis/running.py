"""Does one order: measure after measure, each result in the cache as soon as it is there."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from chai_desktop.errors import Cancelled, ChaiError, MediaError
from chai_desktop.media.analysis.cached_files import Measure, file_name
from chai_desktop.media.analysis.measures import STEPS, Material, Step
from chai_desktop.media.analysis.order import AnalysisOrder, Report
from chai_desktop.media.index_cache import cached_index
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
    _sweep(cache.path(order.content_hash, "any").parent)
    path = Path(order.path)
    whole = cached_index(path, order.content_hash, cache, cancelled)
    if order.last >= whole.frame_count:  # its measures would be kept as those of the file that it was
        raise MediaError(
            f"{path.name} has only {whole.frame_count} frames, the clip ends with frame {order.last}.",
            "The file was changed or cut off since: put the former one back, or find it with Relink.",
        )
    material = Material(path, whole, whole.part(order.first, order.last))
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
        steps = [step for step in steps if not set(step.measures) & set(self._left_out)]
        missing = [step for step in steps if not self._is_there(step)]
        for step in steps:
            if step not in missing:
                self._say(step, "there", 0.0)
        missing = [step for step in missing if step.is_wanted(self._material)]
        self._total = sum(step.weight for step in missing) or 1.0
        for step in missing:
            if self._cancelled():
                raise Cancelled
            self._one(step)
            self._done += step.weight

    def _path(self, measure: Measure) -> Path:
        return self._cache.path(self._hash, file_name(measure, self._part))

    def _is_there(self, step: Step) -> bool:
        paths = {measure: self._path(measure) for measure in step.measures}
        return all(path.exists() and step.is_good(measure, path) for measure, path in paths.items())

    def _one(self, step: Step) -> None:
        what = step.measures[0]
        self._say(step, "running", 0.0)
        try:
            with ExitStack() as files:
                names = [file_name(measure, self._part) for measure in step.measures]
                outs = [files.enter_context(self._cache.writing(self._hash, name)) for name in names]
                step.make(self._material, outs, lambda fraction: self._say(step, "running", fraction), self._cancelled)
        except Cancelled:
            raise
        except ChaiError as refused:
            self._fail(step, str(refused))
        except OSError as error:
            _log.warning("%s: %s", what, error, exc_info=True)
            self._fail(step, f"The {what} cannot be kept in {self._cache.folder}: {error.strerror or error}.")
        except Exception as defect:  # noqa: BLE001 - the boundary of one measure: the others go on
            _log.exception("%s of %s failed", what, self._material.path)
            self._fail(step, f"The {what} of {self._material.path.name} could not be measured ({defect}).")
        else:
            self._say(step, "done", 1.0)

    def _fail(self, step: Step, sentence: str) -> None:
        self._tell(Report(step.measures[0], "failed", self._overall(step, 1.0), "", sentence))

    def _say(self, step: Step, state: str, fraction: float) -> None:
        named = step.measures if state in ("done", "there") else step.measures[:1]
        for measure in named:
            path = str(self._path(measure)) if state != "running" else ""
            self._tell(Report(measure, state, self._overall(step, fraction), path))

    def _overall(self, step: Step, fraction: float) -> float:
        share = step.weight * min(1.0, max(0.0, fraction))
        return round(min(1.0, (self._done + share) / self._total), 4)


def _sweep(folder: Path) -> None:
    """Remove what a process that was ended hard left behind."""
    for unfinished in folder.glob("unfinished-*"):
        try:
            if time.time() - unfinished.stat().st_mtime > _ABANDONED:
                unfinished.unlink()
        except OSError:
            continue  # another process was quicker
