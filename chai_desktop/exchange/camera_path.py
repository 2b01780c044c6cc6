"""The true camera path of a rendered sample clip, frame by frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from chai_desktop.errors import ChaiError


class CameraFrame(BaseModel):
    """The camera at one frame, in the scene's metres; z is up. ``rotation`` is a unit quaternion (w, x, y, z) that
    turns the camera's axes (x right, y up, looking along -z) into the scene's.
    """

    model_config = ConfigDict(frozen=True)

    frame: int
    position: tuple[float, float, float]
    rotation: tuple[float, float, float, float]
    focal_length_mm: float
    sensor_width_mm: float
    focus_distance_m: float | None
    f_stop: float | None
    lens: str
    time_s: float


class CameraPath(BaseModel):
    """``cuts`` are the frames that begin a new shot; ``subjects`` the position of each person's chest per frame."""

    model_config = ConfigDict(frozen=True)

    clip: str
    recipe: dict[str, Any]
    fps: float
    width: int
    height: int
    frames: tuple[CameraFrame, ...]
    cuts: tuple[int, ...]
    subjects: dict[str, tuple[tuple[float, float, float], ...]]

    @model_validator(mode="after")
    def _frames_follow_each_other(self) -> CameraPath:
        if [frame.frame for frame in self.frames] != list(range(len(self.frames))):
            raise ValueError("the frames do not follow each other from 0")
        return self


def read_camera_path(path: Path) -> CameraPath:
    """Raises ChaiError that names the file."""
    try:
        return CameraPath.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ChaiError(f"{path} cannot be read as a camera path: {error}.", "Install CHAI Desktop again.") from error
