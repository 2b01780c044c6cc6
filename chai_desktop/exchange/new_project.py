"""A new, empty project, pinned to the specification and policies of this version."""

from __future__ import annotations

from pathlib import Path

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.project import Project


def create_project(path: Path) -> Project:
    """Make the file and open it. Raises ProjectError where there is one already or the folder cannot be written to."""
    spec = load_specification()
    return Project.create(
        path,
        path.stem,
        spec_id=spec.id,
        spec_version=spec.version,
        policy_version=spec.policy(Aspect.CAMERA).version,
    )
