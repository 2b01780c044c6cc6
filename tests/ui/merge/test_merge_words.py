"""What is said before and after a merge, and how a part is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chai_desktop.store.merge.merge import MergeReport
from chai_desktop.store.merge.plan import MergePlan
from chai_desktop.store.records import Person
from chai_desktop.ui.merge.hand_out_model import HandOut
from chai_desktop.ui.merge.merge_words import merged, what_comes, what_it_is, whose_work

PLAN = MergePlan(
    called="Bo.chai",
    project="Film",
    is_share=True,
    handed_to="Bo",
    steps=40,
    clips=0,
    captions=12,
    answers=1,
    triples=2,
    steps_by=(("Bo", 39), ("Ada", 1)),
    first="2026-03-01T10:00:00+00:00",
    last="2026-03-04T10:00:00+00:00",
)


def test_a_plan_in_words():
    assert what_it_is(PLAN) == "Bo.chai is a part of Film and was handed out to Bo."
    assert what_it_is(replace(PLAN, is_share=False)) == "Bo.chai is a copy of Film."
    assert what_comes(PLAN) == "40 steps would come, with work on 12 captions, 1 answer and 2 submissions."
    assert whose_work(PLAN).startswith("By Bo (39 steps) and Ada (1 step), from 01 Mar 2026")


def test_a_plan_without_anything_new():
    empty = replace(PLAN, steps=0, captions=0, answers=0, triples=0, steps_by=(), first="", last="")
    assert "nothing to merge" in what_comes(empty)
    assert whose_work(empty) == ""


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (MergeReport(9, 0, 0, 2, captions=12), "12 captions came in from Bo.chai, 2 conflicts to settle."),
        (MergeReport(9, 1, 0, 0, captions=1), "1 clip and 1 caption came in from Bo.chai."),
        (MergeReport(9, 0, 0, 1), "9 steps came in from Bo.chai, 1 conflict to settle."),
        (MergeReport(0, 0, 0, 0), "Everything in Bo.chai was here already."),
    ],
)
def test_a_report_in_words(report, words):
    assert merged(report, "Bo.chai") == words


def test_a_part_is_named_after_project_and_person_and_never_takes_a_name_that_is_there(tmp_path):
    hand_out = HandOut("Film: 2", tmp_path, (), (Person("1", "Bo"),))
    first = hand_out.proposed_file("Bo/Cy")
    assert first.name == "Film  2 for Bo Cy.chai"
    first.touch()
    assert hand_out.proposed_file("Bo/Cy").name == "Film  2 for Bo Cy 2.chai"
