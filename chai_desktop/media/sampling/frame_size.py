"""In what size a model is shown frames: as large as the budgets allow, in steps of one token."""

from __future__ import annotations

import math

from chai_desktop.errors import MediaError
from chai_desktop.media.sampling.settings import TOKEN_SIDE, SamplingSettings

_PAIR = 2  # frames that share their tokens
_LEAST_PIXELS = 4096  # of a whole clip: the published checkpoints' "shortest_edge"
_LONGEST_SHAPE = 200  # times as long as wide: no further does the model go


def frame_size(frames: int, width: int, height: int, settings: SamplingSettings) -> tuple[int, int]:
    """(height, width) in pixels for each of ``frames`` frames of ``width`` x ``height`` pixels; multiples of 32.

    The rule of transformers 5.23 (``qwen3_vl/video_processing_qwen3_vl.py``, ``resize`` and ``smart_resize``) with
    ``cap_pixels_per_frame`` on, ``max_video_tokens`` = ``frame_tokens`` and ``longest_edge`` = ``clip_tokens`` x 32 x
    32 x 2: also where its rounding makes an odd number of frames a little dearer than the budgets say. One frame
    alone, which the processor refuses, counts as the two that it is shown as. Raises MediaError for a picture more
    than 200 times as long as wide.
    """
    frames = max(frames, _PAIR)
    pixel_height, pixel_width = _at_least_a_token(height, width)
    if max(pixel_height, pixel_width) > _LONGEST_SHAPE * min(pixel_height, pixel_width):
        raise MediaError(
            f"A picture of {width} x {height} pixels is more than {_LONGEST_SHAPE} times as long as wide: "
            "the model takes none of that shape.",
            "Crop it first.",
        )
    tall, wide = _stepped(pixel_height), _stepped(pixel_width)
    counted = round(frames / _PAIR) * _PAIR * tall * wide  # Python's round: to the even one of two, as there
    most = _pixels_per_frame(frames, settings) * frames
    if counted > most:
        shrink = math.sqrt(frames * pixel_height * pixel_width / most)
        return _floor(pixel_height / shrink), _floor(pixel_width / shrink)
    if counted < _LEAST_PIXELS:
        grow = math.sqrt(_LEAST_PIXELS / (frames * pixel_height * pixel_width))
        return _ceil(pixel_height * grow), _ceil(pixel_width * grow)
    return tall, wide


def _at_least_a_token(height: int, width: int) -> tuple[int, int]:
    if height >= TOKEN_SIDE and width >= TOKEN_SIDE:
        return height, width
    scale = max(TOKEN_SIDE / height, TOKEN_SIDE / width)
    return int(height * scale), int(width * scale)


def _pixels_per_frame(frames: int, settings: SamplingSettings) -> int:
    whole = settings.clip_tokens * TOKEN_SIDE * TOKEN_SIDE * _PAIR
    cap = settings.frame_tokens * TOKEN_SIDE * TOKEN_SIDE
    return max(min(cap, whole // frames), int(_LEAST_PIXELS * 1.05))


def _stepped(length: int) -> int:
    return round(length / TOKEN_SIDE) * TOKEN_SIDE


def _floor(length: float) -> int:
    return max(TOKEN_SIDE, math.floor(length / TOKEN_SIDE) * TOKEN_SIDE)


def _ceil(length: float) -> int:
    return math.ceil(length / TOKEN_SIDE) * TOKEN_SIDE
