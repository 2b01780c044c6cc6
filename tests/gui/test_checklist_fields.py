"""Answers in the checklist: chips that can be taken back, and text that is said while it is typed."""

from __future__ import annotations

import itertools
import time

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QToolButton

from chai_desktop.spec.specification import load_specification
from chai_desktop.ui.checklist.answer_fields import field_for

pytestmark = pytest.mark.gui


@pytest.fixture
def field(qtbot):
    def make(question_id: str):
        field = field_for(load_specification().question(question_id))
        qtbot.addWidget(field)
        field.show()
        said = []
        field.answered.connect(said.append)
        return field, said

    return make


def press(field, label: str) -> None:
    next(chip for chip in field.findChildren(QToolButton) if chip.text() == label).click()


def test_one_choice_replaces_another_and_a_second_press_takes_it_back(field):
    pan, said = field("camera_pan")
    for label in ("Left", "Right", "Right", "?"):
        press(pan, label)
    assert said == ["right_to_left", "left_to_right", None, "unsure"]


def test_several_choices_add_up_and_unsure_stands_alone(field):
    kinds, said = field("tracking_shot_types")
    labels = [chip.text() for chip in kinds.findChildren(QToolButton)]
    press(kinds, labels[0])
    press(kinds, labels[1])
    assert len(said[-1]) == 2
    press(kinds, "?")
    assert said[-1] == "unsure"


def test_showing_an_answer_says_nothing(field):
    pan, said = field("camera_pan")
    pan.show_answer("left_to_right")
    words, said_words = field("subject.type")
    words.show_answer("a woman")
    assert (said, said_words) == ([], [])


@pytest.mark.alone
def test_text_is_said_while_the_keys_go_on(field, qtbot):
    words, said = field("subject.type")
    times = [time.monotonic()]
    words.answered.connect(lambda _value: times.append(time.monotonic()))
    began = time.monotonic()
    while time.monotonic() - began < 2.0:
        QTest.keyClicks(words.findChild(QPlainTextEdit), "x")
        qtbot.wait(50)
    assert len(said) >= 2
    assert max(later - earlier for earlier, later in itertools.pairwise(times)) < 1.0


def test_an_answer_shown_while_typing_goes_on_does_not_take_letters_away(field):
    words, _said = field("subject.type")
    edit = words.findChild(QPlainTextEdit)
    QTest.keyClicks(edit, "a woman in a ")
    words.show_answer("a woman")
    assert edit.toPlainText() == "a woman in a "
