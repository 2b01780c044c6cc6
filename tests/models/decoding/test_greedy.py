"""Drafts change how many passes there are, never what is written. The model's every choice hangs on its context."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.models.decoding.copy_drafter import CopyDrafter
from chai_desktop.models.decoding.greedy import Written, write
from chai_desktop.models.decoding.spans import copied_spans

END = 0


class ScriptedModel:
    """Follows a script of tokens; where the context is not the script's, it chooses by a hash of the whole context."""

    def __init__(self, prompt: Sequence[int], script: Sequence[int]) -> None:
        self._wanted = [*prompt, *script, END]
        self.context: list[int] = []
        self.passes = 0

    def feed(self, tokens: Sequence[int], last_only: bool = False) -> list[int]:
        self.passes += 1
        chosen = []
        for token in tokens:
            self.context.append(token)
            chosen.append(self._next())
        return chosen[-1:] if last_only else chosen

    def forget(self, count: int) -> None:
        assert count >= 0
        del self.context[len(self.context) - count :]

    def is_end(self, token: int) -> bool:
        return token == END

    def _next(self) -> int:
        here = len(self.context)
        if self.context == self._wanted[:here] and here < len(self._wanted):
            return self._wanted[here]
        digest = hashlib.sha256(repr(self.context).encode()).digest()
        return digest[0] % 12


texts = st.lists(st.integers(1, 11), max_size=24)


def written(prompt: list[int], script: list[int], drafter: CopyDrafter | None, limit: int = 60) -> tuple[Written, int]:
    model = ScriptedModel(prompt, script)
    result = write(model, prompt, limit, drafter)
    return result, model.passes


@given(st.lists(st.integers(1, 11), min_size=1, max_size=6), texts, texts, texts, st.integers(1, 40))
def test_the_tokens_are_those_of_plain_decoding(
    prompt: list[int], script: list[int], pre: list[int], critique: list[int], limit: int
) -> None:
    plain, many = written(prompt, script, None, limit)
    drafted, few = written(prompt, script, CopyDrafter([pre, critique], drafted=8), limit)
    assert drafted.tokens == plain.tokens
    assert drafted.complete == plain.complete
    assert few <= many


def test_a_text_that_is_copied_whole_takes_one_pass_behind_the_prompt() -> None:
    text = [5, 6, 7, 8, 9, 10, 11]
    result, passes = written([1, 2], text, CopyDrafter([text]))
    assert list(result.tokens) == text
    assert passes == 2
    assert result.complete


def test_what_was_copied_is_told_and_is_true() -> None:
    pre = [5, 6, 7, 8, 9, 10, 11]
    result, _ = written([1, 2], [5, 6, 3, 8, 9, 10, 11], CopyDrafter([pre]))
    assert result.copied
    for copied in result.copied:
        assert (
            list(result.tokens[copied.start : copied.end])
            == pre[copied.place : copied.place + copied.end - copied.start]
        )


def test_stopping_is_heard_between_two_passes() -> None:
    class Stop(Exception):
        pass

    heard: list[int] = []

    def listen(tokens: Sequence[int]) -> None:
        heard.extend(tokens)
        if len(heard) >= 3:
            raise Stop

    model = ScriptedModel([1], [5, 6, 7, 8, 9])
    with contextlib.suppress(Stop):
        write(model, [1], 50, None, listen)
    assert heard == [5, 6, 7]


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=10))
def test_spans_of_characters_are_equal_on_both_sides(first: str, second: str, between: str) -> None:
    """One token for each byte: characters of several bytes are cut wherever a stretch begins or ends."""
    pre, post = (first + second).encode(), (first + between + second).encode()
    model_end = 256

    class Bytes(ScriptedModel):
        def is_end(self, token: int) -> bool:
            return token == model_end

    model = Bytes([1], list(post))
    model._wanted[-1] = model_end
    result = write(model, [1], 500, CopyDrafter([list(pre)]))
    answer = bytes(token for token in result.tokens if token < 256).decode("utf-8", "replace").strip()
    source = pre.decode()
    for span in copied_spans(result, list(pre), lambda token: bytes([token % 256]), answer, source):
        assert answer[span.start : span.end] == source[span.source : span.source + span.end - span.start]
