"""What people answered about a clip: versions of one value per question, None where it was withdrawn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from chai_desktop.errors import ProjectError, SpecError
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.clips import clip_name
from chai_desktop.store.pinned import Pinned
from chai_desktop.store.project_file import ProjectFile, Row

_NEWEST = """
    SELECT id, question_id, value
    FROM (SELECT max(seq) AS seq, min(seq) AS first FROM answers WHERE clip_id = ? GROUP BY question_id)
    JOIN answers USING (seq) ORDER BY first"""


def answers(file: ProjectFile, clip_id: str) -> dict[str, Any]:
    """Question id -> value, in the order in which the questions were first answered."""
    return {key: file.value(row["value"]) for key, row in _newest(file, clip_id).items() if row["value"] is not None}


def set_answers(file: ProjectFile, clip_id: str, values: Mapping[str, Any], via: str, by: Pinned) -> None:
    """Write the values that are new; None withdraws. ``via`` names the primitive that was ticked, if any."""
    before = _newest(file, clip_id)
    texts = {question: _as_text(question, value) for question, value in values.items()}
    changed = {question: text for question, text in texts.items() if text != _value(before.get(question))}
    if not changed:
        return
    with file.operation(_operation_name(changed, clip_name(file, clip_id))) as stamp:
        for question, text in changed.items():
            parent = before[question]["id"] if question in before else None
            row = {"clip_id": clip_id, "question_id": question, "value": text, "via": via}
            spec = {"spec_id": by.spec_id, "spec_version": by.spec_version}
            file.insert("answers", {**stamp.version(parent), **row, **spec})


def freeze_answers(file: ProjectFile, clip_id: str) -> str:
    """Keep the answers as they are now, inside an operation; equal answers are kept once. Gives their key."""
    text = json.dumps(answers(file, clip_id), ensure_ascii=False, sort_keys=True)
    key = hashlib.sha256(text.encode()).hexdigest()
    file.insert("answer_sets", {"id": key, "answers": text}, on_conflict="OR IGNORE")
    return key


def _newest(file: ProjectFile, clip_id: str) -> dict[str, Row]:
    return {row["question_id"]: row for row in file.rows(_NEWEST, (clip_id,))}


def _value(row: Row | None) -> str | None:
    return None if row is None else row["value"]


def _as_text(question: str, value: Any) -> str | None:
    if value is None:
        return None
    choices = isinstance(value, (list, tuple)) and all(isinstance(choice, str) for choice in value)
    if not (isinstance(value, str) or choices):
        raise ProjectError(f"{value!r} is no answer to {question}.", "An answer is a text or a list of choices.")
    return json.dumps(value, ensure_ascii=False)


def _operation_name(changed: Mapping[str, str | None], clip: str) -> str:
    if len(changed) > 1:
        return f"Answer {len(changed)} questions of {clip}"
    question, text = next(iter(changed.items()))
    label = _label(question)
    return f'Withdraw the answer to "{label}"' if text is None else f'Answer "{label}"'


def _label(question: str) -> str:
    """As the checklist calls it; a question that this program's specification does not know keeps its id."""
    try:
        return load_specification().question(question).label
    except SpecError:
        return question
