"""Where the camera is and how it looks on: playback speed, lens, height above ground, angle, Dutch angle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chai_desktop.models.rules.actor import said_of
from chai_desktop.models.rules.answered import Answered
from chai_desktop.models.rules.sentences import finished, joined, listed
from chai_desktop.models.rules.terms import ANGLES, DISTORTIONS, DUTCH, HEIGHTS, SPEEDS


def playback_and_lens(answers: Answered) -> str:
    """One sentence on playback speed and lens, '' where both are normal or not answered."""
    speed, lens = (
        SPEEDS.get(answers.choice("video_speed"), ""),
        DISTORTIONS.get(answers.choice("lens_distortion"), ""),
    )
    if speed and lens:
        return finished(f"the video {speed} {'and' if ' with ' in speed else 'with'} {lens}")
    return finished(f"the video {speed}" if speed else f"the video has {lens}" if lens else "")


def position_sentence(answers: Answered, fixed: str) -> str:
    """Height, angle and Dutch angle, woven with ``fixed`` ("static") where the camera does not move."""
    height, angle = _Span(answers, "overall_height", HEIGHTS), _Span(answers, "camera_angle", ANGLES)
    if answers.text("overall_height_description"):
        height = _Span.none()
    if answers.text("camera_angle_description"):
        angle = _Span.none()
    dutch = DUTCH.get(answers.choice("dutch_angle"), "")
    if height.changes or angle.changes:
        return _changing(height, angle, dutch, fixed)
    return _constant(height.start, angle.start, dutch, fixed)


def position_words(answers: Answered) -> Iterator[str]:
    """The person's own words where height or angle is too complex for a choice."""
    for question, name in (("overall_height_description", "height"), ("camera_angle_description", "angle")):
        if text := answers.text(question):
            yield said_of(text, "the camera", False, f"the camera {name} is {{what}}")


class _Span:
    """The state at the start and at the end of one property, as terms; the end is '' where nothing changes."""

    def __init__(self, answers: Answered, group: str, terms: Mapping[str, str]) -> None:
        start, end = answers.choice(f"{group}_start"), answers.choice(f"{group}_end")
        self.start, self.end = terms.get(start, ""), terms.get(end, "")
        if self.end == self.start:
            self.end = ""
        order = tuple(terms)
        self.rises = bool(self.start and self.end) and order.index(end) > order.index(start)

    @classmethod
    def none(cls) -> _Span:
        return cls(Answered({}), "", {})

    @property
    def changes(self) -> bool:
        return bool(self.end)


def _constant(height: str, angle: str, dutch: str, fixed: str) -> str:
    """at eye level with a level angle; a high angle at eye level: a level angle is told second, any other first."""
    if not (height or angle or dutch):
        return finished(f"the camera is {fixed}" if fixed else "")
    together = bool(angle) and "level angle" not in angle
    lean = f"{'and' if fixed or not together else 'with'} {dutch}" if dutch else ""
    if together:
        framed = joined("with" if fixed else "films from", angle, height, lean)
        return finished(f"the camera is {fixed}, {framed}" if fixed else f"the camera {framed}")
    with_ = listed([term for term in (angle, dutch) if term])
    if height or fixed:
        place = joined(height, f"with {with_}" if with_ else "")
        return finished(f"the camera is {fixed}, {place}" if fixed else f"the camera is {place}")
    return finished(f"the camera has {with_}")


def _changing(height: _Span, angle: _Span, dutch: str, fixed: str) -> str:
    """The start and the end; what stays as it is goes before, so that it is not read as part of the change."""
    before = joined(
        "" if height.changes else height.start,
        "" if angle.changes or not angle.start else f"with {angle.start}",
        "" if not dutch else f"{'and' if angle.start and not angle.changes else 'with'} {dutch}",
    )
    first = joined(
        height.start if height.changes else "", f"with {angle.start}" if angle.changes and angle.start else ""
    )
    last = joined(_arrival(height), f"with {angle.end}" if angle.changes else "")
    if not height.changes:
        last = f"ends {last}"
    begins = f"begins {first} and {last}" if first else last
    still = f" is {fixed}, and" if fixed else ""
    return finished(joined(f"{before}," if before else "", f"the camera{still} {begins}"))


def _arrival(height: _Span) -> str:
    if not height.changes:
        return ""
    if not height.start:
        return f"ends {height.end}"
    end = height.end.removeprefix("at ")
    return f"{'rises' if height.rises else 'descends'} {end if end == 'underwater' else 'to ' + end}"
