"""What a person may set about the frames that a model sees, and the hash by which they are known ever after."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass, fields

TOKEN_SIDE = 32  # pixels: one token of Qwen3-VL stands for 32 x 32 pixels of two frames

# Name -> what it is called in a sentence, the least and the most that makes sense.
_BOUNDS: dict[str, tuple[str, float, float]] = {
    "fps": ("Frames per second", 0.01, 240),
    "frame_tokens": ("Tokens for a pair of frames", 4, 16_384),
    "clip_tokens": ("Tokens for a whole clip", 16, 1_048_576),
    "min_frames": ("The fewest frames of a clip", 1, 4096),
    "max_frames": ("The most frames of a clip", 1, 4096),
}


@dataclass(frozen=True)
class SamplingSettings:
    """No value here is a library's hidden default.

    ``fps``: frames per second of the clip's own time. ``frame_tokens``: at most that many tokens for a pair of frames
    (768, as the model's authors cap it). ``clip_tokens``: at most that many for the whole clip (12,288, the
    checkpoint's own budget). ``min_frames``, ``max_frames``: bounds of the number of frames. How exactly the two
    budgets are kept is told in docs/formats/sampling.md.

    Raises ValueError with a sentence where a value makes no sense, TypeError where it is no number. Equal values are
    equal settings with one hash: 2 and 2.0 frames per second are the same.
    """

    fps: float = 2.0
    frame_tokens: int = 768
    clip_tokens: int = 12_288
    min_frames: int = 4
    max_frames: int = 768

    def __post_init__(self) -> None:
        for each in fields(self):
            object.__setattr__(self, each.name, _sound(each.name, getattr(self, each.name)))
        if self.min_frames > self.max_frames:
            raise ValueError(
                f"The fewest frames of a clip ({self.min_frames}) must not be more than the most ({self.max_frames})."
            )

    @property
    def hash(self) -> str:
        """SHA-256 of the values, in hex."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def _sound(name: str, value: object) -> float | int:
    words, least, most = _BOUNDS[name]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{words} must be a number, not {value!r}")
    if not (math.isfinite(value) and least <= value <= most):
        raise ValueError(f"{words} must lie between {least:,} and {most:,}, not {value:,}.")
    if name == "fps":
        return float(value)
    if value != int(value):
        raise ValueError(f"{words} must be a whole number, not {value:,}.")
    return int(value)
