"""Who a sentence is about: the answered subject, named in full first, then in short."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chai_desktop.models.rules.answered import Answered
from chai_desktop.models.rules.phrases import Form, embedded, form_of, head_of, is_plural
from chai_desktop.models.rules.sentences import finished
from chai_desktop.models.rules.verbs import BASES

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
    def be(self) -> str:
        return "are" if self.plural else "is"

    @property
    def have(self) -> str:
        return "have" if self.plural else "has"


SUBJECT = Actor("the subject", "the subject", named=False)


def definite(noun: str) -> str:
    """a woman and a man -> the woman and the man; two dogs -> the two dogs; names stay."""
    words = embedded(noun)
    if not words or words[0].isupper() or re.match(r"(the|his|her|its|their|this|these|both|each|every|all)\b", words):
        return words
    words = re.sub(r"^(?:an?|some|several|many)\s+", "", words)
    head = head_of(embedded(noun))
    if re.search(r"\band an?\b", head):
        words = re.sub(r"\band an?\s+", "and the ", words, count=1)
    return f"the {words}"


def actor_named(noun: str) -> Actor:
    """The actor of a noun phrase; everything after the first comma is detail."""
    first = embedded(noun).split(", ")[0] if " and " not in noun else embedded(noun)
    full = definite(first)
    return Actor(full, definite(head_of(first)), is_plural(first))


def subject_of(answers: Answered) -> Actor:
    """The answered main subject, or "the subject"."""
    for question in ("subject.type", "camera.focus_subject"):
        text = answers.text(question)
        if text and form_of(text) is Form.NOUN:
            return actor_named(text)
    return SUBJECT


def said_of(text: str, who: str, plural: bool, noun_frame: str) -> str:
    """A finished sentence of a text answer; ``noun_frame`` takes a noun phrase: "{who} has {what}"."""
    form = form_of(text)
    words = embedded(text)
    if plural and text.split()[0].casefold() in BASES:
        form = Form.VERB
    if form is Form.SENTENCE:
        return finished(text)
    if form is Form.VERB:
        return finished(f"{who} {words}")
    if form is Form.PURPOSE:
        return finished(f"{who} {'move' if plural else 'moves'} {words}")
    if form is Form.NOUN:
        return finished(_filled(noun_frame, who, words))
    return finished(f"{who} {'are' if plural else 'is'} {words}")


def _filled(frame: str, who: str, what: str) -> str:
    # Not str.format: a person's words may hold braces.
    verb = "are" if is_plural(what) else "is"
    return frame.replace("{who}", who).replace("{is}", verb).replace("{what}", what)
