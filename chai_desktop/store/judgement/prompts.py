"""The exact prompts from which engines wrote texts, each kept once however many texts came of it."""

from __future__ import annotations

import hashlib

from chai_desktop.store.file.project_file import ProjectFile, Row

LONGEST = 100_000  # characters; of a longer prompt the beginning and the end are kept
_BY_ID = " UNION ALL ".join(
    f"SELECT prompts.text FROM {table} AS written JOIN prompts ON prompts.seq = written.prompt WHERE written.id = :id"
    for table in ("pre_captions", "post_captions", "candidates")
)


def keep_prompt(file: ProjectFile, text: str) -> int | None:
    """The number of the prompt, inside an operation; None where there was none."""
    if not text:
        return None
    text = _bounded(text)
    return file.content("prompts", {"id": _key(text), "text": text}, key=("id",))


def prompt_of(file: ProjectFile, text_id: str) -> str:
    """The prompt of a caption or candidate; '' where none is kept."""
    row = file.row(_BY_ID, {"id": text_id})
    return "" if row is None else str(row["text"])


def key_of_prompt(row: Row) -> str:
    """The key that a row of prompts must have, made from what it holds."""
    return _key(str(row["text"]))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _bounded(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{text[:half]}\n[{len(text) - 2 * half} characters left out]\n{text[-half:]}"
