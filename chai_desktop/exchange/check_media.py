"""Whether the video files of a project are there, and are the ones that were described."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chai_desktop.errors import MediaError
from chai_desktop.media.content_hash import content_hash
from chai_desktop.store.check.findings import Finding, Level
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip

Progress = Callable[[float, str], None]

_NAMED = 20  # files at most that a finding names
_WHAT = {
    "media gone": "{n} video files are not where they were. File > Find missing media finds them by their bytes.",
    "media unreadable": "{n} video files cannot be read.",
    "media changed": "{n} video files are not the ones that were described: their bytes differ.",
}


def check_media(project: Project, whole: bool, progress: Progress = lambda _share, _what: None) -> list[Finding]:
    """Each file is there and has its size; ``whole``: its SHA-256 is right too, for which all of it is read.

    ``progress`` gets the share done, 0 to 1, and the name of the file that is looked at.
    """
    clips = project.clips()
    wrong: dict[str, list[str]] = {kind: [] for kind in _WHAT}
    seen: dict[str, str] = {}  # several clips may lie in one file
    for number, clip in enumerate(clips):
        progress(number / len(clips), clip.facts.name)
        path = clip.facts.path
        if path not in seen:
            seen[path] = _state(clip, whole)
        if seen[path]:
            wrong[seen[path]].append(f"{clip.facts.name} ({path})")
    return [_finding(kind, places) for kind, places in wrong.items() if places]


def _state(clip: Clip, whole: bool) -> str:
    """The kind of what is wrong with the clip's file, or ''."""
    path = Path(clip.facts.path)
    try:
        if path.stat().st_size != clip.facts.size_bytes:
            return "media changed"
        return "" if not whole or content_hash(path) == clip.facts.content_hash else "media changed"
    except (FileNotFoundError, NotADirectoryError):
        return "media gone"
    except (OSError, MediaError):
        return "media unreadable"


def _finding(kind: str, places: list[str]) -> Finding:
    where = ", ".join(places[:_NAMED]) + (", ..." if len(places) > _NAMED else "")
    return Finding(kind, _WHAT[kind].format(n=len(places)), where, len(places), level=Level.MEDIA)
