"""Brings video files into a project: each is read, and added, relinked, or named with the reason why not."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from chai_desktop.errors import ChaiError, ProjectError
from chai_desktop.media.clip_facts import facts_of
from chai_desktop.media.content_hash import content_hash
from chai_desktop.media.discovery import find_video_files
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
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
        if not (self.added or self.relinked):
            return f"No clip was added: {_counted(len(self.problems), 'file')} left out."
        parts = [f"{_counted(len(self.added), 'clip')} added"] if self.added else []
        if self.relinked:
            parts.append(f"{_counted(len(self.relinked), 'clip')} found again in a new place")
        if self.problems:
            parts.append(f"{len(self.problems)} left out")
        return ", ".join(parts) + "."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


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
            facts, index = read_footage(path)
            _bring_in(ask, facts, index, added, relinked)
            notes += [ImportProblem(path, note) for note in index.notes]
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


def _bring_in(ask: Ask, facts: ClipFacts, index: FrameIndex, added: list[Clip], relinked: list[Clip]) -> None:
    known: list[Clip] = ask(lambda project: project.clips_by_hash(facts.content_hash))
    if not known:
        thumbnail = library_picture(facts, index)
        added.append(ask(lambda project: project.add_clip(facts, thumbnail)))
    elif all(os.path.exists(clip.facts.path) for clip in known):  # a place that may not be looked into is none
        raise ProjectError(
            f"{facts.name} is already in the project, as {_told(known)}.",
            "There is nothing to do: it is the same footage, byte for byte.",
        )
    else:
        relinked += ask(lambda project: project.relink_clips({clip.id: facts.path for clip in known}))


def _told(clips: list[Clip]) -> str:
    name = clips[0].facts.name
    return name if len(clips) == 1 else f"{name} and {_counted(len(clips) - 1, 'more clip')}"


def library_picture(facts: ClipFacts, index: FrameIndex) -> bytes:
    """The JPEG that stands for a clip: a frame after the first third. Raises MediaError where it cannot be decoded.

    ``index`` is that of the whole file.
    """
    return thumbnail_jpeg(facts.path, facts.first_frame + facts.frame_count // 3, THUMBNAIL_WIDTH, index)


def read_footage(path: Path) -> tuple[ClipFacts, FrameIndex]:
    """Everything that a project keeps about a file, and its frames.

    Raises MediaError where it is no usable video, or cannot be read to its end.
    """
    index = build_frame_index(path)
    media = facts_of(path, index)
    facts = ClipFacts(
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
    return facts, index
