"""The run itself: clip after clip, rows on the disk, stop and go on, until the list is done."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.models.bulk.clip_list import BulkClip, of_shard, read_clips
from chai_desktop.models.bulk.engines import Engines
from chai_desktop.models.bulk.one_clip import ClipResult, ClipWriter
from chai_desktop.models.bulk.pace import Pace
from chai_desktop.models.bulk.rows import ROWS, Done, ResultRow, RowKey, plain_row, what_is_done
from chai_desktop.models.bulk.settings import RecaptionSettings, settings_of
from chai_desktop.models.engine import Listener
from chai_desktop.models.registry import kind_named
from chai_desktop.runs.control import Wish
from chai_desktop.runs.lines import LineFile
from chai_desktop.runs.records import Outcome
from chai_desktop.runs.run_folder import RunFolder, cannot_write
from chai_desktop.runs.truth import spoken
from chai_desktop.runs.working import Working
from chai_desktop.spec.aspects import Aspect

_DEATHS_IN_A_ROW = 3  # clips at which the engine's process died, one after the other: then it is not the clips
_TROUBLE_IN_A_ROW = 10  # clips that an engine refused for the same reason, one after the other
_GO_ON = "What was written stays. Mend it, then continue the run."


class GivenUp(ChaiError):
    """Nothing more can come of this attempt."""


Todo = list[tuple[BulkClip, list[Aspect]]]


@dataclass(frozen=True)
class Manner:
    """How a part is done this time. Nothing of it changes a result.

    ``retry``: rows that have only a reason are tried again. ``folders``: where files lie on this computer. ``tell``
    gets the share that is done and words; ``told_to_end`` is asked at every step (a signal to the process).
    """

    retry: bool = False
    folders: Mapping[str, str] = field(default_factory=dict)
    tell: Callable[[float, str], None] = lambda _share, _words: None
    told_to_end: Callable[[], bool] = lambda: False


AS_USUAL = Manner()


def recaption(folder: RunFolder, shard: int = 1, manner: Manner = AS_USUAL) -> Outcome:
    """Do one part of a run from where it stands; says how it ended, as ``result.json`` does.

    RunError where the folder cannot be used, or the part is being worked in.
    """
    description = folder.description()
    settings = settings_of(description, folder.description_file)
    settings = replace(settings, folders={**settings.folders, **manner.folders})
    clips = of_shard(read_clips(folder.path / settings.clips_file, settings.clips_hash), shard, description.shards)
    seat = folder.seat(shard, description.shards)
    done = what_is_done(folder)
    with Working(folder, seat, len(clips)) as working:
        try:
            with LineFile(seat.folder / ROWS) as rows:
                return _Run(settings, working, rows, done, seat.log_file, manner).work(clips)
        except OSError as error:
            refusal = cannot_write(seat.folder, error)
            try:
                working.end(Outcome.FAILED, refusal.message, refusal.hint)
            except OSError:  # not even that can be written
                raise refusal from error
            return Outcome.FAILED


@dataclass
class _Run:
    settings: RecaptionSettings
    working: Working
    rows: LineFile
    done: Done
    log: Path
    manner: Manner
    pace: Pace = field(default_factory=Pace)
    held: list[ClipResult] = field(default_factory=list)  # clips that got nothing, while it may be the engine's fault
    written: int = 0
    refused: int = 0

    def work(self, clips: Sequence[BulkClip]) -> Outcome:
        working = self.working
        todo = self._todo(clips)
        working.step = len(clips) - len(todo)
        self._count()
        engines: Engines | None = None
        try:
            if todo:
                working.beat("Loading the engine", force=True)
                engines = Engines(self.settings.choices, self.log)
                engines.load(Listener(cancelled=lambda: self._cancelled() or working.asked(Wish.STOP)))
            return self._all(todo, engines)
        except Cancelled:
            return self._end(Outcome.STOPPED, f"Stopped at {working.step:,} of {working.total:,} clips.")
        except ChaiError as error:
            return self._end(Outcome.FAILED, error.message, f"{error.hint} {_GO_ON}".strip())
        finally:
            if engines is not None:
                engines.unload()

    def _todo(self, clips: Sequence[BulkClip]) -> Todo:
        """What is not done yet. A clip that is done in part is done for the rest of its aspects alone."""
        found = []
        settings_hash = self.settings.hash
        for clip in clips:
            keys = [(aspect, RowKey(clip.key, aspect, settings_hash)) for aspect in clip.aspects]
            self.written += sum(key in self.done.written for _aspect, key in keys)
            self.refused += sum(key in self.done.refused and not self.manner.retry for _aspect, key in keys)
            left = [aspect for aspect, key in keys if not self.done.has(key, self.manner.retry)]
            if left:
                found.append((clip, left))
        return found

    def _all(self, todo: Todo, engines: Engines | None) -> Outcome:
        working = self.working
        began = time.monotonic()
        for number, (clip, aspects) in enumerate(todo):
            assert engines is not None
            if working.asked(Wish.STOP):
                raise Cancelled
            working.beat("Writing captions")
            result = ClipWriter(self.settings, engines, self._listener()).write(clip, aspects)
            if result.died:
                engines.renew()
            self._take(result)
            working.step += 1
            self._tell_pace(result, len(todo) - number - 1)
        for result in self.held:
            self._keep(result.rows)
        took = spoken(time.monotonic() - began)
        failed = f", {self.refused:,} have a reason in their place" if self.refused else ""
        return self._end(Outcome.DONE, f"{self.written:,} captions written{failed}, in {took}.")

    def _take(self, result: ClipResult) -> None:
        """Keep the rows; those of an engine that may be broken only when it has proved that it is not."""
        self._check_model(result)
        if result.trouble and kind_named(self.settings.captioner.engine).own_process:
            self.held.append(result)
            self._give_up_if_hopeless()
            return
        for held in self.held:
            self._keep(held.rows)
        self.held.clear()
        self._keep(result.rows)

    def _give_up_if_hopeless(self) -> None:
        held = self.held
        died = len(held) >= _DEATHS_IN_A_ROW and all(result.died for result in held[-_DEATHS_IN_A_ROW:])
        same = len(held) >= _TROUBLE_IN_A_ROW and len({result.trouble for result in held}) == 1
        if died or same:
            self.working.step -= len(held) - 1
            raise GivenUp(f"The engine failed at {len(held)} clips in a row. {held[-1].trouble}")

    def _check_model(self, result: ClipResult) -> None:
        """A model file that was exchanged must not go on with another one's work."""
        for row in result.rows:
            if row.texts and self.done.model_hashes and row.model_hash not in self.done.model_hashes:
                raise GivenUp(
                    f"{self.settings.captioner.model or self.settings.captioner.engine} is another model than the one "
                    "that wrote the first part of this run.",
                    "Put the former file back, or make a new run.",
                )
            if row.texts:
                self.done.model_hashes.add(row.model_hash)

    def _keep(self, rows: Sequence[ResultRow]) -> None:
        self.rows.append(plain_row(row) for row in rows)
        for row in rows:
            if row.texts:
                self.written += 1
            else:
                self.refused += 1
                self.working.event("failed", clip=row.clip, aspect=str(row.aspect), reason=row.reason)

    def _tell_pace(self, result: ClipResult, left: int) -> None:
        if result.seconds:
            self.pace.add(result.seconds, result.usage)
        self.working.figures.update(self.pace.figures(left))
        self._count()
        self.working.beat()
        self.manner.tell(self.working.step / max(1, self.working.total), result.rows[0].clip)

    def _count(self) -> None:
        self.working.figures.update(written=float(self.written), refused=float(self.refused))

    def _listener(self) -> Listener:
        return Listener(cancelled=self._cancelled)

    def _cancelled(self) -> bool:
        """Asked at every step of the engine, also while it is silent: so it lives, and can be stopped."""
        with contextlib.suppress(OSError):  # a full disk is found when the rows are written; the clip is not to blame
            self.working.beat()
        return self.manner.told_to_end() or self.working.asked(Wish.STOP_NOW)

    def _end(self, outcome: Outcome, words: str, hint: str = "") -> Outcome:
        self.rows.flush()
        self._count()
        self.working.end(outcome, words, hint)
        return outcome
