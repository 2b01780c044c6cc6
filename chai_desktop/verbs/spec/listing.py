"""`chai spec list`: every question, primitive and constraint, one a line."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.verbs import DONE
from chai_desktop.verbs.spec.which_specification import add_which, chosen

SUMMARY = "list every question, primitive and constraint"
KINDS = ("question", "primitive", "constraint")


@dataclass(frozen=True)
class Line:
    kind: str
    id: str
    name: str
    aspect: str
    group: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--aspect", choices=[str(aspect) for aspect in Aspect], help="only what belongs to this aspect")
    parser.add_argument("--kind", choices=KINDS, help="only these")
    add_which(parser)


def run(parsed: argparse.Namespace) -> int:
    lines = [
        line
        for line in lines_of(chosen(parsed))
        if parsed.aspect in (None, *line.aspect.split(", ")) and parsed.kind in (None, line.kind)
    ]
    if parsed.json:
        sys.stdout.write(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{line.kind:10}  {line.id:44}  {line.name}\n" for line in lines))
    return DONE


def lines_of(spec: Specification) -> list[Line]:
    """In the order of the specification. A constraint belongs to the aspects of the questions that it names."""
    lines = [Line("question", q.id, q.label, q.aspect.value, q.group) for q in spec.questions]
    lines += [Line("primitive", p.id, p.name, p.aspect.value, p.group) for p in spec.primitives]
    for constraint in spec.constraints:
        aspects = dict.fromkeys(spec.question(name).aspect.value for name in constraint.names)
        lines.append(Line("constraint", constraint.id, constraint.because, ", ".join(aspects), constraint.level.value))
    return lines
