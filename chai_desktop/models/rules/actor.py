"""Who a sentence is about: the answered subject, named in full first, then in short."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chai_desktop.models.rules.answered import Answered
from chai_desktop.models.rules.nouns import definite, head_of, is_plural, with_article
from chai_desktop.models.rules.phrases import Form, embedded, form_of
from chai_desktop.models.rules.sentences import finished
from chai_desktop.models.rules.verbs import BASES, third_person

_SHE = frozenset({"woman", "girl", "lady"})
_HE = frozenset({"man", "boy", "gentleman"})


@dataclass(frozen=True)
class Actor:
    """``full``: "the woman in a red coat"; ``short``: "the woman". ``named`` is False where nobody was answered."""

    full: str
    short: str
    plural: bool = False
    named: bool = True

    @property
    def pronoun(self) -> str:
        if self.plural:
            return "they"
        last = self.short.split()[-1].casefold()
        return "she" if last in _SHE else "he" if last in _HE else self.short

    @property
    def pronoun_object(self) -> str:
        return {"she": "her", "he": "him", "they": "them"}.get(self.pronoun, self.short)

    @property
    def possessive(self) -> str:
        return {"she": "her", "he": "his", "they": "their"}.get(self.pronoun, "its")

    @property
    def be(self) -> str:
        return "are" if self.plural else "is"

    @property
    def have(self) -> str:
        return "have" if self.plural else "has"


SUBJECT = Actor("the subject", "the subject", named=False)


def actor_named(noun: str) -> Actor:
    """The actor of a noun phrase; everything after the first comma is detail."""
    first = embedded(noun).split(", ")[0] if " and " not in noun else embedded(noun)
    full = definite(first)
    short = definite(head_of(first)) or full  # "," has no head
    return Actor(full, short, is_plural(first))


def subject_of(answers: Answered) -> Actor:
    """The answered main subject, or "the subject"."""
    for question in ("subject.type", "camera.focus_subject"):
        text = answers.text(question)
        if text and form_of(text) is Form.NOUN:
            return actor_named(text)
    return SUBJECT


def said_of(text: str, who: str, plural: bool, noun_frame: str, action: bool = False) -> str:
    """A finished sentence of a text answer; ``noun_frame`` takes a noun phrase: "{who} has {what}".

    ``action`` tells that the question asks for what somebody does, so that "walk past" is a verb without its ending.
    """
    form = form_of(text)
    words = embedded(text)
    first, _, rest = words.partition(" ")
    if form is Form.NOUN and first.casefold() in BASES and (plural or action):
        return finished(f"{who} {words if plural else third_person(first.casefold()) + ' ' + rest}")
    if form is Form.SENTENCE:
        return finished(text)
    if form is Form.NOUN:
        return finished(_filled(noun_frame, who, words))
    return finished(f"{who} {_linked(form, words, plural)}")


def _linked(form: Form, words: str, plural: bool) -> str:
    """The words with the verb that joins them to whom they are about."""
    be = "are" if plural else "is"
    if form is Form.VERB:
        return words
    if form is Form.PURPOSE or (form is Form.PLACE and re.match(r"from\b.*\bto\b", words)):
        return f"{'move' if plural else 'moves'} {words}"
    if form is Form.PLACE and words.startswith(("from ", "with ", "without ")):
        return f"{be} {'seen' if words.startswith('from') else 'shown'} {words}"
    return f"{be} {words}"


def _filled(frame: str, who: str, what: str) -> str:
    # Not str.format: a person's words may hold braces.
    verb = "are" if is_plural(what) else "is"
    opening = frame.replace("{who}", who).replace("{is}", verb)
    return opening.replace("{a what}", with_article(what)) if "{a what}" in opening else opening.replace("{what}", what)
