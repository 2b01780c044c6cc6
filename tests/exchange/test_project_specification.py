"""What a project works by: parts and additions are settings of the project, and an older pin opens with a report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chai_desktop.errors import SpecError
from chai_desktop.exchange.new_project import create_project
from chai_desktop.exchange.project_specification import (
    ADDITIONS,
    PARTS,
    migration_of,
    specification_of,
    switch_parts,
)
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create_project(tmp_path / "Film.chai") as made:
        yield made


def test_a_new_project_works_by_the_plain_form(project: Project) -> None:
    assert specification_of(project) is load_specification()
    assert migration_of(project, load_specification()) is None


def test_a_part_is_switched_on_and_off(project: Project) -> None:
    assert switch_parts(project, ["lighting"]).parts == ("lighting",)
    assert specification_of(project).parts == ("lighting",)
    with pytest.raises(SpecError, match="sound"):
        switch_parts(project, ["sound"])
    assert project.get_setting(PARTS, None) == ["lighting"]
    assert switch_parts(project, []).parts == ()


def test_additions_lie_beside_the_project(project: Project) -> None:
    project.set_setting(ADDITIONS, "lab.yaml")
    with pytest.raises(SpecError, match=r"lab\.yaml: cannot be read"):
        specification_of(project)
    (project.path.parent / "lab.yaml").write_text("format: chai-additions 1\nname: lab\n", "utf-8")
    spec = specification_of(project)
    assert spec.additions.name == "lab"
    assert migration_of(project, spec) is None  # additions are no newer version


def test_a_project_pinned_to_an_older_version_opens_with_a_report(project: Project) -> None:
    spec = load_specification()
    project.pin_specification(spec.id, "1.0.0", "1.0.0")
    report = migration_of(project, spec)
    assert report is not None
    assert (report.old_version, report.new_version) == ("1.0.0", spec.version)
    assert not report.touches_answers


def test_a_version_that_nobody_knows_has_no_report(project: Project) -> None:
    spec = load_specification()
    project.pin_specification(spec.id, "0.0.1", "1")
    assert migration_of(project, spec) is None
    project.pin_specification("another", "1.0.0", "1")
    assert migration_of(project, spec) is None
