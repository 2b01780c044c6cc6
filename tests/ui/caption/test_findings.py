"""Findings of the check: which one is meant, what its button says, and the point that it becomes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.captions.caption_lint import lint_caption
from chai_desktop.spec.lint.critiques.critique_lint import lint_critique
from chai_desktop.spec.lint.finding import Finding, Level
from chai_desktop.spec.lint.finding_point import point_of
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.spec.specification import load_specification
from chai_desktop.ui.caption.findings import finding_at, fix_words, fixable, next_finding, not_yet_said
from chai_desktop.ui.critique.check import lack_of
from chai_desktop.ui.critique.report_words import all_reasons, fails, first_reason, remarks_by_point, scores_line

TEXT = "The camera zooms in on a beautiful fountain."
WRONG = Finding("term.zoom_for_dolly", Level.ERROR, 11, 16, "This is a dolly.", "dollies")
NEEDLESS = Finding("words.evaluative", Level.WARNING, 25, 35, "This judges.", "")
SHORT = Finding("length.short", Level.HINT, 44, 44, "The caption is short.")


def test_the_finding_at_the_caret_is_meant_else_the_next_one():
    found = (WRONG, NEEDLESS, SHORT)
    assert [finding_at(found, place) for place in (0, 11, 16, 17, 30, 44)] == [0, 0, 0, 1, 1, 2]
    assert [next_finding(found, place) for place in (0, 11, 25, 44)] == [0, 1, 2, 0]
    assert finding_at((), 3) is None
    assert next_finding((), 3) is None
    assert fixable(found) == 2


def test_a_button_says_what_it_does():
    assert fix_words(WRONG) == "→ dollies"
    assert fix_words(NEEDLESS) == "Delete"
    assert fix_words(SHORT) == ""
    assert len(fix_words(Finding("x", Level.HINT, 0, 1, "", "word " * 20))) < 30


def test_a_finding_becomes_a_point():
    assert point_of(WRONG, TEXT) == Point(PointKind.WRONG, "dollies", 11, 16, "zooms")
    assert point_of(NEEDLESS, TEXT) == Point(PointKind.EXTRA, "", 25, 35, "beautiful ")
    assert point_of(SHORT, TEXT).kind is PointKind.MISSING
    assert lack_of(point_of(WRONG, TEXT)) == ""


@given(st.text(st.sampled_from("The camera zooms in beautifully, appears to pan left or right. woamn"), max_size=80))
def test_every_finding_makes_a_point_that_quotes_what_it_marks(text: str):
    for finding in lint_caption(text, Aspect.CAMERA, load_specification(), {}):
        point = point_of(finding, text)
        if point.start is not None:
            assert text[point.start : point.end] == point.quote


def test_the_three_scores_and_their_reasons_stand_in_words():
    report = lint_critique((Point(PointKind.WRONG, "", 11, 16, "zooms"), point_of(WRONG, TEXT)), TEXT)
    assert scores_line(report).startswith("Constructive 0.5, accurate")
    assert "complete" not in scores_line(report)  # there is no post-caption to judge it by
    assert first_reason(report, 2).startswith("Point 1: ")
    assert "Complete: not judged yet" in all_reasons(report, 2)
    assert not fails(report)
    assert fails(lint_critique("The movement is wrong.", TEXT))
    assert first_reason(lint_critique((point_of(WRONG, TEXT),), TEXT), 1) == ""


def test_words_with_a_point_are_not_marked_again():
    point = Point(PointKind.WRONG, "dollies", 11, 19, "zooms in")
    assert not_yet_said((WRONG, NEEDLESS, SHORT), (point,)) == (NEEDLESS, SHORT)
    assert not_yet_said((WRONG, SHORT), (Point(PointKind.MISSING, "a dog"),)) == (WRONG, SHORT)


def test_remarks_stand_with_their_point_and_free_text_behind_points_counts():
    cites_nothing = Point(PointKind.WRONG, "pans", 11, 16, "tilts")
    report = lint_critique((cites_nothing,), TEXT, free_text="The colour is wrong.")
    assert list(remarks_by_point(report, 1)) == [0]
    assert report.constructive.score == 0.5  # the point says what to write, the sentence does not
    finding = next(f for f in report.findings if f.rule.startswith("critique.judges"))
    assert report.text[finding.start : finding.end].startswith("The colour")
