"""From a clip to suggested answers: how the camera moves and how steadily; cuts, held frames, shifts of focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from chai_desktop.errors import Cancelled
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.motion.camera_answers import ALL_QUESTIONS, Answers, answer_at_rest, answer_moves
from chai_desktop.media.motion.camera_moves import moves_of
from chai_desktop.media.motion.camera_path import ENOUGH, CameraPath, Kind, join
from chai_desktop.media.motion.measure import curves_of
from chai_desktop.media.motion.picture_answers import (
    answer_cut,
    answer_focus,
    answer_hold,
    answer_pace,
    answer_steadiness,
    answer_tracking,
)
from chai_desktop.media.motion.picture_events import FocusShift, focus_shifts
from chai_desktop.media.motion.stretch import Stretch, solve_stretch
from chai_desktop.media.motion.suggestion import Suggestions
from chai_desktop.media.motion.survey import KEPT_SECONDS, Survey, survey
from chai_desktop.media.motion.verdicts import SLIGHT
from chai_desktop.media.motion.windows import windows_of

_MOVEMENT_QUESTIONS = (*ALL_QUESTIONS, "steadiness", "camera_motion_speed", "is_tracking")
_COVERED = 0.6  # of the clip's time: less than that says too little about the clip
_STANDS = 0.3  # of the picture: seldom does so much keep its place under a moving camera
_SURVEY_PART = 0.7  # of the progress


def suggest_answers(
    path: Path,
    index: FrameIndex,
    progress: Callable[[float], None] = lambda done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Suggestions:
    """Measure a clip and say what its picture speaks for. Raises MediaError where it cannot be read, or Cancelled."""
    found = survey(path, index, lambda done: progress(done * _SURVEY_PART), cancelled, keep_points=True)
    answers = Answers(0, max(0, found.frame_count - 1))
    answer_cut(answers, found)
    answer_hold(answers, found)
    _answer_camera(answers, found, progress, cancelled)
    progress(1.0)
    return Suggestions(curves_of(found), tuple(answers.found), tuple(answers.withheld))


def _answer_camera(
    answers: Answers, found: Survey, progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> None:
    hindrance = _hindrance(found)
    if hindrance:
        _withhold_all(answers, hindrance)
        return
    shifts = focus_shifts(found, 0, found.frame_count - 1)
    stretches = _stretches(found, shifts, progress, cancelled)
    covered = sum(_seconds(found, s) for s in stretches) / max(1e-6, float(found.seconds[-1]))
    if covered < _COVERED:
        _withhold_all(answers, "Too few points can be followed: the picture is flat, dark, blurred or too short.")
        return
    path = join(stretches)
    _answer_path(answers, found, path)
    answer_focus(answers, shifts, at_rest=path.share_of(Kind.REST) > _COVERED)


def _hindrance(found: Survey) -> str:
    """Why nothing can be said about the camera at all; empty where something can."""
    if found.frame_count < 2:
        return "The clip has one frame only."
    if found.jumps:
        return f"There is a cut at frame {found.jumps[0]}: split the clip first."
    if float(found.seconds[-1]) > KEPT_SECONDS:
        return "The clip is longer than three minutes: split it into shots first."
    return ""


def _stretches(
    found: Survey, shifts: list[FocusShift], progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> list[Stretch]:
    """Explained stretches of the clip in order; nothing is measured while the focus shifts."""
    borders = [0, *(n for shift in shifts for n in (shift.first, shift.last)), found.frame_count - 1]
    windows = [w for k in range(0, len(borders), 2) for w in windows_of(found, borders[k], borders[k + 1])]
    stretches: list[Stretch] = []
    for k, window in enumerate(windows):
        if cancelled():
            raise Cancelled
        focal = stretches[-1].focal_after(ENOUGH) if stretches else window.usual_focal
        stretches.append(solve_stretch(replace(window, usual_focal=focal), ENOUGH))
        progress(_SURVEY_PART + (1 - _SURVEY_PART) * (k + 1) / len(windows))
    return stretches


def _seconds(found: Survey, stretch: Stretch) -> float:
    frames = stretch.window.frames
    return float(found.seconds[frames[-1]] - found.seconds[frames[0]])


def _answer_path(answers: Answers, found: Survey, path: CameraPath) -> None:
    rests = path.share_of(Kind.REST)
    moves = moves_of(path)
    if rests > 0.97:
        answer_at_rest(answers, 0.8 + 0.17 * min(1.0, path.still), "What stands still keeps its place in the picture.")
    elif path.still > _STANDS and max(course.swing for course in moves.courses.values()) > SLIGHT:
        for question in ALL_QUESTIONS:
            answers.withhold(question, "A part of the picture stands quite still while much of it moves.")
    elif path.share_of(Kind.UNCLEAR) > 0.4:
        for question in ALL_QUESTIONS:
            answers.withhold(question, "Too much of the picture moves in a way that no camera movement explains.")
    else:
        answer_moves(answers, path, moves, _streamed(found))
    moving = next((s.value for s in answers.found if s.question == "camera_movement"), None)
    answer_steadiness(answers, found, moving)
    answer_pace(answers, found, moving)
    answer_tracking(answers, moving)


def _streamed(found: Survey) -> float:
    """How far the picture has moved in all, in picture widths: the median speed summed up over the steps."""
    return float(np.sum([step.speed for step in found.steps.values()]))


def _withhold_all(answers: Answers, reason: str) -> None:
    for question in _MOVEMENT_QUESTIONS:
        answers.withhold(question, reason)
