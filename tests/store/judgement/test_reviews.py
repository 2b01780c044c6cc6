"""Reviews: each reviewer has one verdict on a triple; versions, as everything."""

from __future__ import annotations

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import ReviewedPoint


@pytest.fixture
def triple(project, clip_id):
    project.set_me("Ada")
    pre = project.add_pre_caption(clip_id, Aspect.CAMERA, "The camera pans.", "engine")
    project.rate(pre.id, 5)
    return project.submit(clip_id, Aspect.CAMERA)


def test_two_reviewers_have_a_verdict_each(project, triple):
    project.set_me("Bo")
    project.save_review(triple.id, "returned", (ReviewedPoint(0, "wrong", "It tilts."),), ("The pan is to the left.",))
    project.set_me("Cy")
    project.save_review(triple.id, "approved", comment="Good.")
    bo, cy = project.reviews(triple.id)
    assert (bo.reviewer.name, bo.verdict, bo.missed) == ("Bo", "returned", ("The pan is to the left.",))
    assert bo.points == (ReviewedPoint(0, "wrong", "It tilts."),)
    assert (cy.reviewer.name, cy.verdict, cy.comment) == ("Cy", "approved", "Good.")


def test_a_new_verdict_takes_the_place_of_ones_own_and_undo_brings_it_back(project, triple):
    project.save_review(triple.id, "approved")
    project.save_review(triple.id, "approved")
    project.save_review(triple.id, "returned")
    assert [review.verdict for review in project.reviews(triple.id)] == ["returned"]
    project.undo()
    assert [review.verdict for review in project.reviews(triple.id)] == ["approved"]
    project.undo()
    assert project.reviews(triple.id) == []


def test_only_verdicts_on_triples_that_are_there(project, triple):
    with pytest.raises(ProjectError, match="no verdict"):
        project.save_review(triple.id, "fine")
    with pytest.raises(ProjectError, match="no verdict"):
        project.save_review(triple.id, "approved", (ReviewedPoint(0, "fine"),))
    with pytest.raises(ProjectError, match="not in the project"):
        project.save_review("nowhere", "approved")
