"""Splits footage into clips: each is a range of frames of the same file, and nothing is encoded again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from chai_desktop.exchange.import_clips import Ask, library_picture
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.media.shots import Shot
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import AspectStatus, Clip, ClipFacts, NewClip


@dataclass(frozen=True)
class Footage:
    """What is to be split: a file, or the part of it that a clip of the project shows.

    ``clip`` is that clip, None for a file that is not in the project. ``has_work``: somebody answered or wrote
    something about it, so that it must not be taken out.
    """

    facts: ClipFacts
    clip: Clip | None = None
    has_work: bool = False


@dataclass(frozen=True)
class SplitReport:
    """What became of it. ``already``: names of clips of these very frames that were there before."""

    added: tuple[Clip, ...] = ()
    already: tuple[str, ...] = ()
    taken_out: bool = False


def footage_of(project: Project, clip_id: str) -> Footage:
    """A clip of the project as footage."""
    clip = project.clip(clip_id)
    return Footage(clip.facts, clip, holds_work(project, clip))


def holds_work(project: Project, clip: Clip) -> bool:
    """Whether somebody answered, wrote, or typed something about the clip."""
    if project.answers(clip.id) or any(status != AspectStatus.EMPTY for status in clip.status.values()):
        return True
    return any(project.work(clip.id, aspect).typed for aspect in Aspect)


def part_name(name: str, number: int, of: int) -> str:
    """ "walk.mp4" becomes "walk 03": clips of one file stand in order, also when there are a hundred."""
    return f"{PurePath(name).stem} {number:0{max(2, len(str(of)))}d}"


def part_facts(whole: ClipFacts, index: FrameIndex, first: int, last: int, name: str) -> ClipFacts:
    """The facts of the clip of frames ``first``..``last`` of a file; ``index`` is that of the whole file."""
    part = index.part(first, last)
    return replace(
        whole, name=name, frame_count=part.frame_count, duration=part.duration, first_frame=first, last_frame=last
    )


def split_footage(
    ask: Ask,
    footage: Footage,
    shots: Sequence[tuple[str, Shot]],
    take_out: bool = False,
    report: Callable[[float, str], None] = lambda _share, _name: None,
    cancelled: Callable[[], bool] = lambda: False,
    index: FrameIndex | None = None,
) -> SplitReport:
    """Add each of ``shots`` (name, frames of the file) as a clip, all in one step of the journal.

    ``take_out``: take the footage's own clip out in the same step; ignored where it holds work. Clips of the same
    frames that are there stay as they are. Where it is stopped, nothing was added. ``index``, that of the whole file,
    saves a reading of it. Raises MediaError, ProjectError.
    """
    index = index or build_frame_index(Path(footage.facts.path), cancelled)
    there: dict[tuple[int, int], str] = {
        (clip.facts.first_frame, clip.facts.last_frame): clip.facts.name
        for clip in ask(lambda project: project.clips_by_hash(footage.facts.content_hash))
    }
    wanted = [(name, shot) for name, shot in shots if (shot.first, shot.last) not in there]
    already = tuple(there[shot.first, shot.last] for _name, shot in shots if (shot.first, shot.last) in there)
    parts: list[NewClip] = []
    for number, (name, shot) in enumerate(wanted):
        if cancelled():
            return SplitReport()
        report(number / len(wanted), name)
        facts = part_facts(footage.facts, index, shot.first, shot.last, name)
        parts.append(NewClip(facts, library_picture(facts, index), name))
    whole = footage.clip.id if footage.clip is not None and take_out and not footage.has_work else None
    if not parts:
        return SplitReport(already=already)
    title = footage.facts.name
    added: list[Clip] = ask(lambda project: project.split_clip(whole, parts, title))
    return SplitReport(tuple(added), already, whole is not None)
