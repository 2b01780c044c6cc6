"""The figures of suggested answers: what counts as answered, as right, and when a promise holds."""

from __future__ import annotations

import pytest

from benchmarks import suggestion_rows
from benchmarks.suggestion_figures import (
    Case,
    Verdict,
    figures_of,
    judged,
    movement_questions,
)
from chai_desktop.media.motion.suggestion import Suggestion, Suggestions, Withheld


def verdict(said: str | None, *accepted: str, question: str = "camera_pan", clip: str = "one") -> Verdict:
    return Verdict("open", clip, question, accepted or ("no",), said, 0.9, "because")


def test_what_was_not_answered_is_neither_right_nor_wrong():
    found = figures_of([verdict("no"), verdict("left_to_right"), verdict(None), verdict("no")])
    assert (found.clips, found.answered, found.right) == (4, 3, 2)
    assert found.answered_share == pytest.approx(0.75)
    assert found.right_share == pytest.approx(2 / 3)


def test_where_two_answers_are_open_to_judgement_both_count():
    assert verdict("minor", "minor", "major_simple").right
    assert not verdict("no", "minor", "major_simple").right


@pytest.mark.parametrize(
    ("right", "wrong", "open_", "holds"),
    [(95, 5, 0, True), (94, 6, 0, False), (80, 0, 20, True), (79, 0, 21, False), (0, 0, 10, False)],
)
def test_a_promise_holds_with_95_in_100_right_and_80_in_100_answered(monkeypatch, right, wrong, open_, holds):
    verdicts = [verdict("no")] * right + [verdict("left_to_right")] * wrong + [verdict(None)] * open_
    monkeypatch.setattr(suggestion_rows, "measure_sets", lambda: verdicts)
    rows = {row.id: row for row in suggestion_rows.measure()}
    assert rows["suggestions.open.camera_pan"].holds is holds
    assert rows["suggestions.open.all_movement"].holds is holds
    assert f"{right + wrong} of {len(verdicts)} answered" in rows["suggestions.open.camera_pan"].how


def test_only_the_movement_questions_are_promised(monkeypatch):
    monkeypatch.setattr(suggestion_rows, "measure_sets", lambda: [verdict("x", question="frame_freezing")])
    (row,) = suggestion_rows.measure()
    assert (row.id, row.value, row.holds) == ("suggestions.open.frame_freezing", 0, None)
    assert "camera_pan" in movement_questions()
    assert "complex_motion_description" not in movement_questions()


def test_every_miss_is_told_with_clip_question_answer_and_reason():
    told = suggestion_rows.details(
        [verdict("left_to_right", clip="wall"), verdict(None, clip="dark")], open_misses=True
    )
    wrong, withheld = told.split("withheld:")
    assert "open/wall" in wrong.split("wrong:")[1]
    assert "left_to_right (0.90)  right: no  because" in wrong
    assert "open/dark" in withheld


def test_a_clip_is_judged_by_the_questions_that_count_on_it(tmp_path):
    case = Case("open", "one", tmp_path, {"camera_pan": ("no",), "camera_arc": ("no",), "camera_roll": ("no",)})
    said = Suggestion("camera_pan", "no", 0.97, 0, 9, "It does not turn.")
    other = Suggestion("camera_tilt", "up", 0.97, 0, 9, "It nods.")
    found = judged(case, Suggestions(None, (said, other), (Withheld("camera_arc", "Too little."),)))
    assert [(v.question, v.said, v.reason) for v in found] == [
        ("camera_pan", "no", "It does not turn."),
        ("camera_arc", None, "Too little."),
        ("camera_roll", None, "not looked at"),
    ]
