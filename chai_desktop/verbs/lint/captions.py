"""`chai lint captions FILE`: the caption lint over a JSON Lines file. The format is told in docs/formats/lint.md."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.captions.caption_lint import scored_lint
from chai_desktop.spec.lint.finding import Finding
from chai_desktop.spec.specification import load_specification
from chai_desktop.verbs.lint.checked_rows import Checked, print_checked
from chai_desktop.verbs.lint.json_rows import JsonRow

_TEXTS = ("caption", "post_caption", "pre_caption")  # the first that a row has is checked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="JSON Lines: aspect, caption (or post_caption, pre_caption), answers")
    parser.add_argument("--json", action="store_true", help="print one JSON line per row, with findings and scores")


def run(parsed: argparse.Namespace) -> int:
    return print_checked(parsed.file, _checked, _as_text, parsed.json, needs="aspect and caption")


def _checked(row: JsonRow) -> Checked:
    """The row's findings and scores, or the reason why it could not be checked."""
    problem = _problem(row.data)
    if problem:
        return {"line": row.number, "error": problem}
    field = next(name for name in _TEXTS if row.data.get(name) is not None)
    text, aspect = row.data[field], Aspect(row.data["aspect"])
    findings, scores = scored_lint(text, aspect, load_specification(), row.data.get("answers"))
    return {
        "line": row.number,
        **({"id": row.data["id"]} if "id" in row.data else {}),
        "aspect": aspect.value,
        "field": field,
        "findings": [_finding(finding, text) for finding in findings],
        "scores": asdict(scores),
    }


def _problem(data: Mapping[str, Any]) -> str:
    if data.get("aspect") not in [aspect.value for aspect in Aspect]:
        return f'The field "aspect" must be one of {", ".join(Aspect)}, and here is {data.get("aspect")!r}.'
    field = next((name for name in _TEXTS if data.get(name) is not None), None)
    if field is None:
        return f"None of the fields {', '.join(_TEXTS)} is there."
    if not isinstance(data[field], str):
        return f'The field "{field}" must be text, and here is {data[field]!r}.'
    answers = data.get("answers")
    if answers is not None and not isinstance(answers, dict):
        return f'The field "answers" must be an object of question ids and answers, and here is {answers!r}.'
    return ""


def _finding(finding: Finding, text: str) -> Checked:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "start": finding.start,
        "end": finding.end,
        "text": text[finding.start : finding.end],
        "message": finding.message,
        "fix": finding.fix,
    }


def _as_text(checked: Checked) -> str:
    lines = [
        f"{checked['line']}:{found['start']}-{found['end']} {found['level']} {found['rule']}: {found['message']}"
        + (f" -> “{found['fix']}”" if found["fix"] else "")
        for found in checked.get("findings", ())
    ]
    return "".join(line + "\n" for line in lines)
