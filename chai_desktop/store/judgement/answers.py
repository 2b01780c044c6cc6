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
from chai_desktop.store.judgement.suggested import suggested_by
from chai_desktop.store.people.people import everyone
from chai_desktop.store.records import TakenSuggestion
from chai_desktop.store.search.index import index_answer_value

Via = str | Mapping[str, str]  # the primitive that was ticked, or the suggestion that was taken (suggested.py)
_LONGEST = 40  # characters of a text in the name of a step
_CURRENT = f"""
    SELECT question.text AS question, given.value FROM heads
    JOIN answers AS node ON node.seq = heads.node
    JOIN answer_values AS given ON given.seq = node.value
    JOIN words AS question ON question.seq = node.question
    WHERE heads.kind = {ANSWER.number} AND heads.a = ? ORDER BY heads.b"""

_CURRENT_VIA = f"""
    SELECT question.text AS question, origin.text AS via, operations.author, operations.created_at FROM heads
    JOIN answers AS node ON node.seq = heads.node
    JOIN operations ON operations.seq = node.operation
    JOIN words AS question ON question.seq = node.question
    JOIN words AS origin ON origin.seq = node.via
    WHERE heads.kind = {ANSWER.number} AND heads.a = ? AND node.value IS NOT NULL"""


def answers(file: ProjectFile, clip_id: str) -> dict[str, Any]:
    """Question id -> value."""
    return {question: file.value(text) for question, text in _texts(file, clip_number(file, clip_id)).items()}


def set_answers(file: ProjectFile, clip_id: str, values: Mapping[str, Any], via: Via, by: Pinned) -> None:
    """Write the values that are new; None withdraws. ``via``: what stands behind all of them, or behind each."""
    clip = clip_number(file, clip_id)
    before = _texts(file, clip)
    texts = {question: _as_text(question, value) for question, value in values.items()}
    changed = {question: text for question, text in texts.items() if text != before.get(question)}
    if not changed:
        return
    behind = {question: via if isinstance(via, str) else via.get(question, "") for question in changed}
    with file.operation(_operation_name(changed, behind, listed_name(file, clip))) as stamp:
        for question, text in changed.items():
            write_answer(file, stamp, clip, question, text, behind[question], by)


def taken_suggestions(file: ProjectFile, clip_id: str) -> dict[str, TakenSuggestion]:
    """Of the current answers those that were suggested, by question, with the person who took each."""
    people = everyone(file)
    taken = {}
    for row in file.rows(_CURRENT_VIA, (clip_number(file, clip_id),)):
        suggested = suggested_by(row["via"])
        if suggested is not None:
            by = (people[row["author"]], row["created_at"])
            taken[row["question"]] = TakenSuggestion(suggested.confidence, suggested.measurement, *by)
    return taken


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


def _operation_name(changed: Mapping[str, str | None], via: Mapping[str, str], clip: str) -> str:
    taken = all(suggested_by(via[question]) is not None for question in changed)
    if len(changed) > 1:
        return f"Take {len(changed)} suggestions for {clip}" if taken else f"Answer {len(changed)} questions of {clip}"
    question, text = next(iter(changed.items()))
    label = question_label(question)
    if text is None:
        return f'Withdraw the answer to "{label}"'
    words = value_words(question, json.loads(text))
    return f'Take the suggestion for "{label}": {words}' if taken else f'Answer "{label}": {words}'


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
