"""Camera movements in a caption: "pans to the left", "leftward pan", "panning slowly left and then right"."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.captions.claims.claim import Claim
from chai_desktop.spec.lint.captions.claims.context import camera_acts, is_denied, moment_of
from chai_desktop.spec.lint.captions.claims.topic_reading import MovementVerb, Topics
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.lint.captions.wording.inflection import Form

_FAR = 7  # words between a movement and its way, at most
_LONGEST_LEAD = 4  # words of the longest way that stands before its movement ("left to right")
_JOINING = frozenset({"and", "then"})
_DETERMINERS = frozenset({"a", "an", "the", "this", "one"})

_Way = tuple[str, int, int]


def movement_claims(caption: CaptionText, aspect: Aspect, topics: Topics, taken: frozenset[int]) -> Iterator[Claim]:
    """Every movement that the camera is said to make; the value is None where no way is told.

    Words in ``taken`` belong to something else: the zoom of a dolly zoom is no zoom.
    """
    for index, word in enumerate(caption.words):
        verb = topics.verbs.get(word.folded)
        if verb is None or word.quoted or index in taken:
            continue
        ways = list(_ways_after(caption, index, topics))
        if verb.form in (Form.BASE, Form.ING):
            ways = ways or list(_ways_before(caption, index, topics))
        if not camera_acts(caption, index, aspect, _is_sure(verb, bool(ways), aspect)):
            continue
        if not ways:
            yield from _without_way(caption, index, verb)
        for number, way in enumerate(ways):
            if number == 0 or way[0] in verb.by_way:  # "pans left and upward": the second is no way of the pan
                yield from _with_way(caption, index, verb, way)


def _is_sure(verb: MovementVerb, has_way: bool, aspect: Aspect) -> bool:
    """Whether the verb is a camera's wherever it is met: pan; and, in a camera caption, "arc clockwise"."""
    if verb.movement is None:
        return False
    return not verb.movement.noun_needs_way or (has_way and aspect is Aspect.CAMERA)


def _without_way(caption: CaptionText, index: int, verb: MovementVerb) -> Iterator[Claim]:
    denied, moment = is_denied(caption, index), moment_of(caption, index)
    if verb.movement is not None:
        if verb.movement.noun_needs_way and (verb.form is Form.BASE or not denied):
            return
        yield Claim(verb.movement, None, index, index + 1, denied, False, moment, form=verb.form)
    for movement, value in verb.without_way:
        yield Claim(movement, value, index, index + 1, denied, True, moment, form=verb.form)


def _with_way(caption: CaptionText, index: int, verb: MovementVerb, found: _Way) -> Iterator[Claim]:
    way, way_first, way_last = found
    first, last = min(index, way_first), max(index + 1, way_last)
    denied, moment = is_denied(caption, first), moment_of(caption, first)
    meant = verb.by_way.get(way, ())
    for movement, value in meant or verb.without_way:
        loose = verb.movement is None
        yield Claim(movement, value, first, last, denied, loose, moment, 0, verb.form, way, way_first, way_last)
    if verb.movement is not None and not meant:  # "pans up": a way that it does not have
        yield Claim(verb.movement, None, first, last, denied, False, moment, 0, verb.form, way, way_first, way_last)


def _ways_after(caption: CaptionText, index: int, topics: Topics) -> Iterator[_Way]:
    """The way after a movement, and those joined to it: left; left and then right."""
    place, found, joined = index + 1, False, True
    end = min(caption.sentence_of(index)[1], index + 1 + _FAR)
    while place < end and (caption.words[place].runs_on or found):
        match = topics.ways.at(caption, place)
        if match is not None and joined:
            yield match.payload, match.first, match.last
            place, found, joined = match.last, True, False
        elif found and not joined and caption.folded[place] not in _JOINING:
            return
        elif caption.folded[place] in topics.between or caption.folded[place].endswith("ly"):
            place, joined = place + 1, True
        else:
            return


def _ways_before(caption: CaptionText, index: int, topics: Topics) -> Iterator[_Way]:
    """The way right before a movement, but for adjectives: a leftward, slow pan."""
    last, start = index, caption.sentence_of(index)[0]
    while last > start and caption.words[last].runs_on and caption.folded[last - 1] in topics.between - _DETERMINERS:
        if caption.folded[last - 1] in ("to", "then", "and"):
            break
        if (caption.folded[last - 1],) in topics.ways_before:
            break
        last -= 1
    for length in range(_LONGEST_LEAD, 0, -1):
        first = last - length
        if first < start or not all(word.runs_on for word in caption.words[first + 1 : last + 1]):
            continue
        way = topics.ways_before.get(caption.folded[first:last])
        if way is not None:
            yield way, first, last
            return
