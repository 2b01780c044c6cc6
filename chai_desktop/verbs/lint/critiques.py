"""`chai lint critiques FILE.jsonl`: check the critiques of a file, one JSON object a line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.critiques.critique_lint import lint_critique
from chai_desktop.spec.lint.critiques.report import Property
from chai_desktop.spec.points import Point
from chai_desktop.verbs.lint.checked_rows import Checked, print_checked
from chai_desktop.verbs.lint.json_rows import JsonRow

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
    return print_checked(parsed.file, _checked, _as_text, parsed.json, needs="aspect, pre_caption and critique")


def _checked(row: JsonRow) -> Checked:
    """The critique as it was read, with its three properties, or the reason why it could not be checked."""
    try:
        given = CritiqueRow.model_validate(row.data)
    except ValidationError as error:
        return {"line": row.number, "error": f"{_in_words(error)} The line was left out."}
    report = lint_critique(given.critique, given.pre_caption, given.post_caption, given.aspect, given.answers)
    return {
        "line": row.number,
        **({"id": row.data["id"]} if "id" in row.data else {}),
        "aspect": given.aspect.value,
        "text": report.text,
        "points": report.points,
        **{name: _property(getattr(report, name)) for name in _PROPERTIES},
    }


def _in_words(error: ValidationError) -> str:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}." if field else f"{first['msg']}."


def _property(judged: Property) -> dict[str, Any]:
    findings = [vars(finding) for finding in judged.findings]
    return {"score": judged.score, "holds": judged.holds, "findings": findings}


def _as_text(checked: Checked) -> str:
    scores = ", ".join(f"{name} {_score(checked[name]['score'])}" for name in _PROPERTIES)
    lines = [f"line {checked['line']}, {checked['aspect']}: {scores}"]
    for finding in (found for name in _PROPERTIES for found in checked[name]["findings"]):
        words = " ".join(checked["text"][finding["start"] : finding["end"]].split())
        lines.append(f"  {finding['level']}: {finding['message']}" + (f" [{words}]" if words else ""))
    return "\n".join(lines) + "\n"


def _score(score: float | None) -> str:
    return "not judged" if score is None else f"{score:.2f}"
