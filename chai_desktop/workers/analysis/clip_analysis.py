"""Has the clip on show measured in the background, and after it, if somebody asks for that, the whole library."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from chai_desktop.media.analysis.cached_files import Measure, find_file
from chai_desktop.media.analysis.order import AnalysisOrder, Report
from chai_desktop.media.media_cache import MediaCache
from chai_desktop.workers.analysis.analysis_process import AnalysisProcess
from chai_desktop.workers.job_queue import Job, JobState

REST = 300  # milliseconds that a clip has to be on show before it is measured
_ESTIMATE_AFTER = 3.0  # seconds; what is said of the time left before is a guess
_CANCELLED = 2  # exit code
_NAMES = {
    Measure.WAVEFORM: "sound",
    Measure.FILMSTRIP: "pictures",
    Measure.SHOTS: "shots",
    Measure.MOTION: "motion",
    Measure.SUGGESTIONS: "suggested answers",
    Measure.PROXY: "small copy for scrubbing",
}


@dataclass(frozen=True)
class ClipToMeasure:
    """``first`` and ``last`` are ordinals of the file, both inclusive."""

    path: Path
    content_hash: str
    first: int
    last: int

    def order(self, cache: MediaCache, leave_out: Iterable[str] = ()) -> AnalysisOrder:
        return AnalysisOrder(
            str(self.path), self.content_hash, self.first, self.last, str(cache.folder), tuple(sorted(leave_out))
        )


class MeasuringJob(Job):
    """The job that the status line shows; cancelling it is told at once."""

    on_cancel: Callable[[], None] = staticmethod(lambda: None)

    def cancel(self) -> None:
        super().cancel()
        self.on_cancel()


class ClipAnalysis(QObject):
    """One clip at a time; the newest asked for goes first, and what was measured of the former one stays.

    ``measured`` is emitted for what the cache has already, too.
    """

    measured = Signal(str, str, object)  # content hash, measure, path of the file
    changed = Signal(object)  # Job
    failed = Signal(str, str)  # content hash, what went wrong in a sentence

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._begin)
        self.is_on = True
        self._cache: MediaCache | None = None
        self._wanted: ClipToMeasure | None = None  # the clip on show, until it is measured
        self._waiting: deque[ClipToMeasure] = deque()  # the library
        self._number = 0  # of clips in the library's turn
        self._run: _Run | None = None
        self._told: set[Path] = set()  # files of the clip on show that were told already
        self._complete: set[ClipToMeasure] = set()  # clips of which everything is measured
        self._broken: dict[str, set[str]] = {}  # measures that failed, by content hash: not tried again today

    def turn(self, on: bool) -> None:
        """Whether anything is measured; what is there already is told all the same."""
        self.is_on = on
        if on and self._wanted is not None:
            self._rest.start()
        elif not on:
            self._rest.stop()
            self._waiting.clear()
            self._stop_run()

    # --- what is asked for --------------------------------------------------------------------------

    def follow(self, clip: ClipToMeasure, cache: MediaCache) -> None:
        """This clip is on show: tell what is there, and measure the rest as soon as it has stayed for a moment."""
        self._cache = cache
        self._wanted = None if clip in self._complete else clip
        self._told.clear()
        for measure in Measure:
            for path in find_file(cache, clip.content_hash, measure, clip.first, clip.last):
                self._told.add(path)
                self.measured.emit(clip.content_hash, str(measure), path)
        if self._run is None or self._run.clip != clip:
            self._stop_run()
            if self.is_on and (self._wanted or self._waiting):
                self._rest.start()

    def follow_all(self, clips: Iterable[ClipToMeasure], cache: MediaCache) -> None:
        """Measure these too, one after the other, after the clip on show."""
        self._cache = cache
        self._waiting = deque(clips)
        self._number = len(self._waiting)
        if self._run is None and not self._rest.isActive():
            self._begin()

    def leave(self) -> None:
        """No clip is on show, or the project closes: stop."""
        self._wanted = None
        self._waiting.clear()
        self._rest.stop()
        self._stop_run()

    def shut_down(self) -> None:
        """The window closes: end every process of this one now."""
        self.leave()
        for process in self.findChildren(AnalysisProcess):
            process.end_now()

    # --- what runs ------------------------------------------------------------------------------------

    @Slot()
    def _begin(self) -> None:
        clip = self._wanted or (self._waiting.popleft() if self._waiting else None)
        if clip is None or self._cache is None or not self.is_on:
            return
        order = clip.order(self._cache, self._broken.get(clip.content_hash, ()))
        run = self._run = _Run(clip, AnalysisProcess(order, self), self._title(clip))
        run.job.on_cancel = self._cancel
        run.process.reported.connect(lambda report: self._reported(run, report))
        run.process.ended.connect(lambda code: self._ended(run, code))
        run.process.start()

    def _title(self, clip: ClipToMeasure) -> str:
        if clip == self._wanted or not self._number:
            return f"Measure {clip.path.name}"
        return f"Measure the library, {self._number - len(self._waiting)} of {self._number}"

    def _reported(self, run: _Run, report: Report) -> None:
        if report.state == "done" or (report.state == "there" and Path(report.path) not in self._told):
            self.measured.emit(run.clip.content_hash, str(report.measure), Path(report.path))
        if report.state == "failed":
            self._break(run.clip, report.measure)
            self.failed.emit(run.clip.content_hash, report.sentence)
        if run is self._run and run.job.active:
            run.note(report)
            self.changed.emit(run.job)

    def _ended(self, run: _Run, code: int) -> None:
        run.process.deleteLater()
        if run is not self._run:
            return
        self._run = None
        broke_at = run.measure if code == -1 else None
        if broke_at is not None:  # the rest goes on without it
            self._break(run.clip, broke_at)
            sentence = f"Measuring the {_NAMES[broke_at]} of {run.clip.path.name} broke off."
            self.failed.emit(run.clip.content_hash, sentence)
        else:
            self._note_complete(run.clip, code)
        self._finish(run, JobState.CANCELLED if code == _CANCELLED else JobState.DONE)
        self._begin()

    def _note_complete(self, clip: ClipToMeasure, code: int) -> None:
        if code == 0:
            self._complete.add(clip)
        if clip == self._wanted:
            self._wanted = None

    def _break(self, clip: ClipToMeasure, measure: Measure) -> None:
        self._broken.setdefault(clip.content_hash, set()).add(str(measure))

    def _cancel(self) -> None:
        """The person does not want it now: neither this clip nor the library."""
        self._wanted = None
        self._waiting.clear()
        self._stop_run()

    def _stop_run(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.process.end()
            self._finish(run, JobState.CANCELLED)

    def _finish(self, run: _Run, state: JobState) -> None:
        if run.job.state is JobState.RUNNING:
            run.job.state = state
            self.changed.emit(run.job)


class _Run:
    """A process, the clip that it is about, and the job that people see."""

    def __init__(self, clip: ClipToMeasure, process: AnalysisProcess, title: str) -> None:
        self.clip = clip
        self.process = process
        self.job = MeasuringJob(title, background=True)
        self.measure: Measure | None = None  # the one that is in progress
        self._began = time.monotonic()

    def note(self, report: Report) -> None:
        """Take over how far it is, and how long it will take at the pace so far."""
        self.measure = report.measure if report.state == "running" else None
        if report.state == "there":
            return
        self.job.state, self.job.fraction = JobState.RUNNING, report.fraction
        self.job.text = f"{_NAMES[report.measure]}{self._time_left(report.fraction)}"

    def _time_left(self, fraction: float) -> str:
        passed = time.monotonic() - self._began
        if passed < _ESTIMATE_AFTER or fraction <= 0:
            return ""
        return f", {time_words(passed * (1 - fraction) / fraction)} left"


def time_words(seconds: float) -> str:
    """As people say it: 40 s, 3 min, 2 h 10 min."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
