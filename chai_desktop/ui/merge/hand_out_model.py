"""What handing out needs to know, without Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip, Person
from chai_desktop.ui.merge.merge_words import counted

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')  # what one of the systems refuses in the name of a file


@dataclass(frozen=True)
class HandOut:
    """``people`` are those to whom it can go: all but the one who works here."""

    project: str
    folder: Path
    clips: tuple[Clip, ...]
    people: tuple[Person, ...]

    def proposed_file(self, name: str) -> Path:
        """``Film for Bo.chai`` beside the project, or the first such name that is free."""
        called = _NOT_IN_NAMES.sub(" ", f"{self.project} for {name or 'somebody'}").strip().rstrip(".")
        path, number = self.folder / f"{called}.chai", 2
        while path.exists():
            path, number = self.folder / f"{called} {number}.chai", number + 1
        return path

    def how_many(self) -> str:
        return f"{counted(len(self.clips), 'clip')} with all the work on {'it' if len(self.clips) == 1 else 'them'}"

    def media_paths(self) -> list[str]:
        """The video files of the clips, each once."""
        return list(dict.fromkeys(clip.facts.path for clip in self.clips))


def read_hand_out(project: Project, clip_ids: list[str]) -> HandOut:
    """On the project thread."""
    me = project.me()
    others = tuple(person for person in project.people() if person.id != me.id)
    clips = tuple(project.clip(clip_id) for clip_id in clip_ids)
    return HandOut(project.name, project.path.parent, clips, others)
