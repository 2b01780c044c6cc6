"""Scales decoded frames as the model's own processor does, as nearly as the decoder's library allows."""

from __future__ import annotations

import av
import numpy as np
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

from chai_desktop.media.decoding import rgb_frame

# Bicubic with B = 0 and C = 0.5 (Catmull-Rom), widened where it shrinks: what torchvision's antialiased bicubic is.
_FILTER = "flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp:param0=0:param1=0.5"


class FrameScaler:
    """Turns stored frames into upright RGB pictures of one size. Not for use from several threads at once.

    First RGB at the stored size, then scaled, as the processor does (transformers 5.23: torchvision's antialiased
    bicubic on the decoded RGB). FFmpeg's scaler rounds otherwise; docs/formats/sampling.md has the measured
    difference. Scaling the stored luma and chroma directly would be quicker, and ten times farther off.
    """

    def __init__(self, height: int, width: int, rotation: int = 0, mirrored: bool = False) -> None:
        self._height, self._width = (height, width) if rotation in (0, 180) else (width, height)
        self._turns, self._mirrored = -(rotation // 90), mirrored
        self._reformatter = VideoReformatter()
        self._graph: av.filter.Graph | None = None
        self._takes = (0, 0)

    def picture(self, frame: av.VideoFrame) -> NDArray[np.uint8]:
        """The frame as (height, width, 3) RGB, as a person sees it."""
        full = rgb_frame(frame, frame.width, frame.height, "rgb24", reformatter=self._reformatter)
        if (frame.width, frame.height) != (self._width, self._height):
            full = self._scaled(full)
        picture = full.to_ndarray()
        picture = picture[:, ::-1] if self._mirrored else picture
        return np.rot90(picture, self._turns)

    def _scaled(self, full: av.VideoFrame) -> av.VideoFrame:
        if self._graph is None or self._takes != (full.width, full.height):
            self._graph, self._takes = self._graph_for(full.width, full.height), (full.width, full.height)
        full.pts = None
        self._graph.push(full)
        scaled = self._graph.pull()
        assert isinstance(scaled, av.VideoFrame)
        return scaled

    def _graph_for(self, width: int, height: int) -> av.filter.Graph:
        graph = av.filter.Graph()
        source = graph.add("buffer", f"video_size={width}x{height}:pix_fmt=rgb24:time_base=1/1000:pixel_aspect=1/1")
        scale = graph.add("scale", f"{self._width}:{self._height}:{_FILTER}")
        pixels, sink = graph.add("format", "rgb24"), graph.add("buffersink")
        source.link_to(scale)
        scale.link_to(pixels)
        pixels.link_to(sink)
        graph.configure()
        return graph
