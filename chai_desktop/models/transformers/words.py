"""Texts as tokens: a person's words stay words, and only what is put between them here are marks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from chai_desktop.errors import EngineError
from chai_desktop.media.sampling.plan import SamplingPlan, time_words
from chai_desktop.models.transformers.checkpoint import read_json

START, END = "<|im_start|>", "<|im_end|>"
VISION_START, VIDEO, VISION_END = "<|vision_start|>", "<|video_pad|>", "<|vision_end|>"
_AGAIN = "Use the tokenizer that came with the model: copy all files of its folder again."
_PLAIN_BYTES = (*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1))


@dataclass(frozen=True)
class Marks:
    """Ids of the special tokens that a prompt is built with."""

    start: int
    end: int
    vision_start: int
    video: int
    vision_end: int


class Words:
    """The tokenizer of a model, and the layout of its prompts.

    The layout is the one that Qwen3-VL was trained with (its chat template and the processor that came with it): the
    system's turn, the user's turn with the video first, the beginning of the answer.
    """

    def __init__(self, tokenizer: Tokenizer, plain: Tokenizer, marks: Marks, special: frozenset[int]) -> None:
        """``plain`` is ``tokenizer`` without any special or added tokens, so that texts are never taken for marks."""
        self.marks = marks
        self._tokenizer = tokenizer
        self._plain = plain
        self._special = special
        self._added = {number: token.content for number, token in tokenizer.get_added_tokens_decoder().items()}
        self._bytes: dict[int, bytes] = {}

    def encode(self, text: str) -> list[int]:
        ids: list[int] = self._plain.encode(text, add_special_tokens=False).ids
        return ids

    def opening(self, system: str, plan: SamplingPlan) -> list[int]:
        """A prompt from its beginning to the end of the video: the same for every question about a clip."""
        marks = self.marks
        ids = self._system(system)
        before = "user\n"
        ids.append(marks.start)
        for time in plan.times:
            ids += self.encode(before + time_words(time))
            ids += [marks.vision_start, *[marks.video] * plan.pair_tokens, marks.vision_end]
            before = ""
        return ids

    def closing(self, question: str) -> list[int]:
        """The rest of a prompt behind the video."""
        return [*self.encode(question), *self._answer()]

    def whole(self, system: str, question: str) -> list[int]:
        """A prompt without a video. The word "user" and the question are one text, and are cut into tokens as one."""
        return [*self._system(system), self.marks.start, *self.encode(f"user\n{question}"), *self._answer()]

    def single(self, word: str) -> int:
        """The one token that a word is; EngineError where it is several."""
        ids = self.encode(word)
        if len(ids) != 1:
            raise EngineError(
                f"“{word}” is {len(ids)} tokens for this model; a score needs words of one.",
                "Use “Yes” and “No” in the prompt for scores.",
            )
        return ids[0]

    def piece(self, token: int) -> bytes:
        """What a token adds to a text, in UTF-8; nothing for special ones. A character may be spread over several."""
        found = self._bytes.get(token)
        if found is None:
            found = self._bytes[token] = self._piece(token)
        return found

    def text(self, tokens: Sequence[int]) -> str:
        return self.text_bytes(tokens).decode("utf-8", "replace")

    def text_bytes(self, tokens: Sequence[int]) -> bytes:
        return b"".join(self.piece(token) for token in tokens)

    def _piece(self, token: int) -> bytes:
        if token in self._special:
            return b""
        if token in self._added:
            return str(self._added[token]).encode()
        written = self._tokenizer.id_to_token(token) or ""
        if all(character in _BYTE_OF for character in written):
            return bytes(_BYTE_OF[character] for character in written)
        return written.encode()

    def _system(self, system: str) -> list[int]:
        if not system:
            return []
        return [self.marks.start, *self.encode(f"system\n{system}"), self.marks.end, *self.encode("\n")]

    def _answer(self) -> list[int]:
        return [self.marks.end, *self.encode("\n"), self.marks.start, *self.encode("assistant\n")]


def read_words(folder: Path, config: dict[str, Any]) -> Words:
    """From tokenizer.json of a model's folder. EngineError where it is damaged or belongs to another model."""
    data = read_json(folder / "tokenizer.json")
    try:
        tokenizer = Tokenizer.from_str(json.dumps(data))
        plain = Tokenizer.from_str(json.dumps({**data, "added_tokens": []}))
        special = frozenset(int(token["id"]) for token in data["added_tokens"] if token["special"])
    except Exception as error:
        raise EngineError(f"tokenizer.json in {folder.name} is damaged: {error}.", _AGAIN) from error
    return Words(tokenizer, plain, _marks_of(tokenizer, folder, config), special)


def _marks_of(tokenizer: Tokenizer, folder: Path, config: dict[str, Any]) -> Marks:
    names = (START, END, VISION_START, VIDEO, VISION_END)
    ids: list[int] = []
    for name in names:
        number = tokenizer.token_to_id(name)
        if number is None:
            raise EngineError(f"The tokenizer in {folder.name} has no token {name}.", _AGAIN)
        ids.append(number)
    told = {VISION_START: "vision_start_token_id", VIDEO: "video_token_id", VISION_END: "vision_end_token_id"}
    for name, key in told.items():
        if key in config and config[key] != tokenizer.token_to_id(name):
            raise EngineError(
                f"The tokenizer in {folder.name} is of another model: {name} is {tokenizer.token_to_id(name)} in it, "
                f"and {config[key]} in config.json.",
                _AGAIN,
            )
    rows = config["text_config"].get("vocab_size")
    highest = max(tokenizer.get_vocab(with_added_tokens=True).values())
    if isinstance(rows, int) and highest >= rows:
        raise EngineError(
            f"The tokenizer in {folder.name} is of another model: it has {highest + 1:,} tokens, the model {rows:,}.",
            _AGAIN,
        )
    return Marks(*ids)


def _byte_of_characters() -> dict[str, int]:
    """Byte-level BPE writes bytes as printable characters: these as themselves, the others from U+0100 on in order.

    Source: GPT-2's encoder, ``bytes_to_unicode``.
    """
    others = [byte for byte in range(256) if byte not in _PLAIN_BYTES]
    return {chr(byte): byte for byte in _PLAIN_BYTES} | {chr(256 + n): byte for n, byte in enumerate(others)}


_BYTE_OF = _byte_of_characters()
