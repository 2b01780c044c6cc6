"""Words, forms and replacements."""

from __future__ import annotations

import pytest

from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.lint.captions.wording.inflection import Form, inflected
from chai_desktop.spec.lint.captions.wording.phrases import PhraseTable, expanded
from chai_desktop.spec.lint.captions.wording.rewriting import Rewrite, article_for, deleted, replaced


def apply(text: str, rewrite: Rewrite | None) -> str | None:
    return None if rewrite is None else text[: rewrite.start] + rewrite.fix + text[rewrite.end :]


def test_sentences_and_words():
    caption = CaptionText('He says "Stop. Now." It\'s 3.5 m. A\n\nB')
    assert caption.folded == ("he", "says", "stop", "now", "it's", "3", "5", "m", "a", "b")
    assert [word.folded for word in caption.words if word.quoted] == ["stop", "now"]
    assert [caption.folded[first] for first, _ in caption.sentences] == ["he", "now", "it's", "a", "b"]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("dolly", "dolly dollies dollying dollied"),
        ("pan", "pan pans panning panned"),
        ("zoom", "zoom zooms zooming zoomed"),
        ("pedestal", "pedestal pedestals pedestaling pedestaled"),
        ("crane", "crane cranes craning craned"),
        ("push in", "push in pushes in pushing in pushed in"),
        ("rise", "rise rises rising rose"),
    ],
)
def test_forms(verb, forms):
    assert " ".join(inflected(verb, form) for form in Form) == forms


def test_phrases_the_longest_first_and_not_across_punctuation():
    table = PhraseTable([("low angle", 1), ("low angle shot", 2), ("<push> in", 3)])
    caption = CaptionText("A low-angle shot, pushing in. Low, angle. low angle")
    assert [(match.payload, match.form) for match in table.find(caption)] == [(2, None), (3, Form.ING), (1, None)]
    assert len(list(expanded("<show> the viewer"))) == 4


@pytest.mark.parametrize(
    ("word", "article"),
    [("old", "an"), ("house", "a"), ("hour", "an"), ("unique", "a"), ("umbrella", "an"), ("one", "a"), ("eye", "an")],
)
def test_articles(word, article):
    assert article_for(word) == article


@pytest.mark.parametrize(
    ("text", "old", "new", "result"),
    [
        ("A low shot.", "low", "aerial", "An aerial shot."),
        ("an eye-level shot", "eye-level", "hip level", "a hip-level shot"),
        ("an eye-level, wide shot", "eye-level", "hip level", "a hip level, wide shot"),
        ("Pans left.", "Pans", "trucks", "Trucks left."),
    ],
)
def test_replacing(text, old, new, result):
    caption = CaptionText(text)
    first = next(i for i, word in enumerate(caption.words) if text[word.start :].startswith(old))
    last = first + len(CaptionText(old).words)
    assert apply(text, replaced(caption, first, last, new)) == result


def test_deleting():
    assert apply("Possibly a dog.", deleted(CaptionText("Possibly a dog."), 0, 1)) == "A dog."
    assert apply("It rests softly, too.", deleted(CaptionText("It rests softly, too."), 2, 3)) == "It rests, too."
    assert deleted(CaptionText("It is, possibly, a dog."), 2, 3) is None
