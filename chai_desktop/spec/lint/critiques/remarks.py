"""A critique, points or free text, read into one form: remarks, each with its place, its words and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chai_desktop.spec.lint.critiques.content_words import specific_stems
from chai_desktop.spec.lint.critiques.cues import load_cues
from chai_desktop.spec.lint.critiques.forms import SAYS_WHAT_TO_WRITE, Form, form_of
from chai_desktop.spec.lint.critiques.quotations import Passage, quoted_passages
from chai_desktop.spec.lint.critiques.sentences import QUOTED, Sentence, read_sentences
from chai_desktop.spec.lint.critiques.wanted import wanted_text
from chai_desktop.spec.points import Point, PointKind, critique_text

_MOST = 0.5  # a verdict is about the words before it if more than this share of its words stands there


@dataclass(frozen=True, slots=True)
class Remark:
    """One point of a critique as the checks see it, at ``text[start:end]`` of the critique.

    ``old`` are words said to stand in the pre-caption, ``new`` words to be written; ``wanted`` is what the remark says
    to be so, without what it says not to be so. ``place`` is where a point of the program marks the pre-caption.
    """

    start: int
    end: int
    form: Form
    words: str
    wanted: str
    old: tuple[Passage, ...] = ()
    new: tuple[Passage, ...] = ()
    everywhere: bool = False
    place: tuple[int, int] | None = None


def read_critique(critique: str | Sequence[Point], free_text: str = "") -> tuple[str, tuple[Remark, ...]]:
    """The critique as one text, and its remarks in order; ``free_text`` goes behind points only."""
    if isinstance(critique, str):
        return critique, tuple(_of_free_text(critique))
    points = tuple(critique)
    text = critique_text(points, free_text)
    before = len(critique_text(points)) + 1 if points else 0
    behind = "\n" * before + text[before:] if free_text.strip() else ""  # the same offsets, and no point read twice
    return text, (*_of_points(points), *_of_free_text(behind))


def _of_free_text(text: str) -> Iterator[Remark]:
    """A verdict and the sentence after it that answers it are one remark; every other sentence is one of its own."""
    held: list[tuple[Sentence, Form]] = []
    for sentence, form in _without_comments(text, [(s, form_of(s.plain)) for s in read_sentences(text)]):
        if held and not _is_answer(sentence, form, held[-1][0]):
            yield _remark(text, held)
            held = []
        held.append((sentence, form))
        if form in SAYS_WHAT_TO_WRITE:
            yield _remark(text, held)
            held = []
    if held:
        yield _remark(text, held)


def _without_comments(text: str, parts: Sequence[tuple[Sentence, Form]]) -> Iterator[tuple[Sentence, Form]]:
    """Leaves out what makes no point of its own beside others: a sentence that names nothing ("This is important.") and
    a verdict on what was just said ("Therefore, it is misleading to ...").
    """
    told: Sentence | None = None  # the sentence before, if it said what to write
    names_something = any(form is not Form.EMPTY for _sentence, form in parts)
    for sentence, form in parts:
        if form in SAYS_WHAT_TO_WRITE:
            told = sentence
        elif (told and _speaks_of(text, sentence, told)) or (form is Form.EMPTY and names_something):
            continue
        else:
            told = None
        yield sentence, form


def _speaks_of(text: str, verdict: Sentence, told: Sentence) -> bool:
    """Whether a verdict follows from the statement before it, or is about the same words."""
    if verdict.item != told.item:
        return False
    if load_cues().comment.match(verdict.plain):
        return True
    quoted, cited = ({m[0] for m in QUOTED.finditer(text, s.start, s.end)} for s in (told, verdict))
    if quoted & cited:
        return True
    said = set(specific_stems(text[told.start : told.end]))
    about = specific_stems(text[verdict.start : verdict.end])
    return sum(stem in said for stem in about) > _MOST * len(about)


def _is_answer(sentence: Sentence, form: Form, verdict: Sentence) -> bool:
    if sentence.item != verdict.item or form not in SAYS_WHAT_TO_WRITE:
        return False
    return not load_cues().next_point.match(sentence.plain)


def _remark(text: str, parts: Sequence[tuple[Sentence, Form]]) -> Remark:
    sentences = [sentence for sentence, _form in parts]
    start, end = sentences[0].start, sentences[-1].end
    old, new = quoted_passages(text, sentences)
    words = text[start:end]
    return Remark(
        start,
        end,
        parts[-1][1],
        words,
        wanted_text(text, sentences[-1], old),
        tuple(old),
        tuple(new),
        load_cues().everywhere.search(words) is not None,
    )


def _of_points(points: Sequence[Point]) -> Iterator[Remark]:
    position = 0
    for number, point in enumerate(points, start=1):
        start = position + len(f"{number}. ")
        sentence = point.sentence()
        yield _of_point(point, start, sentence)
        position = start + len(sentence) + 1


def _of_point(point: Point, start: int, sentence: str) -> Remark:
    """The sentence of a point holds quote and new words as they are, the quote first (``Point.sentence``)."""
    at_quote = sentence.find(f'"{point.quote}"') + 1
    at_new = sentence.find(point.instead, at_quote + len(point.quote) if point.quote else 0)
    new = "" if point.kind is PointKind.EXTRA else point.instead
    return Remark(
        start,
        start + len(sentence),
        _form_of_point(point),
        f"{point.quote} {new}",
        new,
        (Passage(start + at_quote, start + at_quote + len(point.quote), point.quote),) if point.quote.strip() else (),
        (Passage(start + at_new, start + at_new + len(new), new),) if new.strip() else (),
        load_cues().everywhere.search(point.reason) is not None,
        None if point.start is None or point.end is None else (point.start, point.end),
    )


def _form_of_point(point: Point) -> Form:
    if point.kind is PointKind.MISSING:
        return Form.ADDS if point.instead.strip() else Form.OMITS
    if not point.quote.strip():
        return Form.EMPTY
    if point.kind is PointKind.EXTRA:
        return Form.DELETES
    return Form.REPLACES if point.instead.strip() else Form.JUDGES
