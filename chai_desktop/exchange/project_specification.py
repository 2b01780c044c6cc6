"""The specification that a project works by: its parts, its lab's additions, and what changed since it was pinned."""

from __future__ import annotations

from pathlib import Path

from chai_desktop.spec.additions.additions import without_additions
from chai_desktop.spec.specification import Specification, load_specification
from chai_desktop.spec.versions.description import describe, stored_description
from chai_desktop.spec.versions.migration import MigrationReport, migration_report
from chai_desktop.store.project import Project

PARTS = "specification.parts"  # project setting: names of optional parts that are switched on
ADDITIONS = "specification.additions"  # project setting: a file of additions, by its path from the project's folder


def specification_of(project: Project) -> Specification:
    """SpecError where a part is not known, or the file of additions is not there or not right."""
    additions = project.get_setting(ADDITIONS, "")
    file = project.path.parent / Path(additions) if additions else None
    return load_specification(project.get_setting(PARTS, []), file)


def switch_parts(project: Project, parts: list[str]) -> Specification:
    """Switch exactly these optional parts on; SpecError, and nothing written, where one is not known."""
    load_specification(parts)
    step = f"Ask for {', '.join(sorted(parts))} too" if parts else "Ask for no optional part"
    project.set_setting(PARTS, sorted(parts), step)
    return specification_of(project)


def migration_of(project: Project, spec: Specification) -> MigrationReport | None:
    """What changed since the project was pinned: None where nothing did, or nobody pinned a version that is known here.

    Whoever opens the project shows the report, and pins the new version when the person agrees.
    """
    pinned = project.specification
    old, new = without_additions(pinned.spec_version), without_additions(spec.version)
    if pinned.spec_id != spec.id or old == new:
        return None
    before, now = stored_description(old), stored_description(new) or describe(spec)
    return migration_report(before, now, spec.parts) if before is not None else None
