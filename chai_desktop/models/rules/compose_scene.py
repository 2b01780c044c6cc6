"""The scene caption: where and when, what is built and grown there, weather, furniture, overlays, and what moves."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.models.rules.actor import said_of
from chai_desktop.models.rules.brief import Brief
from chai_desktop.models.rules.nouns import is_plural, placed, with_article
from chai_desktop.models.rules.phrases import Form, embedded, form_of, words_of
from chai_desktop.models.rules.sentences import article, finished
from chai_desktop.models.rules.terms import POINTS_OF_VIEW, SCENE_MOVEMENT, TIMES_OF_DAY, WEATHER_STATES

_INCLUDED = (
    ("scene.architecture", "the architecture", "the built surroundings include {a what}"),
    ("scene.nature", "the natural surroundings", "the natural surroundings include {what}"),
)


def compose_scene(brief: Brief) -> Iterator[str]:
    """Sentences in the order of the policy, from the overall setting to details and changes."""
    answers = brief.answers
    yield from _point_of_view(brief)
    yield from _setting(brief)
    for question, who, frame in _INCLUDED:
        if text := answers.text(question):
            yield said_of(text, who, False, frame)
    if weather := answers.text("scene.weather"):
        who = "it" if form_of(weather) is Form.ING else "the weather"
        yield said_of(weather, who, False, _weather_frame(weather))
    if props := answers.text("scene.set_dressing"):
        frame = brief.worded("scene.props", "the set includes {a what}", "there {is} {a what}")
        yield said_of(props, "the set dressing", False, frame)
    if style := answers.text("scene.style"):
        frame = "there {is} {what}" if is_plural(style) else "the visual style is {what}"
        yield said_of(style, "the visual style", False, frame)
    yield from _overlay(brief)
    yield from _dynamics(brief)
    if change := answers.text("scene.transition"):
        placed = form_of(change) is Form.PLACE  # "from day to night"
        to = "the scene changes to {what}"
        yield (finished(f"the scene changes {embedded(change)}") if placed else said_of(change, "the scene", False, to))


def _point_of_view(brief: Brief) -> Iterator[str]:
    text = brief.answers.text("scene.point_of_view")
    label = brief.answers.choice("camera_pov")
    if text and text.casefold() != "objective":
        who = "the video"
        if form_of(text) is Form.PLACE:
            yield finished(f"{who} is seen {embedded(text)}")
        else:
            yield said_of(text, who, False, f"{who} is seen from {with_article(embedded(text))}")
    elif label in POINTS_OF_VIEW:
        yield f"The video {POINTS_OF_VIEW[label]}."


def _setting(brief: Brief) -> Iterator[str]:
    place, time = brief.answers.text("scene.location"), brief.answers.text("scene.time_of_day")
    when = time_phrase(time)
    if not place:
        if time:
            yield (
                finished(f"the video is set {when}")
                if when
                else said_of(time, "the video", False, "the time of day is {what}")
            )
        return
    form = form_of(place)
    is_set = brief.worded("scene.setting", "the video is set", "the scene is set")
    if form in (Form.NOUN, Form.PLACE, Form.STATE):
        where = embedded(place) if form is Form.PLACE else placed(embedded(place))
        comma = "," if "," in where else ""
        yield finished(f"{is_set} {where}{comma} {when}")
    else:
        yield said_of(place, "the scene", False, "the video is set in {what}")
        if when:
            yield finished(f"{is_set} {when}")
    if time and not when:
        yield said_of(time, "the scene", False, "the time of day is {what}")


def time_phrase(time: str) -> str:
    """night -> at night; early morning -> in the early morning; on a sunny day -> as it is; '' where none is plain."""
    words = embedded(time)
    if form_of(time) is Form.PLACE:
        return words
    if form_of(time) is not Form.NOUN or "," in words:
        return ""
    if words.startswith(("the ", "a ", "an ")):
        return f"{'on' if words.startswith('a') else 'in'} {words}"
    parts = words.split()
    if len(parts) == 2 and parts[0] in WEATHER_STATES | {"bright"} and parts[1] in ("day", *TIMES_OF_DAY["in the"]):
        return f"on {article(words)} {words}"
    for preposition, names in TIMES_OF_DAY.items():
        if words in names:
            return f"{preposition} {words}"
        if any(words.endswith(" " + name) for name in names):
            return (
                f"{'in the' if preposition == 'at' else preposition} {words}" if parts[0] in ("early", "late") else ""
            )
    return ""


def _weather_frame(weather: str) -> str:
    states = embedded(weather).replace(",", " ").casefold().split()
    return "the weather is {what}" if states and states[-1] in WEATHER_STATES else "there {is} {a what}"


def _overlay(brief: Brief) -> Iterator[str]:
    text, has = brief.answers.text("scene.overlay"), brief.answers.choice("has_overlays")
    if text and has != "no":
        told = form_of(text) is Form.SENTENCE and "overlay" in text.casefold()
        yield finished(text if told else f"the video has an overlay: {embedded(text)}")
    elif has == "yes":
        yield "The video has an overlay."


def _dynamics(brief: Brief) -> Iterator[str]:
    text, label = brief.answers.text("scene.dynamics"), brief.answers.choice("scene_movement")
    if text:
        words, form = words_of(text), form_of(text)
        named = (form is Form.ING and len(words) == 2) or (form is Form.VERB and len(words) == 1)
        if named:  # "flowing water", "waves"
            are = "are" if words[-1].endswith("s") else "is"
            yield finished(f"in the surroundings, there {are} {embedded(text)}")
        else:
            yield said_of(text, "the scene", False, "in the surroundings, there {is} {what}")
    elif label in SCENE_MOVEMENT:
        yield SCENE_MOVEMENT[label]
