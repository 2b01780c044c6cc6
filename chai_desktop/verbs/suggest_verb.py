"""`chai suggest FILE`: what the picture of a video file speaks for, as answers to questions of the form."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from chai_desktop.errors import ChaiError
from chai_desktop.exchange.motion_table import motion_table
from chai_desktop.exchange.whole_file import write_whole
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.media.motion.suggestion import VERSION, Suggestion, Suggestions, Withheld
from chai_desktop.spec.specification import Specification, load_specification
from chai_desktop.verbs import DONE
from chai_desktop.verbs.progress import show_progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "A suggestion is no answer until a person takes it. Frames are numbered from 0 through the whole file. "
        "docs/formats/suggestions.md tells the fields of --json, docs/formats/motion-curves-csv.md those of --curves."
    )
    parser.add_argument("file", type=Path, help="a video file")
    parser.add_argument("--first", type=int, metavar="N", help="measure from this frame on")
    parser.add_argument("--last", type=int, metavar="N", help="measure up to this frame, itself included")
    parser.add_argument("--json", action="store_true", help="print suggestions as JSON")
    parser.add_argument("--curves", type=Path, metavar="CSV", help="write the motion curves to this file as well")


def run(parsed: argparse.Namespace) -> int:
    """0: measured, whether or not anything is suggested."""
    from chai_desktop.media.motion.suggest import suggest_answers  # loads OpenCV

    index = build_frame_index(parsed.file)
    first, last = _part(index, parsed)
    try:
        found = suggest_answers(
            parsed.file, index.part(first, last), lambda share: show_progress(share, "measuring"), lambda: False
        )
    finally:
        show_progress(1.0, "")
    if parsed.curves is not None and found.curves is not None:
        write_whole(parsed.curves, motion_table(found.curves, index, first).encode())
    spec = load_specification()
    sys.stdout.write(_as_json(spec, parsed.file, first, last, found) if parsed.json else _as_text(spec, first, found))
    return DONE


def _part(index: FrameIndex, parsed: argparse.Namespace) -> tuple[int, int]:
    """The frames that are meant. Raises ChaiError where the file does not have them."""
    end = index.frame_count - 1
    first = 0 if parsed.first is None else parsed.first
    last = end if parsed.last is None else parsed.last
    if not 0 <= first <= last <= end:
        raise ChaiError(
            f"{parsed.file.name} has no frames {first} to {last}.", f"Its frames are numbered from 0 to {end}."
        )
    return first, last


def _as_json(spec: Specification, file: Path, first: int, last: int, found: Suggestions) -> str:
    told = {
        "file": str(file),
        "first_frame": first,
        "last_frame": last,
        "measurement": f"motion-{VERSION}",
        "suggestions": [_suggestion(spec, first, each) for each in found.answers],
        "withheld": [_withheld(spec, each) for each in found.withheld],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _suggestion(spec: Specification, first: int, suggestion: Suggestion) -> dict[str, Any]:
    return {
        "question": suggestion.question,
        "label": spec.question(suggestion.question).label,
        "value": suggestion.value,
        "words": _words(spec, suggestion),
        "confidence": round(suggestion.confidence, 4),
        "first_frame": first + suggestion.first_frame,
        "last_frame": first + suggestion.last_frame,
        "reason": suggestion.reason,
    }


def _withheld(spec: Specification, withheld: Withheld) -> dict[str, str]:
    question = spec.question(withheld.question)
    return {"question": question.id, "label": question.label, "reason": withheld.reason}


def _as_text(spec: Specification, first: int, found: Suggestions) -> str:
    lines = ["Suggested (no answers until a person takes them):"]
    for each in found.answers:
        label, frames = spec.question(each.question).label, f"{first + each.first_frame}-{first + each.last_frame}"
        lines.append(f"  {label:<22} {_words(spec, each):<18} {each.confidence:.2f}  frames {frames:<9} {each.reason}")
    if not found.answers:
        lines.append("  nothing")
    if found.withheld:
        lines.append("Not sure:")
        lines += [f"  {spec.question(each.question).label:<22} {each.reason}" for each in found.withheld]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _words(spec: Specification, suggestion: Suggestion) -> str:
    choices = {choice.id: choice.label for choice in spec.question(suggestion.question).choices}
    return choices.get(suggestion.value, suggestion.value)
