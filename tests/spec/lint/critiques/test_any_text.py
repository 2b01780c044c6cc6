"""Whatever is typed, the check of a critique answers, with scores and spans that hold, and in time."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from chai_desktop.spec.lint.critiques.critique_lint import lint_critique
from chai_desktop.spec.lint.critiques.sentences import read_sentences
from chai_desktop.spec.points import Point, PointKind, critique_text

SIGNS = [
    '"',
    "“",
    "”",
    "'",
    "’",
    "->",
    "→",
    ".",
    "。",
    ";",
    "\n",
    "\r\n",
    "\u2028",
    "1. ",
    "2) ",
    " ",
    ", ",
    "¤",
    "ß",
    "İ",
]
WORDS = [
    "不是",
    "而是",
    "is not",
    "but",
    "incorrect",
    "fails to mention",
    "that",
    "the car",
    "red",
    "should be",
    "delete",
]
PIECES = [*SIGNS, *WORDS]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
OFFSETS = st.none() | st.integers(0, 50)
POINTS = st.lists(
    st.builds(Point, st.sampled_from(PointKind), TEXTS, OFFSETS, OFFSETS, TEXTS, TEXTS, st.none(), st.none()),
    max_size=5,
)
ANSWERS = st.dictionaries(
    st.sampled_from(["camera_pan", "camera_zoom", "camera_angle_start", "steadiness", "?"]),
    st.one_of(st.sampled_from(["in", "no", "left_to_right", "unsure"]), st.lists(st.text()), st.none(), st.integers()),
)


@settings(deadline=None)
@given(st.one_of(TEXTS, POINTS), TEXTS, st.none() | TEXTS, st.none() | ANSWERS)
def test_scores_and_spans_hold_for_any_input(critique, pre, post, answers):
    report = lint_critique(critique, pre, post, answers=answers)
    assert report.text == (critique if isinstance(critique, str) else critique_text(tuple(critique)))
    for judged in (report.constructive, report.accurate, report.complete):
        assert judged.score is None or 0.0 <= judged.score <= 1.0
        for finding in judged.findings:
            assert 0 <= finding.start <= finding.end <= len(report.text)
            assert finding.message
    assert all(start < end for start, end in report.points)
    assert list(report.points) == sorted(report.points)
    assert report.complete.score is None or post is not None


@settings(deadline=None)
@given(TEXTS)
def test_sentences_lie_one_behind_the_other_in_the_text(text):
    sentences = read_sentences(text)
    ends = [0, *(sentence.end for sentence in sentences)]
    assert all(end <= sentence.start for end, sentence in zip(ends, sentences, strict=False))
    assert all(len(sentence.plain) == sentence.end - sentence.start > 0 for sentence in sentences)


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_a_text_that_did_not_change_needs_no_point(text):
    assert lint_critique("", text, text).complete.score == 1.0


def test_a_very_long_critique_ends_in_time():
    text = 'The caption says "not ' * 500 + "replace not the with instead " * 500
    start = time.perf_counter()
    lint_critique(text, "The car is red. " * 100, "The van is blue. " * 100)
    assert time.perf_counter() - start < 5
