"""What a person may set about the frames that a model sees, and the hash by which they are known ever after."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

TOKEN_SIDE = 32  # pixels: one token of Qwen3-VL stands for 32 x 32 pixels of two frames


@dataclass(frozen=True)
class SamplingSettings:
    """No value here is a library's hidden default.

    ``fps``: frames per second of the clip's own time. ``frame_tokens``: at most that many tokens for a pair of frames
    (768, as the model's authors cap it). ``clip_tokens``: at most that many for the whole clip (12,288, the
    checkpoint's own budget). ``min_frames``, ``max_frames``: bounds of the number of frames.
    """

    fps: float = 2.0
    frame_tokens: int = 768
    clip_tokens: int = 12_288
    min_frames: int = 4
    max_frames: int = 768

    @property
    def hash(self) -> str:
        """SHA-256 of the values, in hex."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()
