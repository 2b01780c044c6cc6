"""The ways in which a project comes to be open; each runs on the project's own thread and loads there what it needs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chai_desktop.store.project import Project


def open_project(path: Path) -> Project:
    from chai_desktop.store.project import Project

    return Project.open(path)


def open_to_read(path: Path) -> Project:
    from chai_desktop.store.project import Project

    return Project.open(path, read_only=True)


def create_project(path: Path) -> Project:
    from chai_desktop.exchange.new_project import create_project  # reads YAML; on the project's thread

    return create_project(path)


def open_sample(path: Path) -> Project:
    """The sample project, made on first use."""
    if os.path.exists(path):
        return open_project(path)
    from chai_desktop.exchange.sample_project import create_sample_project  # needed once in a life

    path.parent.mkdir(parents=True, exist_ok=True)
    return create_sample_project(path)
