"""What the settings of the frames give for a clip, and what that costs: in words, without Qt."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from chai_desktop.errors import MediaError
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.sampling.plan import SamplingPlan, plan_for
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.estimates import (
    CARDS,
    QWEN3_VL,
    Card,
    ModelShape,
    clip_tokens,
    memory_bytes,
    seconds_to_draft,
    seconds_to_see,
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Preset:
    """``told``: in one sentence, what it is good for."""

    name: str
    settings: SamplingSettings
    told: str


PRESETS = (
    Preset("As the model was trained", SamplingSettings(), "Two frames a second; the usual choice."),
    Preset(
        "Quick look",
        SamplingSettings(fps=1.0, frame_tokens=256, clip_tokens=4096),
        "One small frame a second: for slow machines, and for clips in which little moves.",
    ),
    Preset(
        "Fine movement",
        SamplingSettings(fps=8.0, frame_tokens=256),
        "Eight small frames a second: for camera movement and fast action.",
    ),
    Preset(
        "Fine detail",
        SamplingSettings(frame_tokens=2048, clip_tokens=16_384),
        "Two frames a second, nearly as large as stored: for small things and writing.",
    ),
)


@dataclass(frozen=True, eq=False)
class ClipShape:
    """``timestamps``: seconds of every frame; ``width``, ``height``: as a person sees the picture."""

    name: str
    timestamps: NDArray[np.float64]
    width: int
    height: int


USUAL_CLIP = ClipShape("a clip of 5 s in 1080p, 24 frames per second", np.arange(120) / 24, 1920, 1080)


@dataclass(frozen=True)
class On:
    """What would compute: the read-out's seconds and bytes are of this."""

    shape: ModelShape = QWEN3_VL[-1]
    precision: str = "bf16"
    card: Card = CARDS[0]


@dataclass(frozen=True)
class ReadOut:
    """Lines for a person. ``warning`` is '' where all is well."""

    frames: str = ""
    size: str = ""
    tokens: str = ""
    seconds: str = ""
    memory: str = ""
    warning: str = ""


def clip_shape(name: str, index: FrameIndex, first: int, last: int) -> ClipShape:
    """Of the frames ``first``..``last`` of a file."""
    part = index.part(first, last)
    seconds = (part.timestamps - part.first_timestamp) * float(part.time_base)
    return ClipShape(name, np.asarray(seconds, np.float64), *index.shown_size)


def read_out(clip: ClipShape, settings: SamplingSettings, on: On) -> ReadOut:
    """What the model would be shown of the clip, and what it would cost. All costs are estimates."""
    try:
        plan = plan_for(clip.timestamps, clip.width, clip.height, settings)
    except MediaError as error:
        return ReadOut(warning=str(error))
    seeing, writing = seconds_to_see(on.shape, plan, on.card), seconds_to_draft(on.shape, plan, on.card, on.precision)
    needed = memory_bytes(on.shape, plan, on.precision)
    return ReadOut(
        frames=_frames(clip, plan),
        size=f"{plan.width} x {plan.height} of {clip.width} x {clip.height} pixels; {plan.pair_tokens:,} tokens a pair",
        tokens=f"{clip_tokens(plan):,}, of which {plan.video_tokens:,} are pictures",
        seconds=f"about {_seconds(seeing)} to see the clip, then {_seconds(writing)} for five captions",
        memory=f"about {needed / 1e9:.1f} GB of {on.card.memory / 1e9:.0f} GB",
        warning=_warning(plan, needed, settings, on),
    )


def preset_of(settings: SamplingSettings) -> Preset | None:
    return next((preset for preset in PRESETS if preset.settings == settings), None)


def settings_text(settings: SamplingSettings) -> str:
    """As it is remembered: JSON."""
    return json.dumps(asdict(settings))


def settings_from(text: str) -> SamplingSettings:
    """What ``settings_text`` wrote. The usual settings where there is nothing, or nothing that can be used."""
    if not text:
        return SamplingSettings()
    try:
        return SamplingSettings(**json.loads(text))
    except (ValueError, TypeError) as error:
        _log.warning("the remembered settings of the frames cannot be used: %s", error)
        return SamplingSettings()


def _frames(clip: ClipShape, plan: SamplingPlan) -> str:
    shown, there_are = len(plan.frames), len(clip.timestamps)
    pairs = "1 pair" if plan.grid[0] == 1 else f"{plan.grid[0]} pairs"
    again = " (the last one twice)" if shown % 2 else ""
    apart = float(clip.timestamps[-1] - clip.timestamps[0]) / max(1, shown - 1)
    every = f"; one every {apart:.2f} s" if shown > 1 else ""
    return f"{shown:,} of {there_are:,}, as {pairs}{again}{every}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def _warning(plan: SamplingPlan, needed: float, settings: SamplingSettings, on: On) -> str:
    if needed > on.card.memory:
        return f"{on.shape.name} in {on.precision} does not fit on {on.card.name}: take fewer bits or fewer tokens."
    if plan.pair_tokens * 4 < settings.frame_tokens and plan.video_tokens * 2 > settings.clip_tokens:
        return "The clip is long for its budget: frames are shown small. Give it more tokens, or take fewer frames."
    return ""
