"""Depth of field, what is sharp, and how the focus moves."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.models.rules.actor import said_of, subject_of
from chai_desktop.models.rules.answered import Answered
from chai_desktop.models.rules.nouns import definite
from chai_desktop.models.rules.sentences import finished
from chai_desktop.models.rules.terms import DEPTHS_OF_FIELD, PLANES

_OUT = "out_of_focus"
_SHIFTS = {
    "rack_focus": "a rack focus shifts from {first} to {last}",
    "pull_focus": "a slow rack focus shifts from {first} to {last}",
    "focus_tracking": "focus tracking moves from {first} to {last}",
    "camera_subject_movement": "with the movement in the video, the focus shifts from {first} to {last}",
}
_NAMED = {
    "rack_focus": "there is a rack focus",
    "pull_focus": "there is a slow rack focus",
    "focus_tracking": "focus tracking keeps {who} in focus",
}


def focus_sentences(answers: Answered) -> Iterator[str]:
    """Sentences on the focus, naming what is sharp if that was answered."""
    depth = DEPTHS_OF_FIELD.get(answers.choice("camera_focus"), "")
    start, end = answers.choice("focus_plane_start"), answers.choice("focus_plane_end")
    if answers.choice("camera_focus") == "deep_focus":
        start = end = ""  # the planes do not apply to deep focus
    changes = bool(end) and end != start
    where = "" if changes else _kept(answers, start, bool(depth) and depth != "deep")
    if depth:
        yield finished(f"the depth of field is {depth}{', ' + where if where else ''}")
    elif where:
        yield finished(f"the camera {where.replace('keeping', 'keeps')}" if where.startswith("keeping") else where)
    yield from _change(answers, start, end if changes else "")
    if text := answers.text("camera_focus_description"):
        yield said_of(text, "the focus", False, "the focus is on {what}")


def focus_name(answers: Answered) -> str:
    """What is in focus, or else the subject: "the woman in the red coat"; '' if neither was answered."""
    text = answers.text("camera.focus_subject")
    if text:
        return definite(text)
    actor = subject_of(answers)
    return actor.full if actor.named else ""


def _kept(answers: Answered, plane: str, shallow: bool) -> str:
    """keeping the focus on the woman in the foreground. The subject is named only where not all is sharp."""
    if plane == _OUT:
        return "and the picture is out of focus" if shallow else "the picture is out of focus"
    text = answers.text("camera.focus_subject")
    who = focus_name(answers) if plane or (shallow and text) or (text and not answers.choice("camera_focus")) else ""
    if who:
        return f"keeping the focus on {who}{' in ' + PLANES[plane] if plane in PLANES else ''}"
    return f"keeping the focus on {PLANES[plane]}" if plane in PLANES else ""


def _change(answers: Answered, start: str, end: str) -> Iterator[str]:
    reason = answers.choice("focus_change_reason")
    first, last = PLANES.get(start, ""), PLANES.get(end, "")
    who = focus_name(answers)
    if not end:
        if reason == "focus_tracking" and not who:
            yield "The video has focus tracking."
        elif reason in _NAMED:
            yield finished(_NAMED[reason].replace("{who}", who))
    elif first and last:
        frame = _SHIFTS.get(reason, "the focus shifts from {first} to {last}")
        if reason == "focus_tracking" and who:
            frame = "focus tracking keeps {who} in focus from {first} to {last}"
        yield finished(frame.replace("{who}", who).replace("{first}", first).replace("{last}", last))
    else:
        yield finished(_blur(reason, start, first, last))


def _blur(reason: str, start: str, first: str, last: str) -> str:
    """A change from or to a picture in which nothing is sharp, or one whose start was not answered."""
    lead = {"rack_focus": "in a rack focus, ", "pull_focus": "in a slow rack focus, "}.get(reason, "")
    if reason == "focus_tracking":
        lead = "with focus tracking, "
    if start == _OUT:
        return f"{lead}the picture begins out of focus and ends with the focus on {last}"
    if not last:
        begins = f"begins with the focus on {first} and " if first else ""
        return f"{lead}the picture {begins}ends out of focus"
    return f"{lead}the picture ends with the focus on {last}"
