"""How fast a large project is: opening, searching, editing, switching clips, merging, checking.

The project is made up (`benchmarks/big_project`). At full size it takes some 4 minutes and 3.2 GB, and as much again
for the copy that is worked on. CHAI_BENCH_CLIPS makes it smaller; CHAI_BENCH_FOLDER names a folder in which it is kept
for the next time. Without that, it is deleted at the end.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.big_project.phrases import THING, WHERE, WHO, Phrases
from benchmarks.big_project.plan import PEOPLE
from benchmarks.big_project.writing import CLIPS, write_big_project
from benchmarks.table import BenchmarkError, Row, middle_and_p95
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.check.check import check_file
from chai_desktop.store.project import Project
from chai_desktop.ui.annotate.session import read_session

_OPENINGS, _SEARCHES, _EDITS, _SWITCHES, _UNDOS, _PAGES = 9, 400, 800, 400, 200, 15
_SHARE = 200  # clips of the part that is merged
_ROOM = 8 << 30  # bytes that the full size needs while it is measured


def measure() -> list[Row]:
    clips = int(os.environ.get("CHAI_BENCH_CLIPS", CLIPS))
    kept = os.environ.get("CHAI_BENCH_FOLDER")
    with contextlib.ExitStack() as stack:
        folder = Path(kept or stack.enter_context(tempfile.TemporaryDirectory(prefix="chai-bench-")))
        _require_room(folder, clips)
        original = _original(folder, clips)
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chai-bench-", dir=folder)))
        path = Path(shutil.copyfile(original, work / "Big.chai"))
        return [*_opening(path), *_in_an_open_project(path), *_merging(path, work), *_whole_file(original, clips)]


def _require_room(folder: Path, clips: int) -> None:
    needed = _ROOM * clips // CLIPS
    if shutil.disk_usage(folder).free < needed:
        raise BenchmarkError(f"{needed / 1e9:.0f} GB are needed in {folder}; CHAI_BENCH_CLIPS makes it smaller")


def _original(folder: Path, clips: int) -> Path:
    """Made once for each size; a half-made one never has its name."""
    path = folder / f"big-{clips}.chai"
    if not path.exists():
        draft = path.with_suffix(".draft.chai")
        draft.unlink(missing_ok=True)
        write_big_project(draft, clips)
        os.replace(draft, path)
    return path


def _milliseconds(steps: Iterator[Callable[[], object]] | Sequence[Callable[[], object]]) -> list[float]:
    times = []
    for step in steps:
        started = time.perf_counter()
        step()
        times.append(1000 * (time.perf_counter() - started))
    return times


def _row(name: str, times: Sequence[float], unit: str, limit: float | None, how: str) -> Row:
    """With a limit, the p95 is held against it."""
    median, p95 = middle_and_p95(times)
    target = "" if limit is None else f"p95 <= {limit:g}"
    how = f"{how}; longest {max(times):.3g} {unit}"
    return Row(
        f"project.{name}", round(median, 3), unit, target, None if limit is None else p95 <= limit, how, round(p95, 3)
    )


def _opening(path: Path) -> Iterator[Row]:
    """Until the library can be used: its first page is there, and what undo would do."""
    times = []
    for _ in range(_OPENINGS):
        started = time.perf_counter()
        with Project.open(path) as project:
            project.clip_page()
            project.undo_state()
            times.append(time.perf_counter() - started)
    how = f"Project.open, clip_page, undo_state; {_OPENINGS} times, the file in the system's cache"
    yield _row("open", times, "s", 1.0, how)
    if hasattr(os, "posix_fadvise"):
        yield _row(
            "open_cold", [_cold_opening(path) for _ in range(3)], "s", None, "the same, the file not in the cache"
        )


def _cold_opening(path: Path) -> float:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    started = time.perf_counter()
    with Project.open(path) as project:
        project.clip_page()
        project.undo_state()
        return time.perf_counter() - started


def _in_an_open_project(path: Path) -> Iterator[Row]:
    dice = random.Random(1)
    with Project.open(path) as project:
        clips = _some_clips(project, dice)
        pages = _milliseconds([project.clip_page for _ in range(_PAGES)])
        yield _row("page", pages, "ms", None, f"clip_page of {len(project.clip_page()[0])} clips")
        searches = [lambda words=words: project.search(words) for words in questions(dice, _SEARCHES)]
        how = f"{_SEARCHES} questions in turns: rare, common and begun words, two and three words; 50 results each"
        yield _row("search", _milliseconds(searches), "ms", 50, how)
        switches = [lambda clip=clip: read_session(project, clip) for clip in dice.choices(clips, k=_SWITCHES)]
        yield _row("switch", _milliseconds(switches), "ms", 50, "read_session of a random clip")
        yield from _editing(project, clips, dice)


def _some_clips(project: Project, dice: random.Random) -> list[str]:
    """From all over the file."""
    last = project.clip_page(limit=-1)[0]
    return [clip.id for clip in dice.sample(last, min(len(last), 2000))]


def questions(dice: random.Random, count: int) -> list[str]:
    """What people type: whole words and begun ones, common and rare."""
    phrases = Phrases(dice, variety=1)
    common = ["the", "camera", "a", "in", "and", "shot", "frame", "foreground", "light", "left"]
    known = [word for group in (WHO, WHERE, THING) for phrase in group for word in phrase.split() if len(word) > 3]
    makers: list[Callable[[], str]] = [
        lambda: dice.choice(common),
        lambda: phrases.name(),
        lambda: dice.choice(known),
        lambda: f"{dice.choice(known)} {dice.choice(known)}",
        lambda: f"{dice.choice(common)} {dice.choice(known)}",
        lambda: f"{dice.choice(common)} {dice.choice(common)} {dice.choice(known)}",
        lambda: dice.choice(common + known)[: dice.randrange(1, 6)],
        lambda: f"{dice.choice(known)} {dice.choice(common + known)[: dice.randrange(1, 5)]}",
        lambda: phrases.name()[: dice.randrange(2, 5)],
    ]
    return [makers[number % len(makers)]() for number in range(count)]


def _editing(project: Project, clips: Sequence[str], dice: random.Random) -> Iterator[Row]:
    kinds: dict[str, list[float]] = {"answer": [], "critique": [], "rating": [], "typing": []}
    for number in range(_EDITS):
        kind = list(kinds)[number % len(kinds)]
        kinds[kind] += _milliseconds([_edit(project, kind, dice.choice(clips), number)])
    every = [each for times in kinds.values() for each in times]
    by_kind = ", ".join(f"{kind} {middle_and_p95(times)[1]:.2g}" for kind, times in kinds.items())
    yield _row("edit", every, "ms", 10, f"{_EDITS} saved edits of random clips, on disk (fsync) each; p95 of {by_kind}")
    undos = _milliseconds([project.undo for _ in range(_UNDOS)])
    yield _row("undo", undos, "ms", None, f"{_UNDOS} steps taken back one after the other")


def _edit(project: Project, kind: str, clip: str, number: int) -> Callable[[], object]:
    aspect = list(Aspect)[number % len(Aspect)]
    pre = project.work(clip, aspect).pre_caption
    if pre is None:
        raise BenchmarkError("the made-up project has a clip without a draft")
    match kind:
        case "answer":
            return lambda: project.set_answers(clip, {"camera_pan": f"value {number}"})
        case "critique":
            point = Point(PointKind.WRONG, "dollies in", 0, 3, pre.text[:3], "The parallax changes.")
            return lambda: project.save_critique(pre.id, [point, point], f"Number {number}: look again at the height.")
        case "rating":
            return lambda: project.rate(pre.id, 1 + number % 5)
        case _:
            return lambda: project.set_typed(clip, aspect, "critique", "half a sentence " * (number % 20))


def _merging(path: Path, folder: Path) -> Iterator[Row]:
    part = folder / "Part.chai"
    with Project.open(path) as project:
        ids = [clip.id for clip in project.clip_page(limit=_SHARE)[0]]
        person = next(person.id for person in project.people() if person.name == PEOPLE[1])
        shared = _milliseconds([lambda: project.export_share(ids, part, person)])
        with Project.open(part) as handed_out:
            for number, clip in enumerate(ids):
                for kind in ("answer", "critique", "rating"):
                    _edit(handed_out, kind, clip, number)()
        merged = _milliseconds([lambda: project.merge(part)])
    size = f"{len(ids)} clips, {part.stat().st_size / 1e6:.1f} MB"
    yield _row("share", [shared[0] / 1000], "s", None, f"export_share of {size}")
    how = f"merge of that part, with {3 * len(ids)} new steps, into the whole project"
    yield _row("merge", [merged[0] / 1000], "s", None, how)


def _whole_file(path: Path, clips: int) -> Iterator[Row]:
    started = time.perf_counter()
    report = check_file(path)
    seconds = time.perf_counter() - started
    facts = report.facts
    how = f"check_file of {clips} clips, {facts.answers} answers, {facts.operations} steps, {facts.bytes / 1e6:.0f} MB"
    yield Row("project.check", round(seconds, 1), "s", "", None, how)
    yield Row("project.check_findings", len(report.findings), "findings", "0", not report.findings, "of that check")
    size = facts.bytes / facts.triples
    how = f"{facts.bytes / 1e6:.0f} MB by {facts.triples} triples, with all answers, versions and the search index"
    yield Row("project.bytes_per_triple", round(size), "bytes", "", None, how)
