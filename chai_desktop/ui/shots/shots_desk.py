"""Splits clips at their cuts, and says which clips hold one: search, plan, consent, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.ui.notices.notice import Level, Notice, WayOut
from chai_desktop.ui.shots import shot_words
from chai_desktop.workers.job_queue import JobQueue, Progress
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.exchange.splitting import Footage, SplitReport
    from chai_desktop.media.media_cache import MediaCache
    from chai_desktop.media.shots import Shot
    from chai_desktop.store.project import Project
    from chai_desktop.store.records import Clip
    from chai_desktop.ui.shots.split_dialog import SplitDialog
    from chai_desktop.ui.shots.split_plan import SplitPlan

Found = dict[str, "tuple[Shot, ...]"]  # clip id -> its shots, in frames of the file
_TITLE = "Look for cuts"
_PICTURE = 224  # pixels: sharp at 112 points on a display at 200 %


class ShotsDesk(QObject):
    """``jobs`` is a queue of its own: a search takes long, and nothing else may wait for it."""

    said = Signal(object)  # Notice
    taken_back = Signal(object)  # Notice that is about a clip which is not on show any more
    changed = Signal()  # the project holds other clips than before
    known = Signal(str, list)  # clip on show, the first frames of its shots in its own frames; none while not known
    counted = Signal(dict)  # clip id -> number of shots, for clips whose shots are known
    _decoded = Signal(int, bytes)  # frame, JPEG: from the thread of the pictures

    def __init__(self, window: QWidget, jobs: JobQueue) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self.pictures = JobQueue("shot pictures", self)
        self._reading = JobQueue("known shots", self)
        self._thread: ProjectThread | None = None
        self._cache: MediaCache | None = None
        self._may_change = False
        self._told: set[str] = set()  # clips of which it was said that they hold a cut
        self._flagged: tuple[str, Notice] | None = None  # the clip on show, and what was said of it
        self._waiting: list[str] = []  # clips whose plans come after the one that is open
        self.dialog: SplitDialog | None = None

    def attach(self, thread: ProjectThread | None, cache: MediaCache | None, may_change: bool) -> None:
        """The project whose clips are split from now on; ``may_change``: it is not open only to read."""
        self._thread, self._cache, self._may_change = thread, cache, may_change
        self._told.clear()
        self._waiting.clear()
        for job in (*self._jobs.active_jobs(), *self.pictures.active_jobs()):
            job.cancel()
        if self.dialog is not None:
            self.dialog.reject()

    def finish(self) -> None:
        self.pictures.finish()
        self._reading.finish()

    # --- splitting -------------------------------------------------------------------------------

    def begin(self, clip_ids: Sequence[str]) -> None:
        """Show the plan for each of these clips, one after the other."""
        if not clip_ids:
            hint = "Select one in the library, or open one."
            self.said.emit(Notice("No clip is selected.", hint, Level.WARNING))
        self._waiting += clip_ids
        if self.dialog is None:
            self._next()

    def _next(self) -> None:
        thread, cache = self._thread, self._cache
        if not self._waiting or thread is None or cache is None:
            return
        clip_id = self._waiting.pop(0)
        self._jobs.submit(_TITLE, partial(_make_plan, thread, cache, clip_id), self._show_plan, self._failed)

    def _show_plan(self, plan: SplitPlan) -> None:
        if len(plan.rows) < 2:
            self.said.emit(Notice(shot_words.one_shot(plan.footage.facts.name)))
            self._next()
            return
        from chai_desktop.ui.shots.split_dialog import SplitDialog  # made when it is needed

        self.dialog = dialog = SplitDialog(self._window, plan)
        dialog.pictures_wanted.connect(partial(self._decode, plan))
        self._decoded.connect(dialog.table.show_picture)
        dialog.accepted.connect(partial(self._split, plan))
        dialog.finished.connect(self._close)
        dialog.open()

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        for job in self.pictures.active_jobs():
            job.cancel()
        self._next()

    def _decode(self, plan: SplitPlan, frames: list[int]) -> None:
        def work(progress: Progress) -> None:
            from chai_desktop.media.thumbnail import thumbnail_jpeg

            for frame in frames:
                progress.check()
                self._decoded.emit(frame, thumbnail_jpeg(plan.footage.facts.path, frame, _PICTURE, plan.index))

        self.pictures.submit("Pictures of shots", work, None, lambda _error: None)

    def _split(self, plan: SplitPlan) -> None:
        dialog, thread = self.dialog, self._thread
        if dialog is None or thread is None:
            return
        chosen, takes_out = plan.chosen(), dialog.takes_out

        def work(progress: Progress) -> SplitReport:
            from chai_desktop.exchange.splitting import split_footage

            return split_footage(thread.ask, plan.footage, chosen, takes_out, progress, progress.cancelled, plan.index)

        self._jobs.submit("Split", work, partial(self._tell, plan.footage), self._failed, lasting=True)

    def _tell(self, footage: Footage, report: SplitReport) -> None:
        words = shot_words.split(footage.facts.name, report)
        self.said.emit(Notice(words, level=Level.GOOD if report.added else Level.INFO))
        self.changed.emit()

    def _failed(self, error: ChaiError) -> None:
        if not isinstance(error, Cancelled):
            self.said.emit(Notice.of_error(error))
        self._next()

    # --- saying which clips hold a cut -----------------------------------------------------------

    def look_at_imported(self, clips: Sequence[Clip]) -> None:
        """Search the files of an import in the background, and offer to split those with several shots."""
        cache = self._cache
        if clips and cache is not None:
            self._jobs.submit(_TITLE, partial(_count_by_search, cache, clips), self._offer, lambda _error: None)

    def _offer(self, counts: dict[str, tuple[str, int]]) -> None:
        self.counted.emit({clip_id: count for clip_id, (_name, count) in counts.items()})
        several = {clip_id: told for clip_id, told in counts.items() if told[1] > 1}
        if several:
            words, lines = shot_words.imported_with_cuts(list(several.values()))
            way_out = WayOut("Split...", partial(self.begin, list(several)))
            self.said.emit(Notice(words, details=lines, way_out=way_out))

    def count_known(self, clips: Sequence[Clip]) -> None:
        """Tell how many shots these clips hold, as far as that is known; reads the cache only."""
        self._read_known(clips, lambda found: None)

    def clip_shown(self, clip_id: str) -> None:
        """A clip is on show: tell its shots, and say once in a session that it holds a cut."""
        if self._flagged is not None and self._flagged[0] != clip_id:
            self.taken_back.emit(self._flagged[1])
            self._flagged = None
        thread = self._thread
        if thread is not None:
            thread.call(lambda project: _answered(project, clip_id), self._flag, lambda _error: None)

    def clip_saved(self, clip_id: str) -> None:
        """Somebody worked on a clip: they may just have answered that there is a cut."""
        if clip_id not in self._told:
            self.clip_shown(clip_id)

    def _flag(self, shown: tuple[Clip, bool]) -> None:
        clip, answered = shown

        def tell(found: Found) -> None:
            shots = found.get(clip.id, ())
            self.known.emit(clip.id, [shot.first - clip.facts.first_frame for shot in shots])
            if clip.id not in self._told and (len(shots) > 1 or answered):
                self._told.add(clip.id)
                self._say_that_it_has_cuts(clip, len(shots))

        self._read_known([clip], tell)

    def _say_that_it_has_cuts(self, clip: Clip, count: int) -> None:
        name = clip.facts.name
        words, hint = shot_words.several_shots(name, count) if count > 1 else shot_words.said_to_have_a_cut(name)
        where = "Split at the cuts..." if count > 2 else "Split at the cut..."
        way_out = WayOut(where, lambda: self.begin([clip.id])) if self._may_change else None
        self._flagged = clip.id, Notice(words, hint, Level.WARNING, way_out=way_out)
        self.said.emit(self._flagged[1])

    def _read_known(self, clips: Sequence[Clip], then: Callable[[Found], None]) -> None:
        cache = self._cache
        if cache is None or not clips:
            return

        def tell(found: Found) -> None:
            self.counted.emit({clip_id: len(shots) for clip_id, shots in found.items()})
            then(found)

        self._reading.submit("Known shots", lambda _progress: _known(cache, clips), tell, lambda _error: None)


def _answered(project: Project, clip_id: str) -> tuple[Clip, bool]:
    return project.clip(clip_id), project.answers(clip_id).get("shot_transition") == "yes"


def _make_plan(thread: ProjectThread, cache: MediaCache, clip_id: str, progress: Progress) -> SplitPlan:
    from chai_desktop.exchange.splitting import footage_of
    from chai_desktop.media.index_cache import cached_index
    from chai_desktop.media.shots import shots_within
    from chai_desktop.media.shots.in_a_child import shots_of_file
    from chai_desktop.ui.shots.split_plan import SplitPlan

    footage: Footage = thread.ask(lambda project: footage_of(project, clip_id))
    facts = footage.facts
    path = Path(facts.path)
    index = cached_index(path, facts.content_hash, cache, progress.cancelled)
    tell: Callable[[float], None] = lambda share: progress(share, path.name)  # noqa: E731
    shots = shots_of_file(path, facts.content_hash, cache, tell, progress.cancelled)
    return SplitPlan(footage, shots_within(shots, facts.first_frame, facts.last_frame), index)


def _count_by_search(cache: MediaCache, clips: Sequence[Clip], progress: Progress) -> dict[str, tuple[str, int]]:
    """Clip id -> name and number of shots; a file that cannot be searched is left out."""
    from chai_desktop.media.shots import shots_within
    from chai_desktop.media.shots.in_a_child import shots_of_file

    counts = {}
    for number, clip in enumerate(clips):
        progress.check()
        facts = clip.facts
        tell: Callable[[float], None] = partial(_tell_share, progress, number, len(clips), facts.name)
        try:
            shots = shots_of_file(Path(facts.path), facts.content_hash, cache, tell, progress.cancelled)
        except Cancelled:
            raise
        except ChaiError:
            continue
        counts[clip.id] = facts.name, len(shots_within(shots, facts.first_frame, facts.last_frame))
    return counts


def _tell_share(progress: Progress, number: int, of: int, name: str, share: float) -> None:
    progress((number + share) / of, name)


def _known(cache: MediaCache, clips: Sequence[Clip]) -> Found:
    from chai_desktop.media.shots import shots_within
    from chai_desktop.media.shots.in_a_child import known_shots

    found = {}
    for clip in clips:
        shots = known_shots(cache, clip.facts.content_hash)
        if shots is not None:
            found[clip.id] = shots_within(shots, clip.facts.first_frame, clip.facts.last_frame)
    return found
