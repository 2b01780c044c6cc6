from __future__ import annotations

import pytest

from chai_desktop.models.critique_answer import read_critique
from chai_desktop.spec.points import Point, PointKind

PRE = "The camera zooms in on the woman. The woman walks."
SENTINEL = "No edits needed."


@pytest.mark.parametrize(
    "answer", ["No edits needed.", "no edits needed", '"No edits needed."', "No edits needed. Good!"]
)
def test_nothing_wrong(answer: str) -> None:
    assert read_critique(answer, PRE, SENTINEL) == ((), "")


def test_a_model_that_takes_it_back_is_heard() -> None:
    points, rest = read_critique('No edits needed, except:\n"zooms in" -> "dollies in"', PRE, SENTINEL)
    assert points == (Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in"),)
    assert rest == "No edits needed, except:"


def test_a_sentinel_without_letters_silences_nobody() -> None:
    assert read_critique("The light is wrong.", PRE, "...") == ((), "The light is wrong.")
    assert read_critique("...", PRE, "...") == ((), "")


def test_lines_become_points_in_their_places() -> None:
    answer = '1. "zooms in" -> "dollies in"\n2. Delete: "The woman walks."\n3. Add: She wears a red coat.'
    points, rest = read_critique(answer, PRE, SENTINEL)
    assert points == (
        Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in"),
        Point(PointKind.EXTRA, "", 34, 50, "The woman walks."),
        Point(PointKind.MISSING, "She wears a red coat."),
    )
    assert rest == ""


def test_what_marks_nothing_stays_text_and_what_changes_nothing_goes() -> None:
    answer = '"pans" -> "tilts"\n"walks" -> "walks"\nThe light is wrong.'
    points, rest = read_critique(answer, PRE, SENTINEL)
    assert points == ()
    assert rest == '"pans" -> "tilts"\nThe light is wrong.'
