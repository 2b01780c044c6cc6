"""The table of rules: ids, examples, and the page that lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from chai_desktop.spec.lint.captions.rules.registry import CAPTION_RULES
from tests.spec.lint.captions.linting import CAMERA, MOTION, SUBJECT, findings_of, moving

PAGE = Path(__file__).parents[4] / "docs" / "formats" / "lint.md"
SHALLOW = {"camera_focus": "shallow_focus"}
ANSWERS = {
    "answers.direction": moving(camera_pan="left_to_right"),
    "answers.contradicted": {"overall_height_start": "ground_level"},
    "answers.unsaid": {"overall_height_start": "aerial_level", "camera_focus": "deep_focus"},
    "term.dutch_for_roll": moving(dutch_angle="no", camera_roll="clockwise"),
    "term.roll_for_dutch": moving(dutch_angle="yes", camera_pan="left_to_right"),
    "term.rack_for_pull": SHALLOW | {"focus_change_reason": "pull_focus"},
    "term.pull_for_rack": SHALLOW | {"focus_change_reason": "rack_focus"},
}
ASPECTS = {"leak.camera_movement": MOTION, "leak.motion": SUBJECT}


@pytest.mark.parametrize("rule", CAPTION_RULES, ids=lambda rule: rule.id)
def test_the_example_of_a_rule_is_found_by_it(rule):
    text = " ".join([rule.example] * 60) if rule.id == "length.long" else rule.example
    aspect = ASPECTS.get(rule.id, SUBJECT if rule.id.startswith("leak") else CAMERA)
    assert rule.needs_answers == (rule.id in ANSWERS)
    found = [f for f in findings_of(rule.id, text, aspect, ANSWERS.get(rule.id)) if f.rule == rule.id]
    assert len(found) == 1
    assert found[0].level == rule.level
    assert found[0].message


def test_ids_are_different_and_spelt_alike():
    ids = [rule.id for rule in CAPTION_RULES]
    assert len(set(ids)) == len(ids)
    assert all(rule_id.replace(".", "").replace("_", "").isalpha() and rule_id.islower() for rule_id in ids)


def test_the_page_lists_every_rule():
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    listed = [row for row in rows if row.startswith(tuple(f"| `{rule.id}` |" for rule in CAPTION_RULES))]
    wanted = [f"| `{rule.id}` | {rule.level.value} | {rule.finds} | {rule.example} |" for rule in CAPTION_RULES]
    assert listed == wanted
