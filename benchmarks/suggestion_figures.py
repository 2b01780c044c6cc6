"""Holds suggested answers against known ones: the sample project's clips, the open and the held-back rendered films."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import BenchmarkError
from chai_desktop.media.motion.suggestion import Suggestions
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification

SETS = ("sample", "open", "held_back")
ALSO = ("steadiness", "camera_motion_speed", "shot_transition", "frame_freezing", "is_tracking", "scene_movement")


@dataclass(frozen=True)
class Case:
    """One clip and what counts as right on it; a question without an entry is not counted."""

    set: str
    name: str
    path: Path
    accepted: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Verdict:
    """What was suggested for one question of one clip; ``said`` is None where nothing was, and ``reason`` says why."""

    set: str
    clip: str
    question: str
    accepted: tuple[str, ...]
    said: str | None
    confidence: float
    reason: str

    @property
    def right(self) -> bool:
        return self.said in self.accepted


@dataclass(frozen=True)
class Figures:
    """How often a question was answered, and how often rightly where it was. Shares; ``right`` is 1 without answers."""

    clips: int
    answered: int
    right: int

    @property
    def answered_share(self) -> float:
        return self.answered / self.clips

    @property
    def right_share(self) -> float:
        return self.right / self.answered if self.answered else 1.0


def movement_questions() -> tuple[str, ...]:
    """The questions of the form's group "Movement" that have choices."""
    questions = load_specification().questions_of(Aspect.CAMERA)
    return tuple(q.id for q in questions if q.group == "Movement" and q.choices)


def figures_of(verdicts: Sequence[Verdict]) -> Figures:
    answered = [verdict for verdict in verdicts if verdict.said is not None]
    return Figures(len(verdicts), len(answered), sum(verdict.right for verdict in answered))


def measure_sets(sets: Sequence[str] = SETS) -> list[Verdict]:
    """Make the films that are missing, measure every clip, and judge each counted question."""
    with _folder() as folder:
        cases = [case for each in sets for case in _cases(each, folder)]
        with _workers() as pool:
            return [verdict for found in pool.map(_judge, cases) for verdict in found]


def _cases(name: str, folder: Path) -> list[Case]:
    if name == "sample":
        return _sample_cases()
    from benchmarks.rendered_scenes import held_back_films, open_films
    from benchmarks.rendered_scenes.film import make_film

    films = open_films.FILMS if name == "open" else held_back_films.FILMS
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    with _workers() as pool:
        paths = list(pool.map(make_film, films, [place] * len(films)))
        truths = list(pool.map(_truth_of, films))
    return [Case(name, film.name, path, truth) for film, path, truth in zip(films, paths, truths, strict=True)]


def _truth_of(film: object) -> dict[str, tuple[str, ...]]:
    from benchmarks.rendered_scenes.film import Film
    from benchmarks.rendered_scenes.truth import answers_of

    assert isinstance(film, Film)
    return answers_of(film)


def _sample_cases() -> list[Case]:
    from chai_desktop.exchange.sample_clips import sample_clips

    clips = sample_clips()
    if not clips:
        raise BenchmarkError("the sample clips are not there")
    questions = (*movement_questions(), *ALSO)
    return [
        Case("sample", clip.name, clip.path, {q: (str(a),) for q, a in clip.gold.answers.items() if q in questions})
        for clip in clips
    ]


def _judge(case: Case) -> list[Verdict]:
    from chai_desktop.media.frame_index import build_frame_index
    from chai_desktop.media.motion.suggest import suggest_answers  # loads OpenCV: in a process of its own

    found = suggest_answers(case.path, build_frame_index(case.path), lambda _share: None, lambda: False)
    return judged(case, found)


def judged(case: Case, found: Suggestions) -> list[Verdict]:
    """What was suggested for each question that counts on this clip."""
    return [_verdict(case, question, tuple(values), found) for question, values in case.accepted.items()]


def _verdict(case: Case, question: str, accepted: tuple[str, ...], found: Suggestions) -> Verdict:
    suggestion = found.of(question)
    if suggestion is not None:
        said, confidence, reason = suggestion.value, suggestion.confidence, suggestion.reason
        return Verdict(case.set, case.name, question, accepted, said, confidence, reason)
    why = next((w.reason for w in found.withheld if w.question == question), "not looked at")
    return Verdict(case.set, case.name, question, accepted, None, 0.0, why)


@contextmanager
def _workers() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


@contextmanager
def _folder() -> Iterator[Path]:
    kept = os.environ.get("CHAI_BENCH_FOLDER")
    if kept:
        yield Path(kept) / "rendered_scenes"
        return
    with tempfile.TemporaryDirectory(prefix="chai-films-") as folder:
        yield Path(folder)
