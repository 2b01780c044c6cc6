"""A conflict as the screen shows it, without Qt: the sides, part by part, with the words in which they differ."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.errors import SpecError
from chai_desktop.spec.points import critique_text
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.merge.conflicts import Conflict, Side
from chai_desktop.store.project import Project
from chai_desktop.store.records import Work
from chai_desktop.ui.caption.word_diff import Span, word_diff
from chai_desktop.ui.merge.when import when

NOTHING = "nothing"


@dataclass(frozen=True)
class SideText:
    """``marked``: the stretches (code points) that the side it is compared with does not have."""

    text: str
    marked: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Part:
    """One thing that the sides say: a text for each side, or one where all say the same."""

    label: str
    texts: tuple[SideText, ...]

    @property
    def same(self) -> bool:
        return len(self.texts) == 1


@dataclass(frozen=True)
class SideHead:
    key: int
    name: str
    when: str
    counts: bool  # it is what holds until the conflict is settled


@dataclass(frozen=True)
class ConflictPage:
    """``about`` is the thing in question, such as "Camera caption"; ``question`` its words, '' where it has none."""

    conflict: Conflict
    about: str
    question: str
    sides: tuple[SideHead, ...]
    parts: tuple[Part, ...]


def read_conflicts(project: Project) -> list[ConflictPage]:
    """All that are open; on the project thread."""
    return [page_of(conflict) for conflict in project.conflicts()]


def page_of(conflict: Conflict) -> ConflictPage:
    about, question = _about(conflict)
    sides = tuple(
        SideHead(side.key, side.author.name, when(side.at), number == 0) for number, side in enumerate(conflict.sides)
    )
    return ConflictPage(conflict, about, question, sides, _parts(conflict))


def _about(conflict: Conflict) -> tuple[str, str]:
    if conflict.aspect is not None:
        return f"{conflict.aspect.label} caption", ""
    if not conflict.question:
        return conflict.what[:1].upper() + conflict.what[1:], ""
    try:
        question = load_specification().question(conflict.question)
    except SpecError:
        return conflict.question, ""
    return question.label, question.question


def _parts(conflict: Conflict) -> tuple[Part, ...]:
    if all(side.work is not None for side in conflict.sides):
        works = [side.work for side in conflict.sides if side.work is not None]
        return tuple(part_of(label, [read(work) for work in works]) for label, read in _OF_WORK)
    label = "Answer" if conflict.question else "Value"
    return (part_of(label, [_words(conflict, side) for side in conflict.sides]),)


def _words(conflict: Conflict, side: Side) -> str:
    """An answer in full: a text is not cut, a choice has its label."""
    if not conflict.question or side.value is None:
        return side.words
    if isinstance(side.value, list):
        return ", ".join(_label(conflict.question, each) for each in side.value) or "none of them"
    return _label(conflict.question, side.value)


def _label(question_id: str, value: str) -> str:
    try:
        choices = load_specification().question(question_id).choices
    except SpecError:
        return value
    return next((choice.label for choice in choices if choice.id == value), "unsure" if value == "unsure" else value)


def part_of(label: str, texts: list[str]) -> Part:
    """The first side is compared with the second, every other one with the first."""
    if all(text == texts[0] for text in texts):
        return Part(label, (SideText(texts[0]),))
    marked = [_only_in(texts[0], texts[1]), *(_only_in(text, texts[0]) for text in texts[1:])]
    return Part(label, tuple(SideText(text, spans) for text, spans in zip(texts, marked, strict=True)))


def _only_in(text: str, other: str) -> tuple[Span, ...]:
    return tuple(hunk.post for hunk in word_diff(other, text) if not hunk.post.empty)


def _draft(work: Work) -> str:
    return NOTHING if work.pre_caption is None else work.pre_caption.text


def _critique(work: Work) -> str:
    if work.critique is None:
        return NOTHING
    return critique_text(work.critique.points, work.critique.free_text) or NOTHING


def _rating(work: Work) -> str:
    return "not rated" if work.rating is None else f"{work.rating} of 5"


def _post(work: Work) -> str:
    return NOTHING if work.post_caption is None else work.post_caption.text


def _state(work: Work) -> str:
    return "submitted" if work.submitted_now else "not submitted"


_OF_WORK = (
    ("Rating", _rating),
    ("Draft", _draft),
    ("Critique", _critique),
    ("Post-caption", _post),
    ("State", _state),
)
