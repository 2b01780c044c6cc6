"""How a conflict is laid out for a person: like beside like, with the words in which the sides differ."""

from __future__ import annotations

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.merge.conflicts import Conflict, Side
from chai_desktop.store.records import Caption, Critique, Person, Work
from chai_desktop.ui.merge.conflict_model import NOTHING, page_of, part_of
from chai_desktop.ui.merge.side_text import marked_html

ADA, BO, CY = Person("1", "Ada"), Person("2", "Bo"), Person("3", "Cy")
AT = "2026-03-01T10:00:00+00:00"


def _text(kind: str, text: str) -> Caption:
    return Caption(kind, "c", Aspect.CAMERA, kind, text, "edit", None, "1", AT, None, "1", "1")


def _work(draft: str, critique: str = "", rating: int | None = None, post: str = "") -> Work:
    return Work(
        clip_id="c",
        aspect=Aspect.CAMERA,
        pre_caption=_text("pre", draft),
        critique=Critique("k", "pre", (), critique, "1", AT, None) if critique else None,
        rating=rating,
        post_caption=_text("post", post) if post else None,
        triple=None,
        typed={},
        submitted_now=False,
    )


def _conflict(*works: Work) -> Conflict:
    people = (ADA, BO, CY)
    sides = tuple(Side(number, people[number], AT, "", work) for number, work in enumerate(works))
    return Conflict("works", 1, 4, "c", "a.mp4", "Camera", sides, aspect=Aspect.CAMERA)


def _of_answers(question: str, *values: object) -> Conflict:
    sides = []
    for number, value in enumerate(values):
        words = NOTHING if value is None else str(value)
        sides.append(Side(number, (ADA, BO, CY)[number], AT, words, None, value))
    return Conflict("answers", 1, 2, "c", "a.mp4", f'"{question}"', tuple(sides), question=question)


def _part(page, label: str):
    return next(part for part in page.parts if part.label == label)


def _marked(text) -> list[str]:
    return [text.text[span.start : span.end] for span in text.marked]


def test_each_side_shows_the_whole_work_and_marks_what_the_other_has_not():
    page = page_of(
        _conflict(_work("It zooms.", "No.", 2, "It dollies in."), _work("It zooms.", "Yes.", 3, "It pans in."))
    )
    assert [side.name for side in page.sides] == ["Ada", "Bo"]
    assert [side.counts for side in page.sides] == [True, False]
    post = _part(page, "Post-caption")
    assert [text.text for text in post.texts] == ["It dollies in.", "It pans in."]
    assert [_marked(text) for text in post.texts] == [["dollies"], ["pans"]]
    assert _part(page, "Draft").same
    assert [text.text for text in _part(page, "Rating").texts] == ["2 of 5", "3 of 5"]
    assert [text.text for text in _part(page, "Critique").texts] == ["No.", "Yes."]


def test_what_one_side_does_not_have_is_called_nothing():
    page = page_of(_conflict(_work("It zooms."), _work("It zooms.", "No.", 1, "It pans.")))
    assert _part(page, "Post-caption").texts[0].text == NOTHING
    assert _part(page, "Rating").texts[0].text == "not rated"


def test_three_sides_are_each_held_against_the_one_that_counts():
    page = page_of(_conflict(_work("It zooms in."), _work("It pans in."), _work("It zooms out.")))
    assert [_marked(text) for text in _part(page, "Draft").texts] == [["zooms"], ["pans"], ["out"]]


def test_an_answer_has_the_labels_of_the_checklist():
    page = page_of(_of_answers("camera_pan", "left_to_right", "no"))
    assert (page.about, bool(page.question)) == ("Pan", True)
    assert [text.text for text in page.parts[0].texts] == ["Right", "No"]


@pytest.mark.parametrize(("value", "words"), [(None, NOTHING), ("unsure", "unsure"), ([], "none of them")])
def test_what_is_no_choice_has_words_too(value, words):
    page = page_of(_of_answers("camera_pan", value, "no"))
    assert page.parts[0].texts[0].text == words


def test_a_long_text_answer_is_shown_in_full():
    long = "a woman in a red coat " * 30
    page = page_of(_of_answers("subject.type", long, "a man"))
    assert page.parts[0].texts[0].text == long


def test_a_question_that_this_version_does_not_know_is_shown_by_its_id():
    assert page_of(_of_answers("of_the_future", "a", "b")).about == "of_the_future"


def test_marks_never_change_the_text_and_no_text_becomes_markup():
    part = part_of("Draft", ["<b>A</b> & B\nC", "<b>A</b> & D\nC"])
    html = marked_html(part.texts[0])
    assert "&lt;b&gt;A&lt;/b&gt; &amp; " in html
    assert html.count("<span") == 1
    assert html.endswith("<br>C")
