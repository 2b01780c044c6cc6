"""The tiny model is worth testing with: its answers vary, end by themselves, and are made of words."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

ASKED = ("Describe the subject.", "Describe the scene of the clip.", "Where is the man?", "Say how the camera moves.")


@pytest.fixture(scope="module")
def answers(tiny_qwen3_vl: Path) -> list[list[int]]:
    model = transformers.Qwen3VLForConditionalGeneration.from_pretrained(tiny_qwen3_vl)
    tokenizer = transformers.AutoTokenizer.from_pretrained(tiny_qwen3_vl)
    return [_answer(model, tokenizer, question) for question in ASKED]


def test_answers_are_long_and_differ(answers: list[list[int]]) -> None:
    assert len({tuple(answer) for answer in answers}) == len(answers)
    assert all(len(set(answer)) > 12 for answer in answers)
    assert sum(len(answer) > 60 for answer in answers) >= 2


def test_some_answers_end_by_themselves(answers: list[list[int]], tiny_qwen3_vl: Path) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(tiny_qwen3_vl)
    ended = [answer[-1] == tokenizer.convert_tokens_to_ids("<|im_end|>") for answer in answers]
    assert any(ended) and not all(ended)


def test_yes_and_no_are_single_tokens(tiny_qwen3_vl: Path) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(tiny_qwen3_vl)
    assert [len(tokenizer.encode(word)) for word in ("Yes", "No")] == [1, 1]


def _answer(model, tokenizer, question: str) -> list[int]:
    chat = [{"role": "user", "content": question}]
    ids = tokenizer.apply_chat_template(chat, add_generation_prompt=True, return_tensors="pt", return_dict=True)
    written = model.generate(**ids, max_new_tokens=128)
    return written[0, ids["input_ids"].shape[1] :].tolist()
