"""The camera's movements as suggested answers, each with a plain reason and the frames that show it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from chai_desktop.media.motion.camera_moves import TRAVEL_NAMES, Moves
from chai_desktop.media.motion.camera_path import CameraPath, Kind
from chai_desktop.media.motion.suggestion import Suggestion, Withheld
from chai_desktop.media.motion.verdicts import SLIGHT, Course, Verdict, confidence

MOVE_QUESTIONS = {
    "dolly": "camera_forward_backward",
    "truck": "camera_left_right",
    "pedestal": "camera_up_down",
    "pan": "camera_pan",
    "tilt": "camera_tilt",
    "roll": "camera_roll",
    "zoom": "camera_zoom",
}
OTHER_QUESTIONS = ("camera_arc", "camera_crane", "dolly_zoom")
ALL_QUESTIONS = ("camera_movement", *MOVE_QUESTIONS.values(), *OTHER_QUESTIONS)

# Values for a positive and a negative course, and what the picture shows then.
_VALUES = {
    "dolly": ("forward", "backward"),
    "truck": ("left_to_right", "right_to_left"),
    "pedestal": ("up", "down"),
    "pan": ("left_to_right", "right_to_left"),
    "tilt": ("up", "down"),
    "roll": ("clockwise", "counter_clockwise"),
    "zoom": ("in", "out"),
}
_SHOWN = {
    "dolly": ("Near things grow faster than far things", "Near things shrink faster than far things"),
    "truck": ("Near things slide to the left past far things", "Near things slide to the right past far things"),
    "pedestal": ("Near things sink past far things", "Near things rise past far things"),
    "pan": ("Near and far slide to the left together", "Near and far slide to the right together"),
    "tilt": ("Near and far slide down together", "Near and far slide up together"),
    "roll": ("The whole picture turns counter-clockwise", "The whole picture turns clockwise"),
    "zoom": ("Near and far grow at the same rate", "Near and far shrink at the same rate"),
}
_ABSENT = {
    "dolly": "No growth that differs between near and far",
    "truck": "Near things do not slide sideways past far things",
    "pedestal": "Near things do not slide up or down past far things",
    "pan": "The view does not turn sideways",
    "tilt": "The view does not turn up or down",
    "roll": "The picture does not turn about its middle",
    "zoom": "The picture as a whole is neither enlarged nor widened",
}
_NOTHING = 0.004  # picture widths: nobody sees so little over a whole clip
_MINOR, _CLEAR = 0.03, 0.06  # picture widths that the picture streams by: a movement to look for, one that is plain
_OVERLAP = 0.35  # two movements that share less of their time follow one another


@dataclass(eq=False)
class Answers:
    """Collects suggestions and withheld questions for one clip."""

    first: int
    last: int
    found: list[Suggestion] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)

    def say(self, question: str, value: str, sure: float, reason: str, frames: tuple[int, int] | None = None) -> None:
        first, last = frames or (self.first, self.last)
        self.found.append(Suggestion(question, value, round(sure, 3), first, last, reason))

    def withhold(self, question: str, reason: str) -> None:
        self.withheld.append(Withheld(question, reason))


def answer_at_rest(answers: Answers, sure: float, reason: str) -> None:
    """The camera does not move: everything about its movement is answered by that."""
    for question in ALL_QUESTIONS:
        answers.say(question, "no", sure, reason)


def answer_moves(answers: Answers, path: CameraPath, moves: Moves, streamed: float) -> None:
    """Answer what the path shows. ``streamed``: how far the picture has moved in all, in picture widths."""
    seen = [name for name, v in moves.verdicts.items() if v.there] + _curves(moves)
    unsure = [name for name, v in moves.verdicts.items() if v.there is None]
    if not seen and not unsure:
        _answer_no_movement(answers, moves)
        return
    _answer_movement(answers, path, moves, seen, streamed)
    for name in MOVE_QUESTIONS:
        _answer_move(answers, path, moves, name)
    _answer_curve(answers, path, moves, "camera_arc", moves.arc)
    _answer_curve(answers, path, moves, "camera_crane", moves.crane)
    _answer_dolly_zoom(answers, path, moves)


def _curves(moves: Moves) -> list[str]:
    return [name for name, v in (("arc", moves.arc), ("crane", moves.crane)) if v.there]


def _answer_no_movement(answers: Answers, moves: Moves) -> None:
    sways = [c for c in moves.courses.values() if c.swing > SLIGHT]
    sure = min(v.confidence for v in moves.verdicts.values())
    if sways:
        reason = "The picture trembles and sways about one place, and ends near where it began."
    elif moves.main <= _NOTHING:
        reason = "What stands still in the scene keeps its place in the picture."
    else:
        for question in ALL_QUESTIONS:
            answers.withhold(question, "The picture drifts so little that it may or may not be meant.")
        return
    answer_at_rest(answers, max(0.85, sure) if sways else sure, reason)


def _answer_movement(answers: Answers, path: CameraPath, moves: Moves, seen: list[str], streamed: float) -> None:
    question = "camera_movement"
    if path.share_of(Kind.UNCLEAR) > 0.25:
        answers.withhold(question, "A part of the clip moves in a way that no camera movement explains.")
    elif _is_complex(path, moves, seen):
        answers.say(question, "major_complex", 0.8, "Movements follow one another, or go one way and back again.")
    elif not seen and path.share_of(Kind.FLAT) < 0.3:
        answers.withhold(question, "Something moves, but it is too little or too mixed to name.")
    elif streamed >= _CLEAR:
        sure = min(0.95, confidence(streamed / _CLEAR))
        answers.say(question, "major_simple", sure, f"The picture streams by about {_per_cent(streamed)} of its width.")
    elif streamed <= _MINOR:
        answers.say(question, "minor", 0.75, f"The picture drifts by {_per_cent(streamed)} of its width in all.")
    else:
        answers.withhold(question, "Between a minor and a clear movement.")


def _is_complex(path: CameraPath, moves: Moves, seen: list[str]) -> bool:
    if any(course.turns_back for course in moves.courses.values()):
        return True
    if "arc" in seen or "crane" in seen:
        return False
    named = [moves.courses[name] for name in seen]
    return any(_overlap(a, b) < _OVERLAP for k, a in enumerate(named) for b in named[k + 1 :])


def _overlap(a: Course, b: Course) -> float:
    """The part of their ways that two movements cover at the same time, 0..1."""
    x, y = np.abs(a.steps), np.abs(b.steps)
    return float(np.minimum(x / x.sum(), y / y.sum()).sum())


def _answer_move(answers: Answers, path: CameraPath, moves: Moves, name: str) -> None:
    question, found, course = MOVE_QUESTIONS[name], moves.verdicts[name], moves.courses[name]
    if found.there is None:
        back = "It goes one way and back again." if course.turns_back else "Too little of it to be sure either way."
        answers.withhold(question, moves.doubts.get(name, back))
    elif found.there:
        which = 0 if course.net > 0 else 1
        frames = _frames(path, course)
        reason = f"{_SHOWN[name][which]}: frames {frames[0]} to {frames[1]}."
        answers.say(question, _VALUES[name][which], found.confidence, reason, frames)
    elif _curves(moves) and (name in TRAVEL_NAMES or course.size > SLIGHT):
        answers.say(question, "no", found.confidence, "It is a part of the curve on which the camera travels.")
    else:
        answers.say(question, "no", found.confidence, f"{_ABSENT[name]}.")


def _answer_curve(answers: Answers, path: CameraPath, moves: Moves, question: str, found: Verdict) -> None:
    arc = question == "camera_arc"
    if found.there is None:
        reason = "It may be a curve around something, or a straight way with a turn."
        answers.withhold(question, moves.doubts.get("truck" if arc else "pedestal", reason))
    elif not found.there:
        reason = "The camera does not circle around anything." if arc else "The camera does not swing up or down."
        answers.say(question, "no", found.confidence, reason)
    else:
        course = moves.courses["truck" if arc else "pedestal"]
        frames = _frames(path, course)
        span = f"frames {frames[0]} to {frames[1]}."
        if arc:
            value = "counter_clockwise" if course.net > 0 else "clockwise"
            reason = f"The middle keeps its place while the background streams past behind it: {span}"
        else:
            value = "crane_up" if course.net > 0 else "crane_down"
            way = "rises and looks down" if course.net > 0 else "sinks and looks up"
            reason = f"The camera {way} more and more, on a curve: {span}"
        answers.say(question, value, found.confidence, reason, frames)


def _answer_dolly_zoom(answers: Answers, path: CameraPath, moves: Moves) -> None:
    dolly, zoom = moves.verdicts["dolly"], moves.verdicts["zoom"]
    if dolly.there is False or zoom.there is False:
        sure = max(v.confidence for v in (dolly, zoom) if v.there is False)
        answers.say("dolly_zoom", "no", sure, "Travel and zoom do not work against each other.")
    elif dolly.there is None or zoom.there is None:
        answers.withhold("dolly_zoom", "Travel or zoom is unsure.")
    else:
        against = moves.sign("dolly") != moves.sign("zoom")
        reason = (
            "The middle distance keeps its size while what lies behind it grows or shrinks."
            if against
            else "Travel and zoom work in the same direction."
        )
        frames = _frames(path, moves.courses["zoom"])
        answers.say("dolly_zoom", "yes" if against else "no", min(dolly.confidence, zoom.confidence), reason, frames)


def _frames(path: CameraPath, course: Course) -> tuple[int, int]:
    first, last = course.active()
    return int(path.first[first]), int(path.last[min(last, len(path.last) - 1)])


def _per_cent(value: float) -> str:
    return f"{100 * value:.0f} %"
