"""The rows that planned steps leave in the tables of a project file, gathered until they are written together.

It does what `chai_desktop.store` does for one step at a time, a hundred times faster; a test holds the two together.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any

from benchmarks.big_project.plan import (
    Answers,
    Criticism,
    Draft,
    PlannedClip,
    Rating,
    Revision,
    Step,
    Submission,
)
from benchmarks.big_project.stamps import Clock
from chai_desktop.store.file.ids import clip_id
from chai_desktop.store.journal.kinds import ANSWER, LISTING, PLACE, WORK, NodeKind
from chai_desktop.store.judgement.works import PERFECT, WorkState, aspect_number
from chai_desktop.store.search.index import TextKind, plain_answer, rowid

COLUMNS = {
    "operations": ("seq", "id", "name", "kind", "author", "created_at"),
    "clips": ("seq", "id", "content_hash", "size_bytes", "width", "height", "frame_count", "fps", "duration",
              "variable_rate", "has_audio", "codec", "first_frame", "last_frame", "operation"),
    "thumbnails": ("clip", "jpeg"),
    "pre_captions": ("seq", "id", "clip", "aspect", "text", "origin", "fingerprint", "specification", "operation"),
    "critiques": ("seq", "id", "pre_caption", "free_text", "point_count", "operation"),
    "critique_points": ("critique", "position", "kind", "instead", "start_offset", "end_offset", "quote", "reason",
                        "first_frame", "last_frame"),
    "post_captions": ("seq", "id", "pre_caption", "critique", "text", "origin", "fingerprint", "specification",
                      "operation"),
    "answer_sets": ("seq", "id", "answers"),
    "triples": ("seq", "id", "clip", "aspect", "pre_caption", "critique", "post_caption", "rating", "answer_set",
                "specification", "operation"),
    "answer_values": ("seq", "value"),
    "answers": ("seq", "clip", "question", "value", "specification", "after", "operation"),
    "works": ("seq", "clip", "aspect", *WORK.payload, "after", "operation"),
    "listings": ("seq", "clip", "name", "removed", "operation"),
    "places": ("seq", "clip", "computer", "absolute_path", "relative_path", "operation"),
    "heads": ("kind", "a", "b", "node"),
    "texts": ("rowid", "words"),
}  # fmt: skip
_FACTS = COLUMNS["clips"][2:-1]


@dataclass(frozen=True)
class Known:
    """Numbers of rows that stand in the file before: people by name, questions by id, and single ones."""

    folder: Path
    people: dict[str, int]
    questions: dict[str, int]
    computer: int
    specification: int
    fingerprint: int
    next_number: dict[str, int]


class Rows:
    """Gathers rows by table; ``take`` hands them over."""

    def __init__(self, known: Known, dice: random.Random) -> None:
        self._known = known
        self._clock = Clock(dice)
        self._next = dict(known.next_number)
        self._values: dict[str, int] = {}
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}

    def take(self) -> dict[str, list[tuple[Any, ...]]]:
        """What was gathered since the last time, each table in the order of its keys."""
        taken = self._rows
        self._rows = {table: [] for table in COLUMNS}
        taken["texts"].sort()
        taken["heads"].sort()
        return taken

    def add(self, planned: PlannedClip) -> None:
        author = self._known.people[planned.person]
        clip = self._clip(planned, author)
        _ClipRows(self, self._known, clip, planned.facts.name, author).apply(planned.steps)

    def number(self, table: str) -> int:
        found = self._next[table]
        self._next[table] = found + 1
        return found

    def put(self, table: str, *values: Any) -> int:
        """A row with a number of its own."""
        number = self.number(table)
        self._rows[table].append((number, *values))
        return number

    def plain(self, table: str, *values: Any) -> None:
        self._rows[table].append(values)

    def head(self, kind: NodeKind, a: int, b: int, node: int) -> None:
        self.plain("heads", kind.number, a, b, node)

    def text(self, kind: TextKind, number: int, words: str) -> None:
        if words.strip():
            self.plain("texts", rowid(kind, number), words)

    def operation(self, name: str, author: int) -> int:
        time = self._clock.tick()
        return self.put("operations", self._clock.new_id(), name, "edit", author, time)

    def new_id(self) -> str:
        return self._clock.new_id()

    def value(self, text: str) -> int:
        known = self._values.get(text)
        if known is None:
            known = self._values[text] = self.put("answer_values", text)
            self.text(TextKind.ANSWER, known, plain_answer(text))
        return known

    def _clip(self, planned: PlannedClip, author: int) -> int:
        facts = planned.facts
        operation = self.operation(f'Add "{facts.name}"', author)
        key = clip_id(facts.content_hash, facts.first_frame, facts.last_frame)
        columns = asdict(facts)
        clip = self.put("clips", key, *(columns[name] for name in _FACTS), operation)
        if planned.thumbnail is not None:
            self.plain("thumbnails", clip, planned.thumbnail)
        listing = self.put("listings", clip, facts.name, 0, operation)
        self.text(TextKind.NAME, listing, facts.name)
        relative = PurePath(os.path.relpath(facts.path, self._known.folder)).as_posix()
        place = self.put("places", clip, self._known.computer, facts.path, relative, operation)
        self.head(LISTING, clip, 0, listing)
        self.head(PLACE, clip, self._known.computer, place)
        return clip


class _ClipRows:
    """The steps on one clip."""

    def __init__(self, rows: Rows, known: Known, clip: int, name: str, author: int) -> None:
        self._rows, self._known, self._clip, self._name, self._author = rows, known, clip, name, author
        self._answers: dict[str, tuple[int, Any]] = {}  # question -> node, value
        self._works: dict[int, tuple[int, WorkState]] = {}
        self._answer_set: int | None = None
        self._drafts: dict[int, str] = {}

    def apply(self, steps: tuple[Step, ...]) -> None:
        for step in steps:
            self._apply(step)
        for question, (node, _) in self._answers.items():
            self._rows.head(ANSWER, self._clip, self._known.questions[question], node)
        for aspect, (node, _) in self._works.items():
            self._rows.head(WORK, self._clip, aspect, node)

    def _apply(self, step: Step) -> None:
        if isinstance(step, Answers):
            self._answer(step.values)
            return
        aspect = aspect_number(step.aspect)
        name = f"{type(step).__name__} of {self._name}, {step.aspect.label}"
        operation = self._rows.operation(name, self._author)
        state = self._works[aspect][1] if aspect in self._works else WorkState()
        self._put_work(aspect, operation, self._after(step, aspect, operation, state))

    def _after(self, step: Step, aspect: int, operation: int, state: WorkState) -> WorkState:
        match step:
            case Draft():
                return WorkState(self._draft(aspect, step.text, operation), triple=state.triple, status="drafted")
            case Rating():
                return _changed(state, rating=step.score, status="critiqued")
            case Criticism():
                return _changed(state, critique=self._critique(step, state, operation), status="critiqued")
            case Revision():
                post = self._post(state, state.critique, step.text, "engine", operation)
                return _changed(state, post_caption=post, revision=post, status="revised")
            case Submission():
                return self._submitted(aspect, state, operation)
            case _:
                raise TypeError(step)

    def _answer(self, values: dict[str, Any]) -> None:
        question = next(iter(values))
        name = f"Answer {len(values)} questions of {self._name}" if len(values) > 1 else f'Answer "{question}"'
        operation = self._rows.operation(name, self._author)
        for question, value in values.items():
            before = self._answers.get(question)
            number = self._rows.value(json.dumps(value, ensure_ascii=False))
            word, by = self._known.questions[question], self._known.specification
            node = self._rows.put("answers", self._clip, word, number, by, before and before[0], operation)
            self._answers[question] = (node, value)

    def _put_work(self, aspect: int, operation: int, state: WorkState) -> None:
        before = self._works.get(aspect)
        node = self._rows.put("works", self._clip, aspect, *vars(state).values(), before and before[0], operation)
        self._works[aspect] = (node, state)

    def _draft(self, aspect: int, text: str, operation: int) -> int:
        by = (self._known.fingerprint, self._known.specification, operation)
        number = self._rows.put("pre_captions", self._rows.new_id(), self._clip, aspect, text, "engine", *by)
        self._rows.text(TextKind.PRE_CAPTION, number, text)
        self._drafts[aspect] = text
        return number

    def _critique(self, step: Criticism, state: WorkState, operation: int) -> int:
        row = (self._rows.new_id(), state.pre_caption, step.free_text, len(step.points), operation)
        number = self._rows.put("critiques", *row)
        for position, point in enumerate(step.points):
            columns = (point.kind.value, point.instead, point.start, point.end, point.quote, point.reason)
            frames = (point.first_frame, point.last_frame)
            self._rows.plain("critique_points", number, position, *columns, *frames)
        said = (words for point in step.points for words in (point.quote, point.instead, point.reason))
        self._rows.text(TextKind.CRITIQUE, number, " ".join((step.free_text, *said)))
        return number

    def _post(self, state: WorkState, critique: int | None, text: str, origin: str, operation: int) -> int:
        fingerprint = None if origin == "accepted" else self._known.fingerprint
        by = (fingerprint, self._known.specification, operation)
        number = self._rows.put("post_captions", self._rows.new_id(), state.pre_caption, critique, text, origin, *by)
        if origin != "accepted":
            self._rows.text(TextKind.POST_CAPTION, number, text)
        return number

    def _submitted(self, aspect: int, state: WorkState, operation: int) -> WorkState:
        if state.rating == PERFECT:
            accepted = self._post(state, None, self._drafts[aspect], "accepted", operation)
            state = _changed(state, post_caption=accepted)
        if self._answer_set is None:
            self._answer_set = self._freeze()
        triple = self._rows.put(
            "triples", self._rows.new_id(), self._clip, aspect, state.pre_caption, state.critique,
            state.current_post_caption, state.rating, self._answer_set, self._known.specification, operation,
        )  # fmt: skip
        return _changed(state, triple=triple, status="submitted")

    def _freeze(self) -> int:
        answers = {question: value for question, (_, value) in self._answers.items()}
        text = json.dumps(answers, ensure_ascii=False, sort_keys=True)
        return self._rows.put("answer_sets", hashlib.sha256(text.encode()).hexdigest(), text)


def _changed(state: WorkState, **values: Any) -> WorkState:
    return WorkState(**{**vars(state), **values})
