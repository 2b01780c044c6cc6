"""What the policy pane says of a text, without a window."""

from __future__ import annotations

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification
from chai_desktop.ui.policy.policy_model import coverage_count, coverage_rows, length, rules

SPEC = load_specification()


def test_the_length_is_told_beside_the_range():
    policy = SPEC.policy(Aspect.CAMERA)
    for words, told in (
        (0, "No text yet"),
        (1, "1 word, short"),
        (policy.min_words, "fits"),
        (policy.max_words, "fits"),
        (policy.max_words + 1, "long"),
    ):
        found = length(SPEC, Aspect.CAMERA, "word " * words)
        assert told in found.sentence
        assert str(policy.min_words) in found.sentence
        assert found.fits == (told == "fits")


def test_coverage_follows_the_text_and_does_not_claim_to_understand_it():
    text = "The camera is at eye level."
    rows = {row.name: row for row in coverage_rows(SPEC, Aspect.CAMERA, text)}
    height = rows["Height above the ground"]
    assert text[height.start : height.start + len(height.seen)] == height.seen == "eye level"
    assert rows["Movement"].state == "no words for this seen"
    assert rows["Tracking"].told.endswith("Only where there is any.")
    assert rows["Movement"].told == rows["Movement"].say
    assert coverage_count(coverage_rows(SPEC, Aspect.CAMERA, "")).startswith("0/")


def test_all_thirty_seven_keys_are_listed():
    assert sum(len(coverage_rows(SPEC, aspect, "")) for aspect in Aspect) == 37


@pytest.mark.parametrize("aspect", list(Aspect))
def test_the_whole_policy_is_shown(aspect):
    policy, shown = SPEC.policy(aspect), rules(SPEC, aspect)
    told = {sentence for part in shown for sentence in part.sentences}
    assert told == {*policy.must_say, *policy.leave_out, *policy.order, *policy.critique_rules}
