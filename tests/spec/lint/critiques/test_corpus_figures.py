"""What is promised of the check of critiques, on the part of the corpus sample that was held back."""

from __future__ import annotations

from statistics import median

import pytest

from benchmarks.corpus_critiques import DamagedCritique, read_critiques
from benchmarks.critique_figures import constructive_confusion, milliseconds, scored_lower, with_finding
from chai_desktop.spec.lint.critiques.critique_lint import lint_critique

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def held_back(shared_data) -> dict[str, list[DamagedCritique]]:
    kinds: dict[str, list[DamagedCritique]] = {}
    for critique in read_critiques(shared_data / "chai-corpus-sample.zip"):
        if critique.held_back:
            kinds.setdefault(critique.kind, []).append(critique)
    return kinds


def test_bare_verdicts_are_told_from_what_people_wrote(held_back):
    confusion = constructive_confusion(held_back["nonconstructive"])
    assert confusion.found + confusion.missed > 100
    assert confusion.f1 >= 0.95, str(confusion)
    assert confusion.false_alarms < 0.02, str(confusion)


def test_people_are_not_blamed_for_how_they_type(held_back):
    confusion = constructive_confusion(held_back["nonconstructive"], raw=True)
    assert confusion.false_alarms < 0.02, str(confusion)


@pytest.mark.parametrize("kind", ["deletion_error", "replacement_error", "insertion_error"])
def test_damage_lowers_completeness_far_more_often_than_not(held_back, kind):
    assert scored_lower(held_back[kind]) > 0.75


def test_invented_points_are_found_where_they_had_no_effect(held_back):
    damaged, human = with_finding(held_back["insertion_error"], "critique.no_effect")
    assert damaged > 0.9 > 0.25 > human


def test_an_invented_point_that_was_followed_cannot_be_seen_without_the_video(held_back):
    """Says what the check cannot do; docs/formats/critique-lint.md tells it to the reader."""
    invented = held_back["insertion_error"]
    fitting = [lint_critique(c.damaged, c.pre_caption, c.revised).complete.holds for c in invented]
    assert sum(fitting) > 0.8 * len(fitting)


def test_a_check_is_over_before_the_next_key(held_back):
    assert median(milliseconds(held_back["nonconstructive"])) < 10
