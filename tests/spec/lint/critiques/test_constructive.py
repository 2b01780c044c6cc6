"""Constructive: every point says what to write instead, or plainly what goes or comes."""

from __future__ import annotations

import pytest

from chai_desktop.spec.lint.critiques.critique_lint import lint_critique
from chai_desktop.spec.lint.finding import Level
from chai_desktop.spec.points import Point, PointKind

DRAFT = "The camera zooms in on a red car. A man in a dark coat walks past a fountain."


def constructive(critique):
    return lint_critique(critique, DRAFT).constructive


@pytest.mark.parametrize(
    "text",
    [
        "zooms in -> dollies in",
        'Change "zooms in" to "dollies in".',
        '"zooms in" should be "dollies in"',
        "The car is not red but orange.",
        "The coat is light grey, not dark.",
        "The man walks behind the fountain rather than past it.",
        "This is not a high angle, it is a low angle.",
        "delete “walks past a fountain”",
        "Please remove any mention of the fountain.",
        "The phrase is wrong and can be removed.",
        "There is no fountain in the shot.",
        "The camera does not zoom.",
        "Add that the man carries an umbrella.",
        "Please explicitly state that the man carries an umbrella.",
        "The caption fails to mention that the man carries an umbrella.",
        "The man carries an umbrella.",
        "The car is described wrongly. It is orange.",
        '"zooms in" is incorrect, the camera dollies in.',
        "He stops at the fountain, so it is not accurate to say that he walks past it.",
        "The man stops at the fountain. Therefore, it is misleading to describe him as walking past.",
        "The man carries a large umbrella. This is important.",
        "The caption is accurate and requires no edits.",
        "这是橙色的车",
        "zooms in改成dollies in",
        "删去walks past a fountain",
        "这里不是red而是orange",
    ],
)
def test_these_say_what_to_write(text):
    judged = constructive(text)
    assert (judged.score, judged.findings) == (1.0, ())
    assert judged.holds


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("This is wrong.", "critique.judges"),
        ("The description of the car's color is inaccurate.", "critique.judges"),
        ("The caption incorrectly states that the car is red.", "critique.judges"),
        ("The caption incorrectly states that there is no fountain.", "critique.judges"),
        ('The phrase "zooms in" is misleading.', "critique.judges"),
        ("The caption describes the man's coat.", "critique.judges"),
        ("颜色不对", "critique.judges"),
        ("The caption omits an important element.", "critique.omits"),
        ("The description lacks detail regarding the movement.", "critique.omits"),
        ("The color of the car is not mentioned.", "critique.omits"),
        ("The color should be corrected.", "critique.demands"),
        ("Please be more specific.", "critique.demands"),
        ("The movement needs to be described more accurately.", "critique.demands"),
        ("color", "critique.empty"),
        ("The caption. The description!", "critique.empty"),
    ],
)
def test_these_only_judge(text, rule):
    judged = constructive(text)
    assert judged.score == 0.0
    assert not judged.holds
    assert {finding.rule for finding in judged.findings} == {rule}
    assert all(finding.level is Level.WARNING for finding in judged.findings)


def test_a_denied_property_is_half_a_point_and_a_hint():
    judged = constructive("The car is not red.")
    assert judged.score == 0.5
    assert [(finding.rule, finding.level) for finding in judged.findings] == [("critique.denies", Level.HINT)]


def test_the_score_is_the_share_of_points_that_say_what_to_write():
    text = "1. The angle is wrong.\n2. zooms in -> dollies in\n3. The coat's color is inaccurate.\n4. add: rain falls"
    report = lint_critique(text, DRAFT)
    assert report.constructive.score == 0.5
    assert [text[f.start : f.end] for f in report.constructive.findings] == [
        "The angle is wrong.",
        "The coat's color is inaccurate.",
    ]
    assert len(report.points) == 4


def test_the_answer_to_a_verdict_stands_in_the_same_point():
    assert constructive("1. The color is wrong. It is orange.").score == 1.0
    assert constructive("1. The color is wrong.\n2. The man carries an umbrella.").score == 0.5
    assert constructive("The color is wrong. Additionally, the man carries an umbrella.").score == 0.5


def test_words_of_the_caption_are_no_words_of_the_critique():
    assert constructive('The sentence "It should be replaced with rain, not snow." is wrong.').score == 0.0


@pytest.mark.parametrize("text", ["", "  \n ", "...", "1.\n2."])
def test_where_nothing_is_said_nothing_is_judged(text):
    report = lint_critique(text, DRAFT)
    assert report.points == ()
    assert report.constructive.score is report.accurate.score is None
    assert report.constructive.holds is None


POINTS = {
    Point(PointKind.WRONG, "dollies in", quote="zooms in"): 1.0,
    Point(PointKind.WRONG, "", quote="zooms in"): 0.0,
    Point(PointKind.WRONG, "dollies in"): 0.0,
    Point(PointKind.WORDING, "dollies in", quote="zooms in"): 1.0,
    Point(PointKind.MISSING, "Rain falls."): 1.0,
    Point(PointKind.MISSING, " "): 0.0,
    Point(PointKind.EXTRA, quote="past a fountain"): 1.0,
    Point(PointKind.EXTRA): 0.0,
}


@pytest.mark.parametrize("point", POINTS)
def test_points_of_the_program_are_judged_by_their_fields(point):
    assert constructive([point]).score == POINTS[point]


def test_a_finding_about_a_point_marks_its_line():
    points = [Point(PointKind.WRONG, "dollies in", quote="zooms in"), Point(PointKind.WRONG, "", quote="red")]
    report = lint_critique(points, DRAFT)
    (finding,) = report.constructive.findings
    assert report.text[finding.start : finding.end] == points[1].sentence()
    assert (finding.start, finding.end) == report.points[1]
