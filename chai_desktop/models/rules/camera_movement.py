"""What the camera does: directions in one clause, pace, steadiness, tracking, purpose and effects."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.models.rules.actor import said_of, subject_of
from chai_desktop.models.rules.answered import Answered
from chai_desktop.models.rules.camera_focus import focus_name
from chai_desktop.models.rules.phrases import Form, embedded, form_of
from chai_desktop.models.rules.sentences import article, finished, joined, listed
from chai_desktop.models.rules.terms import (
    EFFECTS,
    PACES,
    PARTICIPLES,
    ROTATIONS,
    STEADY_FIXED,
    STEADY_MOVING,
    TRACKING,
    TRANSLATIONS,
)
from chai_desktop.models.rules.verbs import BASES


def fixed_words(answers: Answered) -> str:
    """static / fixed, with minimal shaking; '' where the camera moves or where that was not answered."""
    if _directions(answers) or answers.text("complex_motion_description") or answers.yes("is_tracking"):
        return ""
    steadiness = answers.choice("steadiness")
    if steadiness == "static":
        return "static"
    if answers.choice("camera_movement") != "no":
        return ""
    return joined("fixed", STEADY_FIXED.get(steadiness, ""))


def movement_sentences(answers: Answered) -> Iterator[str]:
    """Sentences on movement, in the order of the policy; nothing for a fixed camera but its effects."""
    if not fixed_words(answers):
        yield from (_described(answers) if answers.text("complex_motion_description") else _listed_movement(answers))
    yield from _size_change(answers)
    for question, words in EFFECTS:
        if answers.yes(question):
            yield finished(words)


def _described(answers: Answered) -> Iterator[str]:
    """The person's description stands for the directions; tracking, pace and steadiness follow."""
    yield said_of(answers.text("complex_motion_description"), "the camera", False, "the camera performs {what}")
    tracking = tracking_phrase(answers)
    if tracking:
        yield finished(f"the video is {tracking}")
    pace = {"slow": "slow", "fast": "fast"}.get(answers.choice("camera_motion_speed"), "")
    smooth = STEADY_MOVING.get(answers.choice("steadiness"), "").removeprefix("with ").removesuffix(" motion")
    if pace or smooth:
        yield finished(f"the camera motion is {listed([word for word in (pace, smooth) if word])}")
    yield from _purpose_sentence(answers, _purpose(answers))


def _listed_movement(answers: Answered) -> Iterator[str]:
    clause = motion_clause(answers)
    tracking = tracking_phrase(answers)
    steady = STEADY_MOVING.get(answers.choice("steadiness"), "")
    purpose = _purpose(answers)
    pace = {"slow": "slow", "fast": "fast"}.get(answers.choice("camera_motion_speed"), "")
    if clause or tracking:
        lead = f"in {tracking}," if tracking and clause else ""
        core = f"the camera {clause}" if clause else f"the video is {tracking}"
        comma = "," if " while " in core and steady else ""
        if tracking and not clause:
            core = joined(core, f"with {pace} motion" if pace and not steady else "")
        yield finished(joined(lead, core + comma, steady, f", {purpose[1]}" if purpose[0] == "clause" else ""))
    elif steady or pace:
        words = joined(steady, "" if steady else f"with {pace} motion")
        yield finished(f"the camera films {words}")
    if not (clause or tracking) or purpose[0] == "sentence":
        yield from _purpose_sentence(answers, purpose)


def motion_clause(answers: Answered) -> str:
    """dollies in slowly while panning left; '' where no direction was answered."""
    main, turning = _terms(answers, TRANSLATIONS), _terms(answers, ROTATIONS)
    if answers.yes("dolly_zoom"):
        return _dolly_zoom(answers, main, turning)
    manner = _manner(answers)
    if not main and not turning:
        return joined("moves", manner) if answers.choice("camera_movement") == "minor" else ""
    lead, rest = (main, turning) if main else (turning, [])
    manners = [manner, *[""] * (len(lead) - 1)]  # the manner follows the first movement, and holds for all of them
    told = [joined(term, how, _around(term, answers)) for term, how in zip(lead, manners, strict=True)]
    clause = listed(told)
    return joined(clause, f"while {listed([_participle(term) for term in rest])}" if rest else "")


def tracking_phrase(answers: Answered) -> str:
    """a side tracking shot of the woman in the red coat; '' unless tracking was answered with yes."""
    if not answers.yes("is_tracking"):
        return ""
    kinds = answers.choices("tracking_shot_types")
    if kinds == {"lead", "side"}:
        name = "front-side"
    elif kinds == {"tail", "side"}:
        name = "rear-side"
    else:
        name = listed([kind for kind in TRACKING if kind in kinds])
    who = focus_name(answers)
    words = joined(name, "tracking shot")
    return joined(article(words), words, f"of {who}" if who else "")


def _directions(answers: Answered) -> bool:
    return answers.yes("dolly_zoom") or bool(_terms(answers, TRANSLATIONS) or _terms(answers, ROTATIONS))


def _terms(answers: Answered, table: tuple[tuple[str, dict[str, str]], ...]) -> list[str]:
    found = (terms.get(answers.choice(question), "") for question, terms in table)
    return [term for term in found if term]


def _dolly_zoom(answers: Answered, main: list[str], turning: list[str]) -> str:
    """The dolly and the zoom are told as one; other directions follow."""
    dolly = [term for term in main if term.startswith("dollies")]
    zoom = [term for term in turning if term.startswith("zooms")]
    pair = " while ".join(_participle(term) for term in dolly + zoom)
    others = [term for term in main + turning if term not in dolly + zoom]
    pace = {"slow": "slow", "fast": "fast"}.get(answers.choice("camera_motion_speed"), "")
    words = joined("performs a", pace, "dolly zoom")
    words = f"{words}, {pair}" if pair else words
    return f"{words}, and {listed(others)}" if others else words


def _manner(answers: Answered) -> str:
    pace = PACES.get(answers.choice("camera_motion_speed"), "")
    slight = "slightly" if answers.choice("camera_movement") == "minor" else ""
    return listed([word for word in (pace, slight) if word])


def _around(term: str, answers: Answered) -> str:
    who = focus_name(answers)
    return f"around {who}" if term.startswith("arcs") and who and not answers.yes("is_tracking") else ""


def _participle(term: str) -> str:
    verb, _, way = term.partition(" ")
    return joined(PARTICIPLES[verb], way)


def _purpose(answers: Answered) -> tuple[str, str]:
    """("clause", words) where they can follow the movement after a comma, else ("sentence", words) or ("", "")."""
    text = answers.text("camera.movement_purpose")
    if not text:
        return "", ""
    words = embedded(text)
    if form_of(text) is Form.NOUN and words.split()[0] in BASES:
        words = f"to {words}"  # "follow the woman"
    return ("clause" if form_of(words) in (Form.PURPOSE, Form.ING) else "sentence"), words


def _purpose_sentence(answers: Answered, purpose: tuple[str, str]) -> Iterator[str]:
    if purpose[0] == "clause":
        verb = "is" if form_of(purpose[1]) is Form.PURPOSE else "has the purpose of"
        yield finished(f"the camera movement {verb} {purpose[1]}")
    elif purpose[0]:
        text = answers.text("camera.movement_purpose")
        yield said_of(text, "the camera movement", False, "the purpose of the camera movement is {what}")


def _size_change(answers: Answered) -> Iterator[str]:
    change = answers.choice("subject_size_change")
    if change in ("larger", "smaller"):
        actor = subject_of(answers)
        yield finished(f"{actor.short} {'become' if actor.plural else 'becomes'} {change} in the frame")
