"""How likely one word or the other is as the first of an answer."""

from __future__ import annotations

import numpy as np

from chai_desktop.errors import EngineError
from chai_desktop.models.captioning.language_model import Judged
from chai_desktop.models.gguf.llama import Llama, Row


def first_tokens(llama: Llama, yes: str, no: str) -> tuple[int, int]:
    """The tokens with which the two words begin. EngineError where they cannot be told apart by them."""
    first = [llama.tokenize(word)[:1] for word in (yes, no)]
    if not all(first) or first[0] == first[1]:
        raise EngineError(
            f"{llama.path.name} cannot tell “{yes}” from “{no}” by the first token.",
            "Choose other words in the prompt for scores.",
        )
    return first[0][0], first[1][0]


def judged(row: Row, yes: int, no: int) -> Judged:
    """``row``: logits (vocabulary,). P(yes) is the softmax over all of them: VQAScore, arXiv 2404.01291."""
    logits = row.astype(np.float64)
    top = logits.max()
    log_of_all = top + np.log(np.exp(logits - top).sum())
    return Judged(float(np.exp(logits[yes] - log_of_all)), float(logits[yes] - logits[no]))
