"""What the decoder hangs on a frame besides its picture."""

from __future__ import annotations

from typing import Any

import av
from av.sidedata.sidedata import Type


def side_data_bytes(frame: av.VideoFrame, kind: Type) -> bytes:
    """The bytes of one kind of side data, laid out as FFmpeg's structure of that kind; empty where there is none."""
    on_frame: Any = frame.side_data  # PyAV's stubs describe another type than the one that is there
    found = on_frame.get(kind)
    return b"" if found is None else bytes(found)
