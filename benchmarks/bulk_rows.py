"""What a run costs beside its engine: per clip, and when it is continued after much was done."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.table import Row
from chai_desktop.models.bulk.clip_list import BulkClip, hash_of
from chai_desktop.models.bulk.making import Plan, make_run
from chai_desktop.models.bulk.recaption import recaption
from chai_desktop.models.bulk.rows import ROWS
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.requests import DraftRequest
from chai_desktop.models.rules.rules_engine import RulesEngine
from chai_desktop.runs.run_folder import RunFolder
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification

CLIPS = 1000
DONE_ROWS = 10_000
ANSWERS = {
    "camera_movement": "major_simple",
    "camera_pan": "left_to_right",
    "steadiness": "smooth",
    "scene.location": "a stone square with a fountain",
    "subject.type": "a woman in a red coat",
    "motion.subject_motion": "walks past the fountain",
    "spatial.frame_position": "in the centre of the frame",
}


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        return [_overhead(Path(folder)), _resume(Path(folder))]


def _overhead(home: Path) -> Row:
    """A run of the rules engine over 1,000 clips, less the time that the engine itself takes for the same requests."""
    clips = _clips(home, CLIPS)
    folder = _run(home / "overhead", clips)
    spec = load_specification()
    engine = RulesEngine()
    batches = [
        [DraftRequest(c.name, c.content_hash, a, ANSWERS, spec.version, spec.policy(a).version) for a in c.aspects]
        for c in clips
    ]
    engine.draft(batches[0])  # reads the word lists
    alone = _timed(lambda: [engine.draft(batch) for batch in batches])
    whole = _timed(lambda: recaption(folder))
    how = (
        f"chai recaption in this process, rules, {CLIPS} clips of 5 aspects, rows on the disk, less {alone:.2f} s for "
        f"the engine alone; {CLIPS / whole * 3600:,.0f} clips/h in all"
    )
    value = (whole - alone) / CLIPS * 1000
    return Row("bulk.overhead_per_clip", value, "ms", "<= 10", value <= 10, how)


def _resume(home: Path) -> Row:
    """From the call until a run knows that all of its 10,000 rows are done, and has said so."""
    clips = _clips(home, DONE_ROWS // len(Aspect))
    folder = _run(home / "resume", clips)
    recaption(folder)
    rows = (folder.path / ROWS).read_bytes()
    assert rows.count(b"\n") == DONE_ROWS
    seconds = _timed(lambda: recaption(folder))
    how = f"{DONE_ROWS:,} rows of {len(rows) / len(clips) / 1000:.1f} kB per clip, read anew; nothing is left to do"
    assert json.loads(folder.seat(1, 1).result_file.read_text())["outcome"] == "done"
    return Row("bulk.resume_10000_rows", seconds, "s", "<= 2", seconds <= 2, how)


def _run(path: Path, clips: list[BulkClip]) -> RunFolder:
    return make_run(path, clips, Plan(EngineChoice("rules")), load_specification(), {})


def _clips(home: Path, count: int) -> list[BulkClip]:
    """One file, which the rules do not look into, under as many keys as there are clips."""
    file = home / "clip.mp4"
    file.write_bytes(b"frames")
    return [
        BulkClip(f"clip {n}.mp4", str(file), hash_of(str(n).encode()), 6, 0, 119, tuple(Aspect), ANSWERS)
        for n in range(count)
    ]


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
