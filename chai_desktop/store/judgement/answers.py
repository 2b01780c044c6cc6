"""What people answered about a clip: versions of one value per question."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from chai_desktop.errors import ProjectError, SpecError
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.clips.clips import clip_number, listed_name
from chai_desktop.store.file.project_file import ProjectFile, Stamp
from chai_desktop.store.journal.kinds import ANSWER
from chai_desktop.store.journal.nodes import put
from chai_desktop.store.judgement.pinned import Pinned, specification_row
from chai_desktop.store.search.index import index_answer_value

_LONGEST = 40  # characters of a text in the name of a step
_CURRENT = f"""
    SELECT question.text AS question, given.value FROM heads
    JOIN answers AS node ON node.seq = heads.node
    JOIN answer_values AS given ON given.seq = node.value
    JOIN words AS question ON question.seq = node.question
    WHERE heads.kind = {ANSWER.number} AND heads.a = ? ORDER BY heads.b"""


def answers(file: ProjectFile, clip_id: str) -> dict[str, Any]:
    """Question id -> value."""
    return {question: file.value(text) for question, text in _texts(file, clip_number(file, clip_id)).items()}


def set_answers(file: ProjectFile, clip_id: str, values: Mapping[str, Any], via: str, by: Pinned) -> None:
    """Write the values that are new; None withdraws. ``via`` names the primitive that was ticked, if any."""
    clip = clip_number(file, clip_id)
    before = _texts(file, clip)
    texts = {question: _as_text(question, value) for question, value in values.items()}
    changed = {question: text for question, text in texts.items() if text != before.get(question)}
    if not changed:
        return
    with file.operation(_operation_name(changed, listed_name(file, clip))) as stamp:
        for question, text in changed.items():
            write_answer(file, stamp, clip, question, text, via, by)


def write_answer(
    file: ProjectFile, stamp: Stamp, clip: int, question: str, text: str | None, via: str, by: Pinned
) -> None:
    """One answer as JSON, inside an operation; None withdraws it."""
    payload = None
    if text is not None:
        payload = {
            "value": _given(file, text),
            "via": file.word(via) if via else None,
            "specification": specification_row(file, by),
        }
    put(file, stamp, ANSWER, (clip, file.word(question)), payload)


def _given(file: ProjectFile, text: str) -> int:
    """The number of a value; one that is new is made findable."""
    known = file.number("SELECT seq FROM answer_values WHERE value = ?", (text,))
    if known is None:
        known = file.insert("answer_values", {"value": text})
        index_answer_value(file, known, text)
    return known


def freeze_answers(file: ProjectFile, clip_id: str) -> int:
    """Keep the answers as they are now, inside an operation; equal answers are kept once. Gives their number."""
    text = json.dumps(answers(file, clip_id), ensure_ascii=False, sort_keys=True)
    key = hashlib.sha256(text.encode()).hexdigest()
    return file.content("answer_sets", {"id": key, "answers": text}, key=("id",))


def question_label(question: str) -> str:
    """As the checklist calls it; a question that this program's specification does not know keeps its id."""
    try:
        return load_specification().question(question).label
    except SpecError:
        return question


def _texts(file: ProjectFile, clip: int) -> dict[str, str]:
    return {row["question"]: row["value"] for row in file.rows(_CURRENT, (clip,))}


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
    label = question_label(question)
    if text is None:
        return f'Withdraw the answer to "{label}"'
    return f'Answer "{label}": {value_words(question, json.loads(text))}'


def value_words(question: str, value: str | list[str], longest: int = _LONGEST) -> str:
    """An answer as a person reads it: the labels of choices; of a text the beginning, up to ``longest`` characters."""
    if isinstance(value, list):
        return ", ".join(value_words(question, each, longest) for each in value) or "none"
    try:
        choices = {choice.id: choice.label for choice in load_specification().question(question).choices}
    except SpecError:
        choices = {}
    words = choices.get(value, value)
    return words if len(words) <= longest else f"{words[: longest - 3].rstrip()}..."
