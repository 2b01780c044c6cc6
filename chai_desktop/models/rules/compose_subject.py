"""The subject caption: who is seen, how they look, what they hold, and who comes and goes."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.models.rules.actor import Actor, said_of, subject_of
from chai_desktop.models.rules.brief import Brief
from chai_desktop.models.rules.nouns import with_article
from chai_desktop.models.rules.phrases import Form, embedded, form_of, words_of
from chai_desktop.models.rules.sentences import finished
from chai_desktop.models.rules.terms import SUBJECT_CHANGE, SUBJECT_KINDS
from chai_desktop.models.rules.word_kinds import BODY_PARTS, WORN


def compose_subject(brief: Brief) -> Iterator[str]:
    """Sentences in the order of the policy: kind and subject, appearance, pose, props, relations, changes."""
    answers = brief.answers
    first = list(_opening(brief))
    yield from first
    actor = subject_of(answers) if answers.text("subject.type") else None
    yield from _details(brief, actor, bool(first))
    if relation := answers.text("subject.relationship"):
        who = actor.short if actor is not None and actor.plural else "the subjects"
        yield said_of(relation, who, True, "{who} are {what}")
    if change := answers.text("subject.transition"):
        yield _transition(change, actor)
    if answers.yes("shot_transition") and first:
        yield "The video contains a shot transition."


def _opening(brief: Brief) -> Iterator[str]:
    answers = brief.answers
    shot = answers.choice("shot_type")
    kind = answers.text("subject.type")
    if shot == "scenery":
        yield _scenery(brief, kind)
    elif shot == "change_of_subject" and kind and form_of(kind) is not Form.SENTENCE:
        yield _changing(brief, with_article(embedded(kind)))
    elif kind:
        said = form_of(kind) is Form.SENTENCE
        yield finished(kind if said else f"{_shows(brief)} {with_article(embedded(kind))}")
    elif shot in SUBJECT_KINDS:
        yield SUBJECT_KINDS[shot]
    if shot == "complex" and answers.choice("complex_shot_type") in SUBJECT_KINDS:
        yield SUBJECT_KINDS[answers.choice("complex_shot_type")]


def _shows(brief: Brief) -> str:
    return brief.worded("subject.opening", "the video shows", "the video features")


def _scenery(brief: Brief, kind: str) -> str:
    place = kind or brief.answers.text("scene.location")
    if place and form_of(place) is Form.NOUN:
        return finished(f"the video is a scenery shot of {with_article(embedded(place))}, without a main subject")
    opening = "The video is a scenery shot without a main subject."
    return f"{opening} {finished(place)}" if kind and form_of(place) is Form.SENTENCE else opening


def _changing(brief: Brief, kind: str) -> str:
    answers = brief.answers
    if answers.text("subject.transition"):
        return finished(f"{_shows(brief)} {kind}")
    start, end = answers.choice("shot_size_start"), answers.choice("shot_size_end")
    change = "switching"
    if end and answers.says_unknown("shot_size_start"):
        change = "revealing"
    elif start and answers.says_unknown("shot_size_end"):
        change = "disappearing"
    return finished(SUBJECT_CHANGE[change].format(kind=kind))


def _details(brief: Brief, actor: Actor | None, introduced: bool) -> Iterator[str]:
    """Looks, pose and props; the subject is named once and called she, he or they after that."""
    answers = brief.answers
    who = "the subject" if actor is None else actor.short if introduced else actor.full
    have, plural = (actor.have, actor.plural) if actor else ("has", False)
    for question in ("subject.appearance", "subject.pose", "subject.prop"):
        text = answers.text(question)
        if text:
            yield said_of(text, who, plural, f"{{who}} {have} {_owned(question, text, actor)}")
            who = actor.pronoun if actor else who


def _owned(question: str, text: str, actor: Actor | None) -> str:
    """The noun phrase with what English needs before it: her head, an umbrella, a red coat."""
    words = words_of(text.split(",")[0])
    if question == "subject.pose" and words[0] in BODY_PARTS:
        return f"{actor.possessive if actor else 'its'} {{what}}"
    if question == "subject.appearance" and words[-1] not in WORN:
        return "{what}"
    return "{a what}"


def _transition(text: str, actor: Actor | None) -> str:
    words, form = embedded(text), form_of(text)
    if form is Form.PLACE or (form is Form.NOUN and " to " in words):
        return finished(f"the subject changes {'' if words.startswith('from ') else 'from '}{words}")
    if words.startswith(("reveals ", "switches ", "shows ", "begins ", "starts ", "ends ", "changes ")):
        return finished(f"the video {words}")
    return said_of(text, actor.short if actor else "the subject", bool(actor and actor.plural), "there {is} {a what}")
