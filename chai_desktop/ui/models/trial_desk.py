"""Looks closely at the chosen model: does it fit, are its files whole, how fast is it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.models.catalog.check import CheckReport, check_model
from chai_desktop.models.catalog.check_line import size_of
from chai_desktop.models.catalog.fit import Fit, FitVerdict, fit, needed_bytes
from chai_desktop.models.catalog.found_model import FoundModel
from chai_desktop.models.catalog.memory_at_hand import memory_at_hand
from chai_desktop.models.engine import Engine, Listener
from chai_desktop.models.measuring import Measured, measure
from chai_desktop.models.requests import Footage
from chai_desktop.ui.models.model_entry import ModelEntry
from chai_desktop.ui.models.model_words import measured_words
from chai_desktop.ui.models.models_desk import ModelsDesk
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.job_queue import JobQueue, Progress

_TONES = {FitVerdict.FITS: "good", FitVerdict.TIGHT: "warning", FitVerdict.TOO_LARGE: "error"}


class TrialDesk(QObject):
    def __init__(self, desk: ModelsDesk, engines: EngineService, jobs: JobQueue) -> None:
        super().__init__(desk)
        self._desk = desk
        self._page = desk.view.page
        self._engines = engines
        self._jobs = jobs
        self._reports: dict[str, CheckReport] = {}
        self._measured: dict[str, tuple[str, ...]] = {}
        self._page.check_wanted.connect(self.check)
        self._page.measure_wanted.connect(self.measure)
        desk.entry_shown.connect(self._show)
        if desk.entry is not None:
            self._show(desk.entry)

    def report(self, entry: ModelEntry) -> CheckReport | None:
        """What the last check of a model said; None where there was none."""
        return self._reports.get(entry.key)

    @Slot()
    def check(self) -> None:
        entry = self._desk.entry
        if entry is None or entry.found is None:
            return
        found, key = entry.found, entry.key

        def work(progress: Progress) -> CheckReport:
            return check_model(found, progress, progress.cancelled)

        self._jobs.submit(f"Check {entry.title}", work, partial(self._checked, key))

    @Slot()
    def measure(self) -> None:
        entry = self._desk.entry
        if entry is None:
            return
        sees = entry.server is None and entry.found is not None and entry.found.sees

        def work(engine: Engine, progress: Progress) -> Measured:
            footage = _sample_footage(progress) if sees else None
            return measure(engine, Listener(progress=progress, cancelled=progress.cancelled), footage)

        def done(measured: Measured) -> None:
            self._tell(entry, tuple(measured_words(measured)))

        def failed(error: ChaiError) -> None:
            self._tell(entry, (str(error),))

        self._tell(entry, ("Measuring...",))
        self._engines.submit_to(entry.choice, f"Measure {entry.title}", work, done, failed)

    def _tell(self, entry: ModelEntry, lines: tuple[str, ...]) -> None:
        """With other settings it would be another measurement."""
        self._measured[str(entry.choice)] = lines
        if self._desk.entry is not None and self._desk.entry.choice == entry.choice:
            self._page.show_measured(lines)

    def _checked(self, key: str, report: CheckReport) -> None:
        self._reports[key] = report
        if self._desk.entry is not None and self._desk.entry.key == key:
            self._page.show_check(report)

    @Slot(object)
    def _show(self, entry: ModelEntry) -> None:
        self._page.show_check(self._reports.get(entry.key))
        self._page.show_measured(self._measured.get(str(entry.choice), ()))
        if entry.found is None or not entry.can_be_loaded:
            self._page.show_fit("", "")
            return
        needed = _needed(entry.found, entry.choice.settings)

        def done(answer: Fit) -> None:
            if self._desk.entry is not None and self._desk.entry.key == entry.key:
                self._page.show_fit(answer.sentence, _TONES.get(answer.verdict, "muted"))

        self._jobs.submit("Look at the memory", lambda _progress: fit(needed, memory_at_hand()), done)


def _needed(found: FoundModel, settings: Mapping[str, Any]) -> int:
    context = settings.get("context", 0)
    eyes = size_of(found.eyes) if found.eyes is not None else 0
    return needed_bytes(found, str(settings.get("precision", "")), context if isinstance(context, int) else 0, eyes)


def _sample_footage(progress: Progress) -> Footage:
    """A clip that comes with the program."""
    from chai_desktop.exchange.sample_clips import sample_folder
    from chai_desktop.media.content_hash import content_hash
    from chai_desktop.media.frame_index import build_frame_index

    path = min((sample_folder() / "clips").glob("*.mp4"))
    index = build_frame_index(path, progress.cancelled)
    return Footage(str(path), content_hash(path), 0, index.frame_count - 1)
