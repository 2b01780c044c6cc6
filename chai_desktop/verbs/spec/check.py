"""`chai spec check [FILE]`: read the specification, or a lab's additions to it, and say whether all is right."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification, load_specification
from chai_desktop.verbs import DONE

SUMMARY = "check the built-in specification, or a lab's own file of additions"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", help="a file of additions (docs/formats/lab-additions.md)")
    parser.add_argument("--part", action="append", default=[], help="with this optional part; may be repeated")


def run(parsed: argparse.Namespace) -> int:
    """What is wrong comes as a SpecError, which names file, line and field; the exit code is then 1."""
    built_in = load_specification(parsed.part)
    spec = load_specification(parsed.part, parsed.file)
    facts = _facts(spec, built_in)
    sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2) + "\n" if parsed.json else _as_text(facts, parsed))
    return DONE


def _facts(spec: Specification, built_in: Specification) -> dict[str, object]:
    before = {primitive.id: primitive for primitive in built_in.primitives}
    own = [primitive for primitive in spec.primitives if primitive.id not in before]
    changed = [p.id for p in spec.primitives if p.id in before and p != before[p.id]]
    return {
        "id": spec.id,
        "version": spec.version,
        "questions": len(spec.questions),
        "primitives": len(spec.primitives),
        "constraints": len(spec.constraints),
        "coverage_keys": sum(len(spec.coverage_keys(aspect)) for aspect in Aspect),
        "added_primitives": [primitive.id for primitive in own],
        "changed_primitives": changed,
        "glossary_entries": len(spec.additions.glossary),
    }


def _as_text(facts: dict[str, object], parsed: argparse.Namespace) -> str:
    lines = [f"{name.replace('_', ' ')}: {value}" for name, value in facts.items() if value != []]
    return "\n".join([*lines, f"{parsed.file.name if parsed.file else 'The specification'} is right."]) + "\n"
