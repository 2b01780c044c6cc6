"""What went apart: slots to which two people gave different values in two copies of a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.clips.clips import listed_name
from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.journal.kinds import ANSWER, CHOICE, KINDS, LISTING, PLACE, PROFILE, SETTING, WORK, NodeKind
from chai_desktop.store.journal.nodes import both_halves, forks, head, payload_of, put, slot_of
from chai_desktop.store.judgement.answers import question_label, value_words
from chai_desktop.store.judgement.work import as_work
from chai_desktop.store.judgement.works import WorkState
from chai_desktop.store.people.people import everyone
from chai_desktop.store.records import Person, Work
from chai_desktop.store.tables.version_2 import ASPECTS


@dataclass(frozen=True)
class Side:
    """One of the values. ``key`` names it when the conflict is settled; ``work`` is there where texts went apart."""

    key: int
    author: Person
    at: str
    words: str
    work: Work | None
    value: Any = None  # of an answer


@dataclass(frozen=True)
class Conflict:
    """``sides[0]`` is what counts until the conflict is settled."""

    kind: str  # table of the nodes: "answers", "works", "listings" ...
    a: int
    b: int
    clip_id: str  # '' where it is about no clip
    clip_name: str
    what: str  # "Camera", the label of a question, ...
    sides: tuple[Side, ...]
    question: str = ""  # id, where answers went apart
    aspect: Aspect | None = None  # where texts went apart


_STEPS = """
    WITH RECURSIVE chain (seq, place) AS (
        VALUES (?, 0) UNION ALL SELECT node.after, chain.place + 1
        FROM chain JOIN {table} AS node ON node.seq = chain.seq WHERE node.after IS NOT NULL)
    SELECT node.*, operations.kind, operations.author, operations.created_at FROM chain
    JOIN {table} AS node ON node.seq = chain.seq JOIN operations ON operations.seq = node.operation
    ORDER BY chain.place"""
_LONGEST = 60  # characters of a candidate that a sentence quotes
_BY_TABLE = {kind.table: kind for kind in KINDS}


def conflicts(file: ProjectFile) -> list[Conflict]:
    """All that are open, in the order of clips."""
    return [_conflict(file, kind, ends) for kind, ends in _open(file) if len(ends) > 1]


def count_conflicts(file: ProjectFile) -> int:
    """As many as ``conflicts`` gives, without reading their texts."""
    return sum(len(ends) > 1 for _, ends in _open(file))


def settle(file: ProjectFile, conflict: Conflict, key: int) -> None:
    """Choose one of the sides; a step of the journal of its own. The others stay in the history."""
    kind = _BY_TABLE[conflict.kind]
    chosen = file.row(f"SELECT * FROM {kind.table} WHERE seq = ?", (key,))
    if chosen is None or both_halves(slot_of(kind, chosen)) != (conflict.a, conflict.b):
        raise ProjectError("This choice is not among the versions.", "Open the list of conflicts again.")
    where = f"{conflict.what} of {conflict.clip_name}" if conflict.clip_name else conflict.what
    with file.operation(f"Settle {where}", kind="settle") as stamp:
        put(file, stamp, kind, slot_of(kind, chosen), payload_of(kind, chosen), settles=True)


def _open(file: ProjectFile) -> Iterator[tuple[NodeKind, list[Row]]]:
    for row in file.rows("SELECT DISTINCT kind, a, b FROM forks ORDER BY a, kind, b"):
        kind = next(kind for kind in KINDS if kind.number == row["kind"])
        yield kind, _different_ends(file, kind, (row["a"], row["b"])[: len(kind.slot)])


def _different_ends(file: ProjectFile, kind: NodeKind, slot: tuple[int, ...]) -> list[Row]:
    """Head first; of ends that say the same, one."""
    current = head(file, kind, slot)
    ends = [] if current is None else [current]
    for end in forks(file, kind, slot):
        if all(payload_of(kind, end) != payload_of(kind, other) for other in ends):
            ends.append(end)
    return ends


def _conflict(file: ProjectFile, kind: NodeKind, ends: list[Row]) -> Conflict:
    a, b = both_halves(slot_of(kind, ends[0]))
    clip = a if "clip" in kind.slot else None
    if kind is CHOICE:
        clip = file.number("SELECT clip FROM candidates WHERE seq = ?", (a,))
    row = None if clip is None else file.row("SELECT id FROM clips WHERE seq = ?", (clip,))
    return Conflict(
        kind=kind.table,
        a=a,
        b=b,
        clip_id="" if row is None else row["id"],
        clip_name="" if clip is None else listed_name(file, clip),
        what=_what(file, kind, ends[0]),
        sides=tuple(_side(file, kind, end, "" if row is None else row["id"]) for end in ends),
        question=_word(file, b) if kind is ANSWER else "",
        aspect=Aspect(ASPECTS[b]) if kind is WORK else None,
    )


def _side(file: ProjectFile, kind: NodeKind, end: Row, clip_id: str) -> Side:
    by = _said_by(file, kind, end)
    work = None
    if kind is WORK:
        state = WorkState(**payload_of(kind, end))
        work = as_work(file, clip_id, Aspect(ASPECTS[end["aspect"]]), state)
    return Side(
        end["seq"],
        everyone(file)[by["author"]],
        by["created_at"],
        _words(file, kind, end),
        work,
        _value(file, kind, end),
    )


def _said_by(file: ProjectFile, kind: NodeKind, end: Row) -> Row:
    """The step that gave the slot this value; not one that only gave it back, as undoing does."""
    steps = file.rows(_STEPS.format(table=kind.table), (end["seq"],))
    said = (row for row in steps if row["kind"] == "edit" and payload_of(kind, row) == payload_of(kind, end))
    return next(said, steps[0])


def _value(file: ProjectFile, kind: NodeKind, end: Row) -> Any:
    if kind is not ANSWER or end["value"] is None:
        return None
    row = file.row("SELECT value FROM answer_values WHERE seq = ?", (end["value"],))
    return None if row is None else file.value(row["value"])


def _what(file: ProjectFile, kind: NodeKind, end: Row) -> str:
    match kind.table:
        case ANSWER.table:
            return f'"{question_label(_word(file, end["question"]))}"'
        case WORK.table:
            return Aspect(ASPECTS[end["aspect"]]).label
        case LISTING.table:
            return "name and place in the project"
        case PLACE.table:
            return "place of the file"
        case SETTING.table:
            return f'setting "{_word(file, end["key"])}"'
        case PROFILE.table:
            return f'profile of "{end["name"]}"'
        case CHOICE.table:
            return f'candidate "{_candidate_text(file, end["candidate"])}"'
        case _:
            return "review"


def _words(file: ProjectFile, kind: NodeKind, end: Row) -> str:
    """What this side says, in a line."""
    if end[kind.decisive] is None:
        return "nothing"
    match kind.table:
        case ANSWER.table:
            row = file.row("SELECT value FROM answer_values WHERE seq = ?", (end["value"],))
            assert row is not None  # a foreign key
            return value_words(_word(file, end["question"]), file.value(row["value"]))
        case WORK.table:
            return str(end["status"])
        case LISTING.table:
            return "taken out of the project" if end["removed"] else f'in the project, as "{end["name"]}"'
        case PLACE.table:
            return str(end["absolute_path"])
        case PROFILE.table:
            return f"{end['name']}, {end['role']}"
        case CHOICE.table if end["chosen"] is not None:
            return f'passed over for "{_candidate_text(file, end["chosen"])}"'
        case _:
            return str(end[kind.decisive])


def _candidate_text(file: ProjectFile, number: int) -> str:
    row = file.row("SELECT text FROM candidates WHERE seq = ?", (number,))
    return "" if row is None else shorten(row["text"], _LONGEST, placeholder=" ...")


def _word(file: ProjectFile, number: int) -> str:
    row = file.row("SELECT text FROM words WHERE seq = ?", (number,))
    return "" if row is None else str(row["text"])
