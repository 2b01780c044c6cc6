"""The argument that names a project, and the project that a verb works on."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from chai_desktop.errors import ProjectError
from chai_desktop.exchange.new_project import create_project
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip

Read = TypeVar("Read")
SUFFIX = ".chai"
_NAMED = 20  # clips at most in a message


def add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project file (NAME.chai)")


def open_project(path: Path, read_only: bool = False) -> Project:
    """Open an existing project. Raises ProjectError that names the file where it cannot be opened."""
    if not os.path.exists(path):
        raise ProjectError(f"There is no project at {path}.", "Check the name, or make one with: chai import")
    return Project.open(path, read_only=read_only)


def look_at_project(path: Path) -> Project:
    """Open an existing project for one short reading."""
    if not os.path.exists(path):
        raise ProjectError(f"There is no project at {path}.", "Check the name and the folder.")
    return Project.look(path)


def read_project(path: Path, reading: Callable[[Project], Read]) -> Read:
    """Do one reading of an existing project, however long, without a copy of it where nobody works in it."""
    if not os.path.exists(path):
        raise ProjectError(f"There is no project at {path}.", "Check the name and the folder.")
    return Project.read(path, reading)


def clips_called(project: Project, names: Sequence[str]) -> list[Clip]:
    """The clips of these names, all of them where several have one. Raises ProjectError that names those missing."""
    found = {name: project.clips_named(name) for name in names}
    missing = [name for name, clips in found.items() if not clips]
    if missing:
        some = ", ".join(clip.facts.name for clip in project.clip_page(limit=_NAMED)[0]) or "no clips"
        raise ProjectError(f"There is no clip called {', '.join(missing)}.", f"{project.path.name} has {some}.")
    return [clip for clips in found.values() for clip in clips]


def open_or_create(path: Path) -> Project:
    if os.path.exists(path):
        return Project.open(path)
    if path.suffix != SUFFIX:
        raise ProjectError(f"{path.name} does not end in {SUFFIX}.", f"Name the project {path.stem}{SUFFIX}.")
    return create_project(path)
