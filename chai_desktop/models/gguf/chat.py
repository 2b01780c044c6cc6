"""A prompt as the tokens that a model was trained to read: its own chat template, filled without trusting the texts."""

from __future__ import annotations

from collections.abc import Callable

from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from chai_desktop.errors import EngineError
from chai_desktop.models.prompts.prompt import Prompt

# Stand in for the texts while the template is filled. Afterwards the texts are put in as plain words: special tokens
# that a caption happens to hold ("<|im_end|>") stay the characters that they are.
_SYSTEM, _USER = "\ue000", "\ue001"


def chat_tokens(template: str, prompt: Prompt, tokenize: Callable[[str, bool], list[int]]) -> list[int]:
    """The whole conversation up to where the answer begins. EngineError where the template cannot be used.

    ``tokenize`` takes a text and whether its special tokens count.
    """
    filled = _filled(template)
    parts: list[int] = []
    rest = filled
    for mark, text in ((_SYSTEM, prompt.system), (_USER, prompt.user)):
        before, found, rest = rest.partition(mark)
        parts += tokenize(before, True)
        parts += tokenize(text, False) if found else []
    return parts + tokenize(rest, True)


def _filled(template: str) -> str:
    if not template:
        raise EngineError("The model file holds no chat template.", "Choose an instruct model.")
    messages = [{"role": "system", "content": _SYSTEM}, {"role": "user", "content": _USER}]
    formatter = Jinja2ChatFormatter(template=template, eos_token="", bos_token="")  # its Jinja is a sandboxed one
    try:
        filled = str(formatter(messages=messages).prompt)  # type: ignore[arg-type,unused-ignore]
    except Exception as error:
        raise EngineError(f"The model's chat template cannot be filled: {error}", "Choose another model.") from error
    if _USER not in filled:
        raise EngineError("The model's chat template leaves the question out.", "Choose another model.")
    return filled
