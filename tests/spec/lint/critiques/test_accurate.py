"""Accurate in form: quoted words stand in the draft, nothing is said twice, the answers are not contradicted."""

from __future__ import annotations

import pytest

from chai_desktop.spec.lint.critiques.critique_lint import lint_critique
from chai_desktop.spec.lint.finding import Level
from chai_desktop.spec.points import Point, PointKind

DRAFT = "The camera zooms in on a red car. A man’s dark coat moves in the wind, and he walks past a fountain."


def accurate(critique, answers=None):
    report = lint_critique(critique, DRAFT, answers=answers)
    return report.accurate, [(f.rule, report.text[f.start : f.end]) for f in report.accurate.findings]


@pytest.mark.parametrize(
    "text",
    [
        'Change "zooms in" to "dollies in".',
        'Change "The camera zooms in." to "The camera dollies in."',
        '"a man\'s dark coat" should be changed to "a man\'s grey coat"',
        'Delete the phrase "a red car ... past a fountain".',
        'The overlay shows the word "DAY".',
        'Add "It rains".',
        'The caption should state "a blue van" instead of "a red car".',
    ],
)
def test_words_that_stand_in_the_draft_or_are_new_are_right(text):
    assert accurate(text)[0].score == 1.0


@pytest.mark.parametrize(
    "text",
    [
        'Change "pans left" to "pans right".',
        '"pans left" -> "pans right"',
        'Please remove "pans left".',
        'Please remove the reference to "pans left".',
        'The phrase "pans left" is wrong. It is "pans right".',
        "将“pans left”改为“pans right”",
    ],
)
def test_words_that_do_not_stand_in_the_draft_are_named(text):
    judged, found = accurate(text)
    assert judged.score == 0.0
    assert found == [("critique.quote", "pans left")]


def test_every_quotation_of_a_list_is_looked_for():
    assert accurate('Remove the words "red" and "blue".')[1] == [("critique.quote", "blue")]


def test_a_near_miss_is_a_hint_with_the_words_of_the_draft_as_its_fix():
    judged, _found = accurate('Change "a man’s dark coat moved in the wind" to "his coat flutters".')
    (finding,) = judged.findings
    assert (finding.level, finding.fix) == (Level.HINT, "A man’s dark coat moves in the wind")
    assert judged.score == 1.0


def test_a_point_of_the_program_is_held_against_the_draft_too():
    good, bad = Point(PointKind.WRONG, "blue", quote="red"), Point(PointKind.EXTRA, quote="a bicycle")
    judged, found = accurate([good, bad])
    assert judged.score == 0.5
    assert found == [("critique.quote", "a bicycle")]


def test_the_same_point_twice_is_named_at_the_second():
    judged, found = accurate("1. The man carries a large umbrella.\n2. A man is carrying the large umbrella.")
    assert found == [("critique.repeated", "A man is carrying the large umbrella.")]
    assert judged.score == 0.5
    assert "Point 1" in judged.findings[0].message


def test_points_alike_at_different_places_are_not_the_same():
    first = Point(PointKind.WRONG, "grey stone lion", start=0, end=3, quote="The")
    second = Point(PointKind.WRONG, "grey stone lion", start=34, end=35, quote="The")
    assert accurate([first, second])[1] == []


def test_two_new_wordings_for_one_place_are_an_error():
    judged, found = accurate('"red" -> "blue"\n"red" -> "green"')
    assert found == [("critique.conflict", '"red" -> "green"')]
    assert judged.findings[0].level is Level.ERROR


def test_the_same_words_again_are_named():
    assert accurate('"red car" -> "red  car"')[1] == [("critique.same_words", "red  car")]


ANSWERS = {"camera_pan": "left_to_right", "camera_angle_start": "low_angle", "camera_angle_end": "unknown"}


@pytest.mark.parametrize(
    "text",
    [
        "The camera pans left.",
        'Change "zooms in" to "pans to the left".',
        "It is a high-angle shot, not a low angle.",
    ],
)
def test_what_the_answers_exclude_is_an_error(text):
    judged, found = accurate(text, ANSWERS)
    assert [rule for rule, _words in found] == ["critique.answers"]
    assert judged.findings[0].level is Level.ERROR
    assert judged.score == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "The camera pans right, not left.",
        "The camera does not pan left, it pans right.",
        'Change "zooms in" to "pans right".',
        "It is a low-angle shot rather than a high-angle shot.",
        "The camera tilts up.",
    ],
)
def test_what_the_answers_allow_or_leave_open_is_right(text):
    assert accurate(text, ANSWERS)[1] == []


def test_start_and_end_may_differ():
    answers = {"camera_angle_start": "low_angle", "camera_angle_end": "high_angle"}
    assert accurate("The shot ends at a high angle.", answers)[1] == []
    assert accurate("The shot ends at a level angle.", answers)[1] != []


def test_unsure_excludes_nothing():
    assert accurate("The camera pans left.", {"camera_pan": "unsure"})[1] == []
