"""Complete: each change has a point, each point changed something, all places of one fix are named."""

from __future__ import annotations

import pytest

from chai_desktop.spec.lint.critiques.critique_lint import lint_critique
from chai_desktop.spec.lint.finding import Level
from chai_desktop.spec.points import Point, PointKind

PRE = "The camera zooms in on a red car. A man in a dark coat walks past a fountain."
POST = "The camera dollies in on a red car. A man in a light coat walks past a fountain."


def complete(critique, pre=PRE, post=POST):
    report = lint_critique(critique, pre, post)
    return report.complete, [(f.rule, report.text[f.start : f.end]) for f in report.complete.findings]


@pytest.mark.parametrize(
    "critique",
    [
        "The camera dollies in instead of zooming. The coat is light, not dark.",
        "1. zooms in -> dollies in\n2. dark -> light",
        [Point(PointKind.WRONG, "dollies", quote="zooms"), Point(PointKind.WRONG, "light", quote="dark")],
    ],
)
def test_a_critique_that_explains_every_change_is_complete(critique):
    judged, found = complete(critique)
    assert (judged.score, found, judged.holds) == (1.0, [], True)


def test_a_change_without_a_point_is_told_with_its_words():
    judged, found = complete("zooms in -> dollies in")
    assert judged.score == 0.5
    assert found == [("critique.unexplained", "")]
    assert '"light" in place of "dark"' in judged.findings[0].message


def test_words_taken_out_and_added_without_a_point_are_told():
    out, _ = complete("dark -> light", post="The camera zooms in. A man in a light coat walks past a fountain.")
    added, _ = complete("dark -> light", post=PRE.replace("dark", "light") + " Pigeons scatter.")
    assert 'takes out "on a red car"' in out.findings[0].message
    assert 'adds "Pigeons scatter"' in added.findings[0].message


def test_a_point_that_changed_nothing_is_marked():
    judged, found = complete("zooms in -> dollies in\ndark -> light\nAdd that the man wears a yellow scarf.")
    assert found == [("critique.no_effect", "Add that the man wears a yellow scarf.")]
    assert judged.score == pytest.approx(2 / 3)


def test_a_point_that_was_answered_with_other_words_changed_nothing():
    assert ("critique.no_effect", "dark -> purple") in complete("zooms in -> dollies in\ndark -> purple")[1]


def test_a_deletion_took_effect_if_its_words_are_gone():
    assert complete('Delete "past a fountain".', post=PRE.replace(" past a fountain", ""))[0].score == 1.0
    assert complete('Delete "past a fountain".', post=PRE)[0].score == 0.0


def test_the_words_for_nothing_to_correct_fit_an_unchanged_caption_only():
    sentinel = "The caption is accurate and requires no edits."
    assert complete(sentinel, post=PRE)[0].score == 1.0
    assert complete(sentinel)[0].score == 0.0


def test_an_empty_critique_explains_no_change():
    assert complete("", post=PRE)[0].score == 1.0
    assert complete("")[0].score == 0.0


def test_without_a_post_caption_there_is_no_score():
    judged, found = complete("The camera dollies in.", post=None)
    assert (judged.score, judged.holds, found) == (None, None, [])


TWICE = "A brown dog runs. Then the brown dog stops at a wall."


def test_a_fix_needed_in_several_places_names_all_of_them():
    judged, found = complete('"brown dog" -> "grey wolf"', TWICE, None)
    assert found == [("critique.places", "brown dog")]
    assert judged.findings[0].level is Level.HINT
    assert "2 times" in judged.findings[0].message


def test_a_place_that_stayed_as_it_was_weighs_on_the_score():
    judged, found = complete('"brown dog" -> "grey wolf"', TWICE, TWICE.replace("brown dog", "grey wolf", 1))
    assert found == [("critique.places", "brown dog")]
    assert judged.findings[0].level is Level.WARNING
    assert judged.score == 0.0


@pytest.mark.parametrize(
    "critique",
    [
        '"brown dog" -> "grey wolf" everywhere',
        '1. "brown dog" -> "grey wolf"\n2. "brown dog" -> "grey wolf"',
        [
            Point(PointKind.WRONG, "wolf", start=8, end=11, quote="dog"),
            Point(PointKind.WRONG, "wolf", start=33, end=36, quote="dog"),
        ],
        [Point(PointKind.WRONG, "wolf", start=8, end=11, quote="dog", reason="everywhere")],
    ],
)
def test_all_places_may_be_named_one_by_one_or_at_once(critique):
    assert complete(critique, TWICE, None)[1] == []
