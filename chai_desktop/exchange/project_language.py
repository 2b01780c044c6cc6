"""Everything of the video language that the window needs for a project, read at once on the project's thread."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from chai_desktop.errors import ChaiError
from chai_desktop.exchange.project_specification import ADDITIONS, PARTS, migration_of, specification_of
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.glossary.glossary import Glossary, load_glossary
from chai_desktop.spec.glossary.lab_glossary import glossary_with
from chai_desktop.spec.specification import Specification, load_specification
from chai_desktop.spec.versions.migration import MigrationReport
from chai_desktop.store.project import Project


@dataclass(frozen=True)
class ProjectLanguage:
    """``problem`` says why the project's own parts or additions could not be read; then it is worked without them.

    ``pinned`` is the version that the project worked by so far; ``report`` tells what changed since, where it is known.
    """

    spec: Specification
    glossary: Glossary
    pinned: str
    report: MigrationReport | None = None
    additions: str = ""  # the file of additions, by its path from the project's folder
    problem: ChaiError | None = None

    @property
    def is_news(self) -> bool:
        """Whether the project is pinned to another version than the one that it would be worked by now."""
        return self.problem is None and self.pinned not in ("", self.spec.version)


def language_of(project: Project) -> ProjectLanguage:
    """Never raises: a project whose additions are not there opens all the same, and says so."""
    pinned = project.specification.spec_version
    additions = project.get_setting(ADDITIONS, "")
    try:
        spec = specification_of(project)
        return ProjectLanguage(spec, glossary_with(spec.additions), pinned, migration_of(project, spec), additions)
    except ChaiError as problem:
        return ProjectLanguage(_without_additions(project), load_glossary(), pinned, None, additions, problem)


def pin_newest(project: Project) -> None:
    """Work by the newest version and the additions as they are now, from here on; a step with a name."""
    spec = specification_of(project)
    project.pin_specification(spec.id, spec.version, spec.policy(Aspect.CAMERA).version)


def choose_additions(project: Project, file: Path | None) -> None:
    """Work by a lab's file of additions (None: by none). SpecError, and nothing written, where it is not right."""
    if file is not None:
        spec = load_specification(project.get_setting(PARTS, []), file)
        glossary_with(spec.additions)
    step = "Take out the additions of a lab" if file is None else f"Use the additions in {file.name}"
    project.set_setting(ADDITIONS, "" if file is None else _from_folder(file, project.path.parent), step)
    pin_newest(project)


def _from_folder(file: Path, folder: Path) -> str:
    """By its path from the project's folder, so that both can move together; as it is where that is not possible."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive
        return file.resolve().as_posix()


def _without_additions(project: Project) -> Specification:
    try:
        return load_specification(project.get_setting(PARTS, []))
    except ChaiError:
        return load_specification()
