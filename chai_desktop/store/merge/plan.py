"""What a merge would bring, before anything is changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from chai_desktop.store import local_values
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.merge.missing import missing, refuse_strangers
from chai_desktop.store.people.people import everyone
from chai_desktop.store.people.seat import HANDED_TO


@dataclass(frozen=True)
class MergePlan:
    """Counts of what is new. ``captions`` counts clips' aspects on which somebody worked; ``first`` and ``last`` are
    the times (ISO 8601, UTC) of the steps that would come, '' where none would."""

    called: str  # the name of the other file
    project: str
    is_share: bool
    handed_to: str  # name of the person, or ''
    steps: int
    clips: int
    captions: int
    answers: int
    triples: int
    steps_by: tuple[tuple[str, int], ...]  # name and number, most first
    first: str
    last: str


def plan_merge(target: ProjectFile, source: ProjectFile, called: str) -> MergePlan:
    """Raises ProjectError where the two are not copies of one project."""
    refuse_strangers(target, source)
    new = set(missing(target, source))
    authors: Counter[str] = Counter()
    times = []
    people = everyone(source)
    for row in source.stream("SELECT seq, author, created_at FROM operations"):
        if row["seq"] in new:
            authors[people[row["author"]].name] += 1
            times.append(row["created_at"])
    found = target.row("SELECT name FROM project")
    return MergePlan(
        called=called,
        project="" if found is None else found["name"],
        is_share=local_values.recall(source, "share") is not None,
        handed_to=_handed_to(source),
        steps=len(new),
        clips=_new_clips(target, source),
        captions=len(worked_on(source, new)),
        answers=sum(row["operation"] in new for row in source.stream("SELECT operation FROM answers")),
        triples=sum(row["operation"] in new for row in source.stream("SELECT operation FROM triples")),
        steps_by=tuple(authors.most_common()),
        first=min(times, default=""),
        last=max(times, default=""),
    )


def worked_on(source: ProjectFile, operations: set[int]) -> set[tuple[int, int]]:
    """Clip and aspect (numbers) whose texts these operations changed."""
    rows = source.stream("SELECT operation, clip, aspect FROM works")
    return {(row["clip"], row["aspect"]) for row in rows if row["operation"] in operations}


def _new_clips(target: ProjectFile, source: ProjectFile) -> int:
    known = {row["id"] for row in target.stream("SELECT id FROM clips")}
    return sum(row["id"] not in known for row in source.stream("SELECT id FROM clips"))


def _handed_to(source: ProjectFile) -> str:
    person_id = local_values.recall(source, HANDED_TO)
    return next((each.name for each in everyone(source).values() if each.id == person_id), "")
