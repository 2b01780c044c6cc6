"""What people did in the made-up project, step by step: the same plan is written in bulk, or through the door."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.big_project.phrases import MOVE, PART, THING, Phrases
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.form import Question
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.records import ClipFacts, Fingerprint

PEOPLE = ("Ada", "Ben", "Chi", "Dia", "Eva")
ENGINE = Fingerprint("rules", "1.0.0", settings_hash=hashlib.sha256(b"made up").hexdigest())
QUESTIONS = 48  # answered of each clip
CHANGED = 12  # of those answers are changed later: 60 versions
AT_ONCE = 8  # answers that one step gives
THUMBNAIL_EVERY = 5
_THUMBNAIL = (4_000, 9_000)  # bytes
_PERFECT = 1 / 6  # of the drafts


@dataclass(frozen=True)
class Answers:
    values: dict[str, str | list[str]]


@dataclass(frozen=True)
class Draft:
    aspect: Aspect
    text: str


@dataclass(frozen=True)
class Rating:
    aspect: Aspect
    score: int


@dataclass(frozen=True)
class Criticism:
    aspect: Aspect
    points: tuple[Point, ...]
    free_text: str


@dataclass(frozen=True)
class Revision:
    aspect: Aspect
    text: str


@dataclass(frozen=True)
class Submission:
    aspect: Aspect


Step = Answers | Draft | Rating | Criticism | Revision | Submission


@dataclass(frozen=True)
class PlannedClip:
    """``person`` is the name of who works on it."""

    facts: ClipFacts
    thumbnail: bytes | None
    person: str
    steps: tuple[Step, ...]


def planned_clips(count: int, seed: int = 2026) -> Iterator[PlannedClip]:
    """The same clips for the same seed."""
    dice = random.Random(seed)
    phrases = Phrases(dice)
    questions = load_specification().questions[:QUESTIONS]
    for number in range(count):
        thumbnail = dice.randbytes(dice.randrange(*_THUMBNAIL)) if number % THUMBNAIL_EVERY == 0 else None
        steps = (*_answers(dice, phrases, questions), *_texts(dice, phrases))
        yield PlannedClip(_facts(number, phrases, dice), thumbnail, PEOPLE[number * 7 % len(PEOPLE)], steps)


def _facts(number: int, phrases: Phrases, dice: random.Random) -> ClipFacts:
    name = f"{phrases.name()}_{number:06}.mp4"
    frames = dice.randrange(48, 480)
    key = hashlib.sha256(name.encode()).hexdigest()
    return ClipFacts(
        f"/films/{number // 1000:03}/{name}", name, key, frames * 9_000, 1280, 720, frames, 24.0, frames / 24, False,
        False, "h264", 0, frames - 1,
    )  # fmt: skip


def _answers(dice: random.Random, phrases: Phrases, questions: tuple[Question, ...]) -> Iterator[Step]:
    values = {question.id: _value(dice, phrases, question) for question in questions}
    given = list(values.items())
    for first in range(0, len(given), AT_ONCE):
        yield Answers(dict(given[first : first + AT_ONCE]))
    for question in dice.sample(questions, CHANGED):
        while (other := _value(dice, phrases, question)) == values[question.id]:
            pass
        yield Answers({question.id: other})


def _value(dice: random.Random, phrases: Phrases, question: Question) -> str | list[str]:
    ids = [choice.id for choice in question.choices]
    match question.kind:
        case "choice":
            return ids[0] if dice.random() < 0.5 else dice.choice(ids)
        case "choices":
            return sorted(dice.sample(ids, 2))
        case _:
            return phrases.answer()


def _texts(dice: random.Random, phrases: Phrases) -> Iterator[Step]:
    for aspect in Aspect:
        draft = phrases.caption()
        yield Draft(aspect, draft)
        if dice.random() < _PERFECT:
            yield Rating(aspect, 5)
        else:
            yield Rating(aspect, dice.randrange(1, 5))
            points = _points(dice, phrases, draft)
            yield Criticism(aspect, points, phrases.name() if dice.random() < 0.1 else "")
            yield Revision(aspect, _revised(draft, points))
        yield Submission(aspect)


def _points(dice: random.Random, phrases: Phrases, draft: str) -> tuple[Point, ...]:
    spaces = [at for at, letter in enumerate(draft) if letter == " "]
    starts = sorted(dice.sample(range(0, len(spaces) - 3, 4), dice.randrange(1, 4)))
    return tuple(_point(dice, draft, spaces[start] + 1, spaces[start + 2]) for start in starts)


def _point(dice: random.Random, draft: str, start: int, end: int) -> Point:
    kind = dice.choice((PointKind.WRONG, PointKind.WORDING))
    first = dice.randrange(0, 40)
    reason = f"It is in the {dice.choice(PART)}." if dice.random() < 0.5 else ""
    instead = dice.choice(MOVE + THING)
    return Point(kind, instead, start, end, draft[start:end], reason, first, first + dice.randrange(8))


def _revised(draft: str, points: tuple[Point, ...]) -> str:
    for point in reversed(points):
        draft = f"{draft[: point.start]}{point.instead}{draft[point.end :]}"
    return draft
