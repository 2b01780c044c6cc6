"""The camera caption: playback, lens, height, angle, focus, movement, tracking, steadiness, speed: in this order."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.models.rules.brief import Brief
from chai_desktop.models.rules.camera_focus import focus_sentences
from chai_desktop.models.rules.camera_movement import fixed_words, movement_sentences
from chai_desktop.models.rules.camera_position import playback_and_lens, position_sentence, position_words


def compose_camera(brief: Brief) -> Iterator[str]:
    """Sentences in the order of the policy."""
    answers = brief.answers
    yield from filter(None, (playback_and_lens(answers), position_sentence(answers, fixed_words(answers))))
    yield from position_words(answers)
    yield from focus_sentences(answers)
    yield from movement_sentences(answers)
