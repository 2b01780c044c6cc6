"""`chai probe FILE [FILE ...]`: what is in video files, frame by frame."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from chai_desktop.errors import MediaError
from chai_desktop.media.content_hash import content_hash
from chai_desktop.media.file_summary import sound_tracks, summary_of
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.media.shots import find_shots
from chai_desktop.media.timecode import time_label
from chai_desktop.verbs import DONE, FAILED, IN_PART
from chai_desktop.verbs.progress import show_progress

_GAPS_TOLD = 5  # to a person; --json tells all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a video file")
    parser.add_argument("--hash", action="store_true", help="the SHA-256 of each file, too")
    parser.add_argument("--shots", action="store_true", help="where its shots begin, too; this decodes the whole file")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(parsed: argparse.Namespace) -> int:
    """3: some files cannot be read, 1: none can; each with the reason."""
    told: list[dict[str, Any]] = []
    left_out: list[dict[str, str]] = []
    for path in parsed.files:
        try:
            told.append(_summary(path, parsed))
        except MediaError as error:
            left_out.append({"path": str(path), "reason": error.message, "hint": error.hint})
    if parsed.json:
        sys.stdout.write(json.dumps({"files": told, "left_out": left_out}, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_as_text(each) for each in told))
    sys.stderr.write("".join(f"{each['reason']}\n{each['hint']}\n" for each in left_out))
    return DONE if not left_out else IN_PART if told else FAILED


def _summary(path: Path, parsed: argparse.Namespace) -> dict[str, Any]:
    index = build_frame_index(path)
    summary = summary_of(path, index, sound_tracks(path))
    summary["times"] = {"first": time_label(index, 0), "last": time_label(index, index.frame_count - 1)}
    if parsed.hash:
        summary["content_hash"] = content_hash(path)
    if parsed.shots:
        summary["shots"] = _shots(path, index)
    return summary


def _shots(path: Path, index: FrameIndex) -> list[dict[str, Any]]:
    found = find_shots(path, index, lambda share: show_progress(share, f"shots of {path.name}"))
    show_progress(1.0, "")
    return [{"first": shot.first, "last": shot.last, "transition": str(shot.transition)} for shot in found]


def _as_text(told: dict[str, Any]) -> str:
    lines = [
        ("container", told["container"]),
        ("video", _video(told)),
        ("frames", _frames(told)),
        ("rate", _rate(told)),
        ("time", _time(told)),
        ("gaps", _gaps(told["gaps"])),
        ("sound", "; ".join(_sound(track) for track in told["sound"]) or "none"),
        *(("colour", words) for words in told["colour"]["words"]),
        *([("hash", told["content_hash"])] if "content_hash" in told else []),
        *(("shot", f"frames {shot['first']} to {shot['last']}") for shot in told.get("shots", [])),
        *(("note", words) for words in told["notes"]),
    ]
    return f"{told['path']}\n" + "".join(f"  {name:<10}{words}\n" for name, words in lines)


def _video(told: dict[str, Any]) -> str:
    parts = [f"{told['codec']} {told['profile']}".strip(), f"{told['width']}x{told['height']}"]
    if (told["stored_width"], told["stored_height"]) != (told["width"], told["height"]):
        parts.append(f"stored as {told['stored_width']}x{told['stored_height']}")
    if told["mirrored"]:
        parts.append("mirrored left to right")
    if told["rotation"]:
        parts.append(f"turned {told['rotation']}° clockwise")
    if told["pixel_aspect"] != "1":
        parts.append(f"pixels {told['pixel_aspect'].replace('/', ':')}")
    return ", ".join(parts)


def _frames(told: dict[str, Any]) -> str:
    keys = told["key_frames"]
    return (
        f"{told['frames']}, {keys} of them {'a key frame' if keys == 1 else 'key frames'}; "
        f"longest group {told['longest_group_seconds']:.3f} s"
    )


def _rate(told: dict[str, Any]) -> str:
    numerator, _, denominator = told["average_rate"].partition("/")
    rate = f"{int(numerator) / int(denominator or 1):.6g} frames per second"
    between = told["intervals"]
    if not told["variable_rate"] or between is None:
        return rate
    short, usual, long = (1000 * between[name] for name in ("shortest", "usual", "longest"))
    return f"varies: {rate} on average, {short:.1f} to {long:.1f} ms from frame to frame, usually {usual:.1f}"


def _time(told: dict[str, Any]) -> str:
    return (
        f"{told['times']['first']} to {told['times']['last']}, {told['duration']:.3f} s; first timestamp "
        f"{told['first_timestamp']} ({told['first_seconds']:.3f} s) in units of {told['time_base']} s"
    )


def _gaps(gaps: list[dict[str, Any]]) -> str:
    told = [f"{gap['seconds']:.3f} s after frame {gap['frame']}" for gap in gaps[:_GAPS_TOLD]]
    more = [f"and {len(gaps) - _GAPS_TOLD} more"] if len(gaps) > _GAPS_TOLD else []
    return ", ".join([*told, *more]) or "none"


def _sound(track: dict[str, Any]) -> str:
    channels = {1: "mono", 2: "stereo"}.get(track["channels"], f"{track['channels']} channels")
    language = f", {track['language']}" if track["language"] not in ("", "und") else ""
    return f"{track['codec']}, {channels}, {track['rate']} Hz{language}"
