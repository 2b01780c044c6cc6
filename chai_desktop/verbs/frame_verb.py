"""`chai frame FILE N [N ...] --out DIR`: exact frames as PNG."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import av

from chai_desktop.media.decoding import upright_rgb
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.media.frame_place import frame_named
from chai_desktop.media.frame_reader import FrameReader
from chai_desktop.media.still_png import encode_png
from chai_desktop.media.timecode import time_label
from chai_desktop.verbs import DONE, FAILED, IN_PART


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a video file")
    parser.add_argument(
        "frames", nargs="+", metavar="N", help="a frame's number from 0, its timecode (00:00:03:11) or time (3.458)"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where the pictures go; made if it is not there"
    )
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")


def run(parsed: argparse.Namespace) -> int:
    """3: some frames are damaged and left out. Where one that is asked for does not exist, nothing is written."""
    index = build_frame_index(parsed.file)
    wanted = sorted({frame_named(words, index) for words in parsed.frames})
    parsed.out.mkdir(parents=True, exist_ok=True)
    written: list[dict[str, Any]] = []
    damaged: list[dict[str, Any]] = []
    with FrameReader(parsed.file, index) as reader:
        for n in wanted:
            frame = reader.frame(n)
            if frame is None:
                reason = f"Frame {n} of {parsed.file.name} cannot be decoded."
                damaged.append({"frame": n, "reason": reason, "hint": "The file is damaged at that place."})
            else:
                written.append(_write(parsed.file, n, frame, index, parsed.out))
    if parsed.json:
        sys.stdout.write(json.dumps({"written": written, "left_out": damaged}, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"frame {each['frame']}, {each['time']}: {each['path']}\n" for each in written))
    sys.stderr.write("".join(f"{each['reason']} {each['hint']}\n" for each in damaged))
    return DONE if not damaged else IN_PART if written else FAILED


def _write(path: Path, n: int, frame: av.VideoFrame, index: FrameIndex, folder: Path) -> dict[str, Any]:
    picture = upright_rgb(frame, index.rotation, index.shown_size, index.mirrored)
    digits = max(5, len(str(index.frame_count - 1)))
    target = folder / f"{path.stem}-{n:0{digits}d}.png"
    unfinished = target.with_name(f"unfinished-{os.getpid()}.png")
    try:
        unfinished.write_bytes(encode_png(picture))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return {
        "frame": n,
        "timestamp": int(index.timestamps[n]),
        "time_base": str(index.time_base),
        "time": time_label(index, n),
        "path": str(target),
        "width": picture.shape[1],
        "height": picture.shape[0],
    }
