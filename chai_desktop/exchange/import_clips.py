"""Brings video files into a project: each is read, and added, relinked, or named with the reason why not."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from chai_desktop.errors import ChaiError, ProjectError
from chai_desktop.media.clip_facts import MediaFacts, read_clip_facts
from chai_desktop.media.content_hash import content_hash
from chai_desktop.media.discovery import find_video_files
from chai_desktop.media.thumbnail import thumbnail_jpeg
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip, ClipFacts
from chai_desktop.store.refusals import ProjectReadOnlyError

THUMBNAIL_WIDTH = 320  # pixels: sharp at 112 points on a display at 200 %

Report = Callable[[float, str], None]


class Ask(Protocol):
    """Runs an operation on the project, wherever its thread is, and returns its result."""

    def __call__(self, operation: Callable[[Project], Any], /) -> Any: ...


@dataclass(frozen=True)
class ImportProblem:
    """A file that was left out, with the reason and the way out in plain words."""

    path: Path
    reason: str
    hint: str = ""


@dataclass(frozen=True)
class ImportReport:
    """What became of the files of one import."""

    added: tuple[Clip, ...] = ()
    relinked: tuple[Clip, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    notes: tuple[ImportProblem, ...] = ()  # files that were taken although something is wrong with them

    def summary(self) -> str:
        """One sentence for the person."""
        if not (self.added or self.relinked or self.problems):
            return "No video file was found there."
        parts = [f"{len(self.added)} {_clips(len(self.added))} added"]
        if self.relinked:
            parts.append(f"{len(self.relinked)} found again in a new place")
        if self.problems:
            parts.append(f"{len(self.problems)} left out")
        return ", ".join(parts) + "."


def _clips(count: int) -> str:
    return "clip" if count == 1 else "clips"


def import_files(ask: Ask, paths: Sequence[Path], report: Report, cancelled: Callable[[], bool]) -> ImportReport:
    """Import files and folders. A cancelled import keeps what it has added so far.

    ``report`` gets a fraction of 0..1 and the name of the file being read. Raises ProjectReadOnlyError before any
    file is read where the project cannot take clips.
    """
    ask(_refuse_read_only)
    found = find_video_files(paths)
    added: list[Clip] = []
    relinked: list[Clip] = []
    notes: list[ImportProblem] = []
    problems = [ImportProblem(skip.path, skip.reason) for skip in found.skipped]
    for number, path in enumerate(found.files):
        if cancelled():
            break
        report(number / len(found.files), path.name)
        try:
            media = read_clip_facts(path)
            _bring_in(ask, path, clip_facts(path, media), added, relinked)
            notes += [ImportProblem(path, note) for note in media.notes]
        except ChaiError as error:
            problems.append(ImportProblem(path, error.message, error.hint))
    report(1.0, "")
    return ImportReport(tuple(added), tuple(relinked), tuple(problems), tuple(notes))


def _refuse_read_only(project: Project) -> None:
    if project.read_only:
        raise ProjectReadOnlyError(
            f"{project.path.name} takes no clips: it is open for reading only. {project.read_only_reason}",
            "Copy the file to a folder where you may write, open the copy, and import into it.",
        )


def _bring_in(ask: Ask, path: Path, facts: ClipFacts, added: list[Clip], relinked: list[Clip]) -> None:
    known: Clip | None = ask(lambda project: project.find_by_hash(facts.content_hash))
    if known is None:
        thumbnail = thumbnail_jpeg(path, facts.frame_count // 3, THUMBNAIL_WIDTH)
        added.append(ask(lambda project: project.add_clip(facts, thumbnail)))
    elif os.path.exists(known.facts.path):  # a place that may not be looked into counts as not there
        raise ProjectError(
            f"{path.name} is already in the project, as {known.facts.name}.",
            "The two files hold the same bytes; one of them is enough.",
        )
    else:
        relinked.append(ask(lambda project: project.relink_clip(known.id, str(path))))


def read_facts(path: Path) -> ClipFacts:
    """Everything that a project keeps about a file. Raises MediaError where it is no usable video."""
    return clip_facts(path, read_clip_facts(path))


def clip_facts(path: Path, media: MediaFacts) -> ClipFacts:
    """The same of a file whose frames are listed already. Raises MediaError where it cannot be read to its end."""
    return ClipFacts(
        path=str(path.absolute()),
        name=path.name,
        content_hash=content_hash(path),
        size_bytes=media.size_bytes,
        width=media.width,
        height=media.height,
        frame_count=media.frame_count,
        fps=float(media.average_rate),
        duration=media.duration,
        variable_rate=media.variable_rate,
        has_audio=media.has_audio,
        codec=media.codec,
        first_frame=0,
        last_frame=media.frame_count - 1,
    )
