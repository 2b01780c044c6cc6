"""`chai lint critiques FILE.jsonl`: check the critiques of a file, one JSON object a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from chai_desktop.errors import ChaiError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.critiques.critique_lint import lint_critique
from chai_desktop.spec.lint.critiques.report import CritiqueReport, Property
from chai_desktop.spec.points import Point
from chai_desktop.verbs import DONE, FAILED, IN_PART

_PROPERTIES = ("constructive", "accurate", "complete")


class CritiqueRow(BaseModel):
    """One line of the file; docs/formats/critique-lint.md. Fields of other names are passed over."""

    aspect: Aspect
    pre_caption: str
    critique: str | list[Point]
    post_caption: str | None = None
    answers: dict[str, Any] | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        help="JSON Lines with aspect, pre_caption, critique and, if there are any, post_caption and answers",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON line for each row: scores and findings")


def run(parsed: argparse.Namespace) -> int:
    done = refused = 0
    for number, line in _lines(parsed.file):
        try:
            row = CritiqueRow.model_validate_json(line)
        except ValidationError as error:
            refused += 1
            sys.stderr.write(f"{parsed.file.name}, line {number}: {_in_words(error)} The line was left out.\n")
            continue
        done += 1
        report = lint_critique(row.critique, row.pre_caption, row.post_caption, row.aspect, row.answers)
        sys.stdout.write(_as_json(number, row, report) if parsed.json else _as_text(number, row, report))
    if refused:
        return IN_PART if done else FAILED
    return DONE


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers. ChaiError where the file cannot be read."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ChaiError(f"{path} cannot be read: {error}.", "Give a UTF-8 file with one JSON object a line.") from error
    return ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _in_words(error: ValidationError) -> str:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}." if field else f"{first['msg']}."


def _as_json(number: int, row: CritiqueRow, report: CritiqueReport) -> str:
    whole: dict[str, Any] = {"line": number, "aspect": row.aspect.value, "text": report.text, "points": report.points}
    whole |= {name: _property(getattr(report, name)) for name in _PROPERTIES}
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _property(judged: Property) -> dict[str, Any]:
    findings = [vars(finding) for finding in judged.findings]
    return {"score": judged.score, "holds": judged.holds, "findings": findings}


def _as_text(number: int, row: CritiqueRow, report: CritiqueReport) -> str:
    scores = ", ".join(f"{name} {_score(getattr(report, name).score)}" for name in _PROPERTIES)
    lines = [f"line {number}, {row.aspect}: {scores}"]
    for finding in report.findings:
        words = " ".join(report.text[finding.start : finding.end].split())
        lines.append(f"  {finding.level}: {finding.message}" + (f" [{words}]" if words else ""))
    return "\n".join(lines) + "\n"


def _score(score: float | None) -> str:
    return "not judged" if score is None else f"{score:.2f}"
