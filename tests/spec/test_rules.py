"""Rules: what makes them true, false and undecided."""

from __future__ import annotations

from typing import Any

import pytest

from chai_desktop.errors import SpecError
from chai_desktop.spec.rule_reading import Vocabulary, read_rule
from chai_desktop.spec.rules import Truth, truth_of

WORDS = Vocabulary(
    values={
        "pan": frozenset({"no", "left", "right"}),
        "shake": frozenset({"no", "yes"}),
        "types": frozenset({"lead", "side", "tail"}),
        "height.first": frozenset({"high", "low", "unknown"}),
        "height.last": frozenset({"high", "low", "unknown"}),
    },
    several=frozenset({"types"}),
    orders={"height": ("high", "low")},
)


def holds(rule: Any, **state: Any) -> bool | None:
    return read_rule(rule, WORDS, "test").holds({name.replace("__", "."): value for name, value in state.items()})


def test_an_answer_decides_and_no_answer_leaves_open() -> None:
    assert holds({"pan": "left"}, pan="left") is True
    assert holds({"pan": ["left", "right"]}, pan="no") is False
    assert holds({"pan": "left"}) is None
    assert holds({"not": {"pan": "left"}}) is None


def test_all_is_false_as_soon_as_one_part_is() -> None:
    both = {"pan": "left", "shake": "no"}
    assert holds(both, pan="left", shake="no") is True
    assert holds(both, pan="right") is False
    assert holds(both, pan="left") is None


def test_any_is_true_as_soon_as_one_part_is() -> None:
    either = {"any": [{"pan": "left"}, {"shake": "no"}]}
    assert holds(either, pan="left") is True
    assert holds(either, pan="right", shake="yes") is False
    assert holds(either, pan="right") is None


def test_list_answers() -> None:
    assert holds({"types": {"has": "side"}}, types=["lead", "side"]) is True
    assert holds({"types": {"exactly": ["side", "lead"]}}, types=["lead", "side"]) is True
    assert holds({"types": {"exactly": ["side"]}}, types=["lead", "side"]) is False
    assert holds({"types": {"has": "side"}}, types=()) is False
    assert holds({"types": {"has": "side"}}) is None


def test_spans() -> None:
    assert holds({"known": "height"}, height__first="unknown", height__last="low") is True
    assert holds({"known": "height"}, height__first="unknown", height__last="unknown") is False
    assert holds({"known": "height"}, height__first="unknown") is None
    assert holds({"changed": "height"}, height__first="low", height__last="low") is False
    assert holds({"rises": "height"}, height__first="low", height__last="high") is True
    assert holds({"rises": "height"}, height__first="high", height__last="low") is False
    assert holds({"rises": "height"}, height__first="high", height__last="unknown") is False
    assert holds({"rises": "height"}, height__first="high") is None


def test_conditions_are_named_once_and_used_by_name() -> None:
    words = Vocabulary(WORDS.values, WORDS.several, WORDS.orders)
    words.conditions["still"] = read_rule({"pan": "no", "shake": "no"}, words, "test")
    rule = read_rule({"not": {"use": "still"}}, words, "test")
    assert rule.holds({"pan": "left"}) is True
    assert rule.fields() == {"pan", "shake"}


def test_yes_goes_before_no_and_neither_is_undecided() -> None:
    yes, no = read_rule({"pan": "left"}, WORDS, "test"), read_rule({"shake": "yes"}, WORDS, "test")
    assert truth_of(yes, no, {"pan": "left", "shake": "yes"}) is Truth.YES
    assert truth_of(yes, no, {"pan": "right", "shake": "yes"}) is Truth.NO
    assert truth_of(yes, no, {"pan": "right", "shake": "no"}) is Truth.UNDECIDED


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"paan": "left"}, '"paan"'),
        ({"pan": "up"}, '"up" is not an answer of "pan"'),
        ({"use": "still"}, '"still"'),
        ({"known": "depth"}, '"depth" is not a span'),
        ({"types": "side"}, "has a list as its answer"),
        ({"types": {"has": "left"}}, '"left" is not an answer'),
        ({"any": {"pan": "left"}}, "need a list"),
        ({}, "must be a mapping"),
        ("pan", "must be a mapping"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_place(rule: Any, said: str) -> None:
    with pytest.raises(SpecError) as refused:
        read_rule(rule, WORDS, "motion.yaml, pan left")
    assert refused.value.message.startswith("motion.yaml, pan left: ")
    assert said in refused.value.message
