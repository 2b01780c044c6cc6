"""What the glossary lists and tells, without a window."""

from __future__ import annotations

from chai_desktop.spec.glossary.glossary import load_glossary
from chai_desktop.ui.glossary.glossary_words import as_html, lines_for

GLOSSARY = load_glossary()


def test_nothing_asked_lists_every_term_in_order():
    titles = [line.title.casefold() for line in lines_for(GLOSSARY, " ")]
    assert len(titles) == len(GLOSSARY.entries)
    assert titles == sorted(titles)


def test_a_wrong_word_leads_to_the_term_and_says_why():
    wrong = next((entry, r.words) for entry in GLOSSARY.entries for r in entry.replaced if "<" not in r.words)
    entry, words = wrong
    line = lines_for(GLOSSARY, words)[0]
    assert line.entry is entry
    if words.casefold() not in entry.term.casefold():
        assert f"not “{words}”" in line.detail


def test_an_entry_tells_its_sense_and_what_it_is_not():
    html = as_html(GLOSSARY.entry("eye level"))
    assert "(height)" in html
    assert "Do not use it for" in html
    assert "<s>" in html


def test_marks_of_verbs_are_not_shown():
    pushed = next(entry for entry in GLOSSARY.entries if any("<" in r.words for r in entry.replaced))
    assert "&lt;" not in as_html(pushed)
