"""A clip as it was beside the clip as it is, without Qt: texts by aspect, and the answers that differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import critique_text
from chai_desktop.store.records import ClipState, Moment, Work
from chai_desktop.ui.caption.word_diff import Span, word_diff

AnswerWords = Callable[[str, Any], tuple[str, str]]  # question id, value -> the question's label, the answer in words


@dataclass(frozen=True)
class TextPair:
    """One text of an aspect, then and now; '' where there was none. Spans are in code points."""

    title: str
    then: str
    now: str

    @property
    def differs(self) -> bool:
        return self.then != self.now

    def changed(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Words of then that are there no more, and words of now that were not there."""
        hunks = word_diff(self.then, self.now)
        return (
            tuple(hunk.pre for hunk in hunks if not hunk.pre.empty),
            tuple(hunk.post for hunk in hunks if not hunk.post.empty),
        )


@dataclass(frozen=True)
class AnswerPair:
    question: str
    then: str
    now: str


@dataclass(frozen=True)
class Comparison:
    """``texts`` has the pairs of all aspects, those that differ first; ``answers`` only what differs."""

    texts: dict[Aspect, tuple[TextPair, ...]]
    answers: tuple[AnswerPair, ...]

    def differs(self, aspect: Aspect) -> bool:
        return any(pair.differs for pair in self.texts[aspect])

    def topics(self, moment: Moment) -> list[Aspect | None]:
        """What there is to look at: what the step itself changed, then all else that differs. None: the answers."""
        own: list[Aspect | None] = [*moment.aspects, *([None] if moment.answers else [])]
        other: list[Aspect | None] = [aspect for aspect in Aspect if self.differs(aspect)]
        other += [None] if self.answers else []
        return own + [topic for topic in other if topic not in own]


def compare(then: ClipState, now: ClipState, words: AnswerWords) -> Comparison:
    texts = {aspect: _pairs(then.works[aspect], now.works[aspect]) for aspect in Aspect}
    changed = [q for q in {**then.answers, **now.answers} if then.answers.get(q) != now.answers.get(q)]
    return Comparison(texts, tuple(_answer_pair(question, then, now, words) for question in changed))


def _pairs(then: Work, now: Work) -> tuple[TextPair, ...]:
    before, after = _texts(then), _texts(now)
    pairs = [TextPair(title, before[title], after[title]) for title in before if before[title] or after[title]]
    return tuple(sorted(pairs, key=lambda pair: not pair.differs))


def _texts(work: Work) -> dict[str, str]:
    critique = work.critique
    return {
        "Pre-caption": work.pre_caption.text if work.pre_caption else "",
        "Rating": "" if work.rating is None else f"{work.rating} of 5",
        "Critique": critique_text(critique.points, critique.free_text) if critique else "",
        "Post-caption": work.post_caption.text if work.post_caption else "",
        "Submission": "as it stands here" if work.submitted_now else "",
    }


def _answer_pair(question: str, then: ClipState, now: ClipState, words: AnswerWords) -> AnswerPair:
    label = words(question, "")[0]
    return AnswerPair(label, *(_words_of(state, question, words) for state in (then, now)))


def _words_of(state: ClipState, question: str, words: AnswerWords) -> str:
    return words(question, state.answers[question])[1] if question in state.answers else ""
