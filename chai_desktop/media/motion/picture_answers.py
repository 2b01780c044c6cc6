"""Suggested answers about the clip as a whole: cut, hold, steadiness, pace, focus, tracking."""

from __future__ import annotations

from chai_desktop.media.motion.camera_answers import Answers
from chai_desktop.media.motion.picture_events import FocusShift, held_frames
from chai_desktop.media.motion.steadiness import tremble
from chai_desktop.media.motion.survey import Survey

# Common trembling, in picture widths; between the bands nothing is suggested.
_STATIC = 0.0001
_BANDS = (
    ("very_smooth", 0.0, 0.0003, "No trembling to be seen"),
    ("smooth", 0.0006, 0.002, "A slight tremble"),
    ("unsteady", 0.0035, 0.025, "Plain trembling"),
    ("very_unsteady", 0.04, 1.0, "Strong trembling"),
)
_REGULAR = (0.02, 0.6)  # picture widths per second, typical while it moves
_SLOW, _FAST = 0.006, 1.2
_RACK, _PULL = 1.2, 2.0  # seconds: quicker is a rack of focus, slower a pull


def answer_cut(answers: Answers, found: Survey) -> None:
    if found.jumps:
        n = found.jumps[0]
        answers.say("shot_transition", "yes", 0.95, f"The whole picture is replaced at frame {n}.", (max(0, n - 1), n))
    elif found.frame_count > 1:
        answers.say("shot_transition", "no", 0.9, "The picture never changes all at once; look out for slow dissolves.")


def answer_hold(answers: Answers, found: Survey) -> None:
    if found.frame_count < 3:
        answers.withhold("frame_freezing", "The clip is too short.")
        return
    held = held_frames(found)
    if held is not None:
        reason = f"Frames {held[0]} to {held[1]} show the very same picture."
        answers.say("frame_freezing", "yes", 0.9, reason, held)
    else:
        answers.say("frame_freezing", "no", 0.9, "The picture never holds on one frame while the rest of it moves.")


def answer_steadiness(answers: Answers, found: Survey, movement: str | None) -> None:
    size = tremble(found, 0, found.frame_count - 1)
    if size is None or movement is None:
        answers.withhold(
            "steadiness", "The camera's movement is unsure." if size is not None else "Too little to follow."
        )
        return
    if movement == "no" and size < _STATIC:
        answers.say("steadiness", "static", 0.95, "What stands still neither moves nor trembles.")
        return
    for value, least, most, words in _BANDS:
        if least <= size <= most and not (movement == "no" and value == "very_smooth"):
            answers.say("steadiness", value, 0.9, f"{words}: about {100 * size:.2g} % of the picture's width.")
            return
    answers.withhold("steadiness", f"Trembling of {100 * size:.2g} % of the picture's width lies between two choices.")


def answer_pace(answers: Answers, found: Survey, movement: str | None) -> None:
    question = "camera_motion_speed"
    if movement is None:
        answers.withhold(question, "The camera's movement is unsure.")
        return
    if movement == "no":
        return
    speeds = [step.speed / (found.seconds[n] - found.seconds[found.before[n]]) for n, step in found.steps.items()]
    pace = float(sorted(speeds)[len(speeds) // 2])
    words = f"The picture streams by {100 * pace:.0f} % of its width a second."
    if _REGULAR[0] <= pace <= _REGULAR[1]:
        answers.say(question, "regular", 0.85, words)
    elif pace > _FAST:
        answers.say(question, "fast", 0.8, words)
    elif pace < _SLOW:
        answers.say(question, "slow", 0.75, words)
    else:
        answers.withhold(question, "Between two choices: " + words[0].lower() + words[1:])


def answer_tracking(answers: Answers, movement: str | None) -> None:
    if movement == "no":
        answers.say("is_tracking", "no", 0.9, "The camera does not move.")
    else:
        answers.withhold("is_tracking", "Whether the camera moves for a subject's sake cannot be measured.")


def answer_focus(answers: Answers, shifts: list[FocusShift], at_rest: bool) -> None:
    """Only a shift that is seen is suggested: a focus that stays is no news."""
    shift = next((s for s in shifts if s.changes_sides), None)
    if shift is None or not at_rest:
        return
    frames = (shift.first, shift.last)
    reason = f"A part of the picture turns soft while another turns sharp: frames {frames[0]} to {frames[1]}."
    if shift.seconds <= _RACK:
        answers.say("focus_change_reason", "rack_focus", 0.85, reason, frames)
    elif shift.seconds >= _PULL:
        answers.say("focus_change_reason", "pull_focus", 0.75, reason, frames)
    else:
        answers.withhold("focus_change_reason", "The focus shifts at a pace between a rack and a pull.")
