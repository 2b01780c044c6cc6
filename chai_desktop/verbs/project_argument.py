"""The argument that names a project, and the project that a verb works on."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.exchange.new_project import create_project
from chai_desktop.store.project import Project

SUFFIX = ".chai"


def add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="the project file (NAME.chai)")


def open_project(path: Path, read_only: bool = False) -> Project:
    """Open an existing project. Raises ProjectError that names the file where it cannot be opened."""
    if not os.path.exists(path):
        raise ProjectError(f"There is no project at {path}.", "Check the name, or make one with: chai import")
    return Project.open(path, read_only=read_only)


def open_or_create(path: Path) -> Project:
    if os.path.exists(path):
        return Project.open(path)
    if path.suffix != SUFFIX:
        raise ProjectError(f"{path.name} does not end in {SUFFIX}.", f"Name the project {path.stem}{SUFFIX}.")
    return create_project(path)
