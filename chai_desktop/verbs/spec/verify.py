"""`chai spec verify CORPUS`: compute primitives anew from a corpus's raw answers, and compare with its label lists."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from chai_desktop.errors import ChaiError
from chai_desktop.exchange.corpus.corpus_files import open_corpus
from chai_desktop.exchange.corpus.verification import Verification, verify_corpus
from chai_desktop.spec.specification import Specification, load_specification
from chai_desktop.verbs import DONE, FAILED

SUMMARY = "compute the primitives of a corpus anew, and compare them with its stored labels"
_COUNTS = ("equal", "differing", "undecided")
_SHOWN = 20  # differences at most in the text; the JSON has them all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", type=Path, help="the folder or the zip with video_data and video_labels")
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help="also lists without raw answers, against answers rebuilt from them (shows that rules and lists agree)",
    )


def run(parsed: argparse.Namespace) -> int:
    """0 only if something was compared and nothing differs."""
    spec = load_specification()
    with open_corpus(parsed.corpus) as corpus:
        result = verify_corpus(spec, corpus, parsed.rebuild)
    if not (result.clips or (result.rebuilt and result.rebuilt.clips)):
        said = " ".join(result.left_out) or "It holds no raw answers."
        raise ChaiError(f"Nothing in {parsed.corpus.name} could be compared. {said}")
    sys.stdout.write(_as_json(result, spec) if parsed.json else _as_text(result))
    return FAILED if result.differences or (result.rebuilt and result.rebuilt.differences) else DONE


def _as_json(result: Verification, spec: Specification) -> str:
    whole = {"spec": {"id": spec.id, "version": spec.version}, **_facts(result), "left_out": result.left_out}
    if result.rebuilt is not None:
        whole["rebuilt"] = _facts(result.rebuilt)
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _facts(result: Verification) -> dict[str, object]:
    return {
        "clips": result.clips,
        "compared": result.total("equal") + result.total("differing"),
        **{count: result.total(count) for count in _COUNTS},
        "primitives": {primitive_id: asdict(tally) for primitive_id, tally in result.tallies.items()},
        "differences": [asdict(difference) for difference in result.differences],
    }


def _as_text(result: Verification) -> str:
    lines = _table(result)
    if result.rebuilt is not None:
        lines += ["", "Against answers rebuilt from the lists:", *_table(result.rebuilt), ""]
    return "\n".join([*lines, *(f"left out: {reason}" for reason in result.left_out)]) + "\n"


def _table(result: Verification) -> list[str]:
    lines = [f"{'primitive':44} {'equal':>8} {'differing':>10} {'undecided':>10}"]
    for primitive_id, tally in result.tallies.items():
        lines.append(f"{primitive_id:44} {tally.equal:>8} {tally.differing:>10} {tally.undecided:>10}")
    total = [result.total(count) for count in _COUNTS]
    name = f"{len(result.tallies)} primitives of {result.clips} clips"
    lines.append(f"{name:44} {total[0]:>8} {total[1]:>10} {total[2]:>10}")
    lines += [f"{d.clip}, {d.primitive}: stored {d.stored}, computed {d.computed}" for d in result.differences[:_SHOWN]]
    return lines
