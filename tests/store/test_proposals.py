"""A point that an engine proposed and a person took keeps where it came from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.check.check import check_file
from chai_desktop.store.project import Project
from chai_desktop.store.records import Fingerprint

CRITIC = Fingerprint("qwen3-vl", "5", model_hash="cd" * 32, seed=1)
POINT = Point(PointKind.WRONG, "trucks", 4, 8, "pans", "The parallax changes.", 2, 9)


def _saved(project: Project, clip_id: str, *points: Point) -> tuple[Point, ...]:
    pre = project.add_pre_caption(clip_id, Aspect.CAMERA, "It  pans.", "import")
    return project.save_critique(pre.id, points).points


def test_a_taken_point_names_what_was_proposed(project, clip_id):
    own = Point(PointKind.MISSING, "slowly", 8, 8)
    taken, by_hand = _saved(project, clip_id, project.take_point(POINT, CRITIC), own)
    assert by_hand == own
    assert taken.content() == POINT.content()
    proposal = project.proposal(taken.proposal)
    assert (proposal.fingerprint, proposal.point) == (CRITIC, POINT)


def test_a_change_leaves_what_was_proposed_as_it_was(project, clip_id):
    taken = replace(project.take_point(POINT, CRITIC), instead="dollies")
    (saved,) = _saved(project, clip_id, taken)
    assert saved.instead == "dollies"
    assert project.proposal(saved.proposal).point.instead == "trucks"


def test_taking_is_no_step_and_the_same_again_is_kept_once(project):
    before = project.newest_operation()
    assert project.take_point(POINT, CRITIC) == project.take_point(POINT, CRITIC)
    assert project.take_point(POINT, replace(CRITIC, seed=2)).proposal != project.take_point(POINT, CRITIC).proposal
    assert project.newest_operation() == before
    assert project._file.number("SELECT count(*) FROM proposals") == 2


def test_a_proposal_that_is_not_there_is_refused(project, clip_id):
    with pytest.raises(ProjectError):
        _saved(project, clip_id, replace(POINT, proposal="ab" * 32))
    assert project.work(clip_id, Aspect.CAMERA).critique is None
    assert project.proposal("ab" * 32) is None


def test_it_travels_with_the_critique(project, clip_id, tmp_path):
    project.copy_to(tmp_path / "Copy.chai")
    with Project.open(tmp_path / "Copy.chai") as copy:
        _saved(copy, clip_id, Point(PointKind.MISSING, "slowly", 8, 8), copy.take_point(POINT, CRITIC))
    project.take_point(replace(POINT, reason=""), CRITIC)  # so that rows have other numbers here
    project.merge(tmp_path / "Copy.chai")
    by_hand, taken = project.work(clip_id, Aspect.CAMERA).critique.points
    assert by_hand.proposal == ""
    assert project.proposal(taken.proposal).point == POINT
    project.close()
    assert not check_file(project.path).damaged
