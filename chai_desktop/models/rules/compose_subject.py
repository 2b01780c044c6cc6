"""The subject caption: who is seen, how they look, what they hold, and who comes and goes."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.models.rules.actor import Actor, said_of, subject_of
from chai_desktop.models.rules.brief import Brief
from chai_desktop.models.rules.phrases import Form, embedded, form_of, with_article
from chai_desktop.models.rules.sentences import finished
from chai_desktop.models.rules.terms import SUBJECT_CHANGE, SUBJECT_KINDS


def compose_subject(brief: Brief) -> Iterator[str]:
    """Sentences in the order of the policy: kind and subject, appearance, pose, props, relations, changes."""
    answers = brief.answers
    first = list(_opening(brief))
    yield from first
    actor = subject_of(answers) if answers.text("subject.type") else None
    names = _names(actor, bool(first))
    yield from _detail(brief, names, "subject.appearance", "{who} HAVE {what}")
    yield from _detail(brief, names, "subject.pose", "{who} HAVE {what}")
    yield from _detail(brief, names, "subject.prop", "{who} HAVE {what}")
    if relation := answers.text("subject.relationship"):
        who = actor.short if actor is not None and actor.plural else "the subjects"
        yield said_of(relation, who, True, "{who} are {what}")
    if change := answers.text("subject.transition"):
        yield said_of(
            change, actor.short if actor else "the subject", bool(actor and actor.plural), "there {is} {what}"
        )
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
        yield said_of(kind, "the video", False, f"{_shows(brief)} {with_article(embedded(kind))}")
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


def _names(actor: Actor | None, introduced: bool) -> Iterator[tuple[str, str, bool]]:
    """What to call the subject, sentence by sentence: the short name once, then the pronoun; with its "has"."""
    if actor is None:
        while True:
            yield "the subject", "has", False
    yield actor.short if introduced else actor.full, actor.have, actor.plural
    while True:
        yield actor.pronoun, actor.have, actor.plural


def _detail(brief: Brief, names: Iterator[tuple[str, str, bool]], question: str, frame: str) -> Iterator[str]:
    text = brief.answers.text(question)
    if text:
        who, have, plural = next(names)
        yield said_of(text, who, plural, frame.replace("HAVE", have))
