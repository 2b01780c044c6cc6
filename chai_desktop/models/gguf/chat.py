"""A prompt as the tokens that a model was trained to read: its own chat template, filled without trusting the texts."""

from __future__ import annotations

from collections.abc import Callable

from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from chai_desktop.errors import EngineError

# Stand in for the texts while the template is filled. Afterwards the texts are put in as plain words: special tokens
# that a caption happens to hold ("<|im_end|>") stay the characters that they are.
_SYSTEM, _USER = "\ue000", "\ue001"

Tokenize = Callable[[str, bool], list[int]]


class ChatLayout:
    """A conversation of system words and one question, in its two halves: up to where the user's turn begins, which
    all questions about a clip share, and the rest. A video's tokens go in between, where every Qwen-VL template has it.

    ``tokenize`` takes a text and whether its special tokens count; ``first`` is a token that must stand before all.
    EngineError where the template cannot be used.
    """

    def __init__(self, template: str, tokenize: Tokenize, first: int | None = None) -> None:
        self._tokenize = tokenize
        self._first = first
        self._before, self._between, self._after = _parts(template)

    def opening(self, system: str) -> list[int]:
        """Tokens of everything before the video and the question."""
        if self._between is None:  # a template without a place for system words: they begin the user's turn
            parts = [*self._tokenize(self._before, True), *self._tokenize(f"{system}\n\n" if system else "", False)]
        else:
            parts = [
                *self._tokenize(self._before, True),
                *self._tokenize(system, False),
                *self._tokenize(self._between, True),
            ]
        if self._first is not None and parts[:1] != [self._first]:
            parts.insert(0, self._first)
        return parts

    def closing(self, question: str) -> list[int]:
        """Tokens of the question, and up to where the answer begins."""
        return [*self._tokenize(question, False), *self._tokenize(self._after, True)]


def _parts(template: str) -> tuple[str, str | None, str]:
    """What stands before the system words, between them and the question (None: they have no place), and after it."""
    if not template:
        raise EngineError("The model file holds no chat template.", "Choose an instruct model.")
    try:
        filled = _filled(template, with_system=True)
    except EngineError:  # some templates refuse a system turn
        filled = _filled(template, with_system=False)
    if _USER not in filled:
        raise EngineError("The model's chat template leaves the question out.", "Choose another model.")
    before, _mark, after = filled.partition(_USER)
    if _SYSTEM not in before:
        return before, None, after
    first, _mark, between = before.partition(_SYSTEM)
    return first, between, after


def _filled(template: str, with_system: bool) -> str:
    system = [{"role": "system", "content": _SYSTEM}] if with_system else []
    messages = [*system, {"role": "user", "content": _USER}]
    try:  # Its Jinja is a sandboxed one; what a template may raise has no bounds.
        formatter = Jinja2ChatFormatter(template=template, eos_token="", bos_token="")
        return str(formatter(messages=messages).prompt)  # type: ignore[arg-type,unused-ignore]
    except Exception as error:
        raise EngineError(f"The model's chat template cannot be filled: {error}", "Choose another model.") from error
