"""A clip's frames as a chat server takes them: pictures in data addresses, with the words of their times between."""

from __future__ import annotations

import base64
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.media.sampling.plan import time_words
from chai_desktop.media.sampling.sampled_video import SampledVideo, sample
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.media.still_png import encode_png
from chai_desktop.models.requests import Footage

_JPEG = (cv2.IMWRITE_JPEG_QUALITY, 95, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444)
_CLIPS_KEPT = 2  # the one that a person works at, and the next

Part = dict[str, Any]  # of a message's content


@dataclass(frozen=True)
class Shown:
    """``parts`` of a message; ``notes``: what is not as planned, in plain sentences."""

    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Of pictures."""
        return sum(part["type"] == "image_url" for part in self.parts)


class Pictures:
    """Makes the parts, and keeps those of the last clips. ``encoding`` is "jpeg" or "png"."""

    def __init__(self, encoding: str, megabytes: float) -> None:
        self._encoding = encoding
        self._megabytes = megabytes
        self._kept: OrderedDict[tuple[str, ...], Shown] = OrderedDict()

    def of(self, footage: Footage, sampling: SamplingSettings, cancelled: Callable[[], bool]) -> Shown:
        """For each pair of frames its time in words, and then each of the two as a picture of its own (an odd last
        frame once). EngineError where they are too large to send, MediaError where the file cannot be read, Cancelled.
        """
        place = f"{footage.first_frame}-{footage.last_frame}"
        key = (footage.content_hash or footage.path, place, sampling.hash)
        if key not in self._kept:
            video = sample(footage.path, footage.first_frame, footage.last_frame, sampling, cancelled)
            self._kept[key] = Shown(tuple(self._made(video, cancelled)), video.notes)
            while len(self._kept) > _CLIPS_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _made(self, video: SampledVideo, cancelled: Callable[[], bool]) -> list[Part]:
        parts: list[Part] = []
        room = self._megabytes * 1e6
        for pair, seconds in enumerate(video.plan.times):
            parts.append({"type": "text", "text": time_words(seconds)})
            for frame in range(2 * pair, min(2 * pair + 2, len(video.plan.frames))):
                if cancelled():
                    raise Cancelled
                address = data_address(video.frames[frame], self._encoding)
                room -= len(address)
                if room < 0:
                    raise EngineError(
                        f"The {len(video.plan.frames)} frames of this clip take more than the {self._megabytes:g} "
                        "megabytes that may be sent to the server.",
                        "Take fewer frames per second or fewer tokens per frame, or allow more (setting “megabytes”).",
                    )
                parts.append({"type": "image_url", "image_url": {"url": address}})
        return parts


def data_address(picture: NDArray[np.uint8], encoding: str) -> str:
    """A (height, width, 3) RGB picture as a data: address. JPEG without halved colours at quality 95, or PNG, exact."""
    if encoding == "png":
        data = encode_png(picture)
    else:
        done, coded = cv2.imencode(".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), _JPEG)
        assert done
        data = coded.tobytes()
    return f"data:image/{encoding};base64,{base64.b64encode(data).decode('ascii')}"
