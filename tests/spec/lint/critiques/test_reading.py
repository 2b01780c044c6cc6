"""How a critique is read: phrases, sentences, quotations, and what is wanted."""

from __future__ import annotations

import pytest

from chai_desktop.spec.lint.critiques.content_words import content_stems, specific_stems
from chai_desktop.spec.lint.critiques.phrases import phrase_pattern
from chai_desktop.spec.lint.critiques.remarks import read_critique


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("should be", "It should  be red", "should  be"),
        ("should be", "It should begin", None),
        ("incorrect*", "stated incorrectly", "incorrectly"),
        ("is not *ing", "The man is not walking", "is not walking"),
        ("not ... but", "not red but blue", "not red but"),
        ("not ... but", "not red", None),
        ("is|are there", "They are there", "are there"),
        (", not", "red, not blue", ", not"),
        ("->", "red->blue", "->"),
        ("^ add", "Please add rain", "Please add"),
        ("^ add", "They add rain", None),
        ("而是", "不是红而是蓝", "而是"),
    ],
)
def test_a_phrase_matches_as_it_is_written(phrase, text, found):
    match = phrase_pattern([phrase]).search(text)
    assert (match and match[0]) == found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1. It rains. 2. It snows.", ["It rains.", "It snows."]),
        ("- It rains\n- It snows", ["It rains", "It snows"]),
        ("It is 2.5D, approx. 3 m wide. It moves.", ["It is 2.5D, approx. 3 m wide.", "It moves."]),
        ('She shouts "Stop. Go." twice. It moves.', ['She shouts "Stop. Go." twice.', "It moves."]),
        ('Write "It moves." Delete the rest.', ['Write "It moves."', "Delete the rest."]),
        ("是红色。不是蓝色。", ["是红色。", "不是蓝色。"]),
        ("(1) It rains; (2) It snows", ["It rains;", "It snows"]),
    ],
)
def test_each_statement_is_a_point_of_its_own(text, parts):
    read, remarks = read_critique(text)
    assert read == text
    assert [text[remark.start : remark.end] for remark in remarks] == parts


def test_what_is_denied_is_not_wanted():
    (remark,) = read_critique("The man is on the left, not on the right, rather than in the centre.")[1]
    assert "left" in remark.wanted
    assert "right" not in remark.wanted
    assert "centre" not in remark.wanted


def test_forms_of_one_word_count_as_the_same():
    assert content_stems("panning pans panned") == content_stems("pan") * 3
    assert content_stems("occupies occupying") == content_stems("occupy") * 2
    assert specific_stems("the midground") == specific_stems("the middleground")
    assert specific_stems("The description of the color is wrong") == ()
