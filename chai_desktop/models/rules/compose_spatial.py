"""The spatial caption: shot size, places in the picture, depth and set, and the camera's height by the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chai_desktop.models.rules.actor import Actor, said_of, subject_of
from chai_desktop.models.rules.brief import Brief
from chai_desktop.models.rules.nouns import placed, with_article
from chai_desktop.models.rules.phrases import Form, embedded, form_of
from chai_desktop.models.rules.sentences import finished
from chai_desktop.models.rules.terms import SHOT_SIZES, SIZE_DESCRIPTIONS, SUBJECT_HEIGHTS

_SIZE_ORDER = tuple(SHOT_SIZES)  # from the widest to the tightest
_SIDES = {"left": "on the", "right": "on the", "top": "at the", "bottom": "at the"}
_PLACES = re.compile(r"(left|right|top|bottom|cent(?:er|re)|middle|upper|lower|foreground|background)\b")


def compose_spatial(brief: Brief) -> Iterator[str]:
    """Sentences in the order of the policy: size, place in the picture, depth, place in the set, height, movement."""
    answers = brief.answers
    actor = subject_of(answers)
    sized = shot_size_sentence(brief, actor)
    if sized:
        yield sized
    yield from _size_words(brief, actor)
    named = bool(sized) and answers.choice("shot_type") != "scenery"
    yield from _places(brief, actor, named)
    yield from _height(brief, actor)
    if text := answers.text("spatial.motion"):
        yield said_of(text, actor.short, actor.plural, "there {is} {what}", action=True)


def shot_size_sentence(brief: Brief, actor: Actor) -> str:
    """The size at the start and, if it changes, at the end; of the subject, or of the scenery. '' if not answered."""
    answers = brief.answers
    start, end = answers.choice("shot_size_start"), answers.choice("shot_size_end")
    start, end = (start if start in SHOT_SIZES else ""), (end if end in SHOT_SIZES else "")
    of = _framed(brief, actor)
    if answers.choice("shot_type") == "change_of_subject":
        return _changing_subject(brief, start, end, of)
    if start and end and start != end:
        verb = "tightens to" if _SIZE_ORDER.index(end) > _SIZE_ORDER.index(start) else "widens to"
        return finished(f"the video begins as {SHOT_SIZES[start]}{of} and {verb} {SHOT_SIZES[end]}")
    if start:
        return finished(f"the video is {SHOT_SIZES[start]}{of}")
    return finished(f"the video ends as {SHOT_SIZES[end]}{of}") if end else ""


def _framed(brief: Brief, actor: Actor) -> str:
    answers = brief.answers
    if answers.choice("shot_type") == "scenery" or answers.choice("complex_shot_type") == "many_subject_no_focus":
        place = answers.text("scene.location")
        return f" of {with_article(embedded(place))}" if place and form_of(place) is Form.NOUN else " of the scenery"
    return f" of {actor.full}" if actor.named else ""


def _changing_subject(brief: Brief, start: str, end: str, of: str) -> str:
    answers = brief.answers
    if start and end:
        ends = f"stays {SHOT_SIZES[end]}" if start == end else f"becomes {SHOT_SIZES[end]}"
        return finished(f"the video begins as {SHOT_SIZES[start]}{of}, and {ends} as the subject switches")
    if end and answers.says_unknown("shot_size_start"):
        return finished(f"the video begins without a subject, and becomes {SHOT_SIZES[end]}{of}")
    if start and answers.says_unknown("shot_size_end"):
        return finished(f"the video begins as {SHOT_SIZES[start]}{of}, and ends without a subject")
    if start or end:
        return finished(f"the video {'begins' if start else 'ends'} as {SHOT_SIZES[start or end]}{of}")
    return ""


def _size_words(brief: Brief, actor: Actor) -> Iterator[str]:
    answers = brief.answers
    if text := answers.text("shot_size_description"):
        yield said_of(text, "the video", False, f"the video is {with_article(embedded(text))}")
        return
    for question in ("complex_shot_type", "shot_size_description_type"):
        if answers.choice(question) in SIZE_DESCRIPTIONS:
            yield finished(SIZE_DESCRIPTIONS[answers.choice(question)].replace("{who}", actor.short))


def _places(brief: Brief, actor: Actor, named: bool) -> Iterator[str]:
    """Place in the picture, depth, place in the set; plain places of the subject share one sentence."""
    answers = brief.answers
    shared: list[str] = []
    separate: list[str] = []
    for question in ("spatial.frame_position", "spatial.depth", "spatial.scene_position"):
        text = answers.text(question)
        place = place_phrase(text, question) if text else ""
        if place and "," not in place and not separate:
            shared.append(place)
        elif text:
            separate.append(place or text)
    who, be = (actor.short if named else actor.full), actor.be
    if shared:
        yield finished(f"{who} {be} {', '.join(shared)}")
    for text in separate:
        frame = "the layers of the picture are {what}" if ":" in text else "there {is} {a what}"
        subject = actor.pronoun if shared else who
        # A place with commas in it, and where the first words give it away.
        told = text.startswith(("in the ", "on the ", "at the ")) and form_of(text) is Form.PLACE
        yield finished(f"{subject} {be} {text}") if told else said_of(text, subject, actor.plural, frame)


def place_phrase(text: str, question: str) -> str:
    """center -> in the center of the frame; on the left -> on the left of the frame; '' where it is no plain place."""
    form, words = form_of(text), embedded(text)
    in_picture = question == "spatial.frame_position"
    if form is Form.PLACE and not words.startswith("from "):
        side = in_picture and re.fullmatch(r"(?:on|at|in) the (?:left|right|top|bottom|cent(?:er|re)|middle)", words)
        return f"{words} of the frame" if side else words
    bare = words.removeprefix("the ")
    if form not in (Form.NOUN, Form.STATE) or ":" in bare:
        return ""
    if not _PLACES.match(bare):
        return placed(words) if question == "spatial.scene_position" and form is Form.NOUN and "," not in bare else ""
    return _in_picture(bare, in_picture)


def _in_picture(bare: str, in_picture: bool) -> str:
    side, *rest = re.findall(r"[\w-]+", bare)
    if rest[:1] == ["of"] and "frame" not in rest and "picture" not in rest and side in ("left", "right"):
        return bare  # "left of center"
    simple = not rest or rest[0] in ("of", "then") or bare.startswith(side + ",")
    end = " of the frame" if in_picture and "of" not in rest and "ground" not in bare and "," not in bare else ""
    return f"{_SIDES.get(side, 'in the') if simple else 'in the'} {bare}{end}"


def _height(brief: Brief, actor: Actor) -> Iterator[str]:
    answers = brief.answers
    if text := answers.text("subject_height_description"):
        yield said_of(text, "the camera", False, "relative to " + actor.short + ", the camera height is {what}")
        return
    start, end = answers.choice("subject_height_start"), answers.choice("subject_height_end")
    if answers.choice("shot_type") == "scenery":
        return
    first, last = SUBJECT_HEIGHTS.get(start, ""), SUBJECT_HEIGHTS.get(end, "")
    first, last = first.replace("{who}", actor.short), last.replace("{who}", actor.short)
    if first and last and first != last:
        yield finished(f"the camera begins {first} and ends {last.replace(actor.short, actor.pronoun_object)}")
    elif first:
        yield finished(f"the camera is {first}")
    elif last:
        yield finished(f"the camera ends {last}")
