"""The five aspects of a clip, in the order in which a person works through them."""

from __future__ import annotations

from enum import StrEnum


class Aspect(StrEnum):
    """One of the five captions of a clip."""

    SUBJECT = "subject"
    SCENE = "scene"
    MOTION = "motion"
    SPATIAL = "spatial"
    CAMERA = "camera"

    @property
    def label(self) -> str:
        return self.value.capitalize()
