"""llama.cpp behind the few verbs that decoding needs. One model, one context, one sequence of tokens."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Sequence
from pathlib import Path

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from chai_desktop.errors import EngineError

Row = NDArray[np.float32]

_log = logging.getLogger(__name__)
_BATCH = 512  # tokens in one call of llama_decode


@llama_cpp.llama_log_callback  # type: ignore[untyped-decorator]
def _heard(level: int, text: bytes, _user_data: object) -> None:
    if level >= 3:  # warnings and errors
        _log.info("llama.cpp: %s", text.decode("utf-8", "replace").rstrip())


class Llama:
    """Implements ``decoding.greedy.TokenModel``. EngineError where the file cannot be loaded."""

    def __init__(self, path: Path, context: int, threads: int, gpu_layers: int) -> None:
        llama_cpp.llama_log_set(_heard, ctypes.c_void_p(0))
        llama_cpp.llama_backend_init()
        self._path = path
        model = llama_cpp.llama_model_default_params()
        model.n_gpu_layers = gpu_layers
        self._model = llama_cpp.llama_model_load_from_file(str(path).encode(), model)
        if not self._model:
            raise EngineError(
                f"{path.name} cannot be loaded: llama.cpp does not know what is in it, or it is damaged.",
                "Copy it again, or choose another model.",
            )
        self._vocabulary = llama_cpp.llama_model_get_vocab(self._model)
        self._context = self._new_context(
            min(context, llama_cpp.llama_model_n_ctx_train(self._model) or context), threads
        )
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = llama_cpp.llama_batch_init(_BATCH, 0, 1)
        self._size = llama_cpp.llama_vocab_n_tokens(self._vocabulary)
        self.tokens: list[int] = []  # in the context now

    @property
    def room(self) -> int:
        """Tokens that the context can hold in all."""
        return int(llama_cpp.llama_n_ctx(self._context))

    # --- words and tokens --------------------------------------------------------------------------

    def tokenize(self, text: str, special: bool = False) -> list[int]:
        """``special``: words such as <|im_end|> in the text are the special tokens, as in a filled chat template.

        Never set it for what a person or a model wrote.
        """
        data = text.encode("utf-8", "replace")
        count = len(data) + 8
        found = (llama_cpp.llama_token * count)()
        number = llama_cpp.llama_tokenize(self._vocabulary, data, len(data), found, count, False, special)
        if number < 0:
            raise EngineError(f"{self._path.name} cannot take in the text: its tokenizer failed.")
        return list(found[:number])

    def piece(self, token: int) -> bytes:
        """The bytes that a token stands for; a character may be spread over several."""
        buffer = ctypes.create_string_buffer(256)
        length = llama_cpp.llama_token_to_piece(self._vocabulary, token, buffer, len(buffer), 0, False)
        return buffer.raw[: max(0, length)]

    def is_end(self, token: int) -> bool:
        return bool(llama_cpp.llama_vocab_is_eog(self._vocabulary, token))

    def chat_template(self) -> str:
        """The file's own template, in Jinja; '' where it holds none."""
        template = llama_cpp.llama_model_chat_template(self._model, None)
        return template.decode("utf-8", "replace") if template else ""

    # --- decoding ------------------------------------------------------------------------------------

    def feed(self, tokens: Sequence[int], last_only: bool = False) -> list[int]:
        return [int(np.argmax(row)) for row in self.logits(tokens, last_only)]

    def logits(self, tokens: Sequence[int], last_only: bool = False) -> list[Row]:
        """Add tokens to the context; the logits (vocabulary,) after each, or after the last only.

        The arrays are llama.cpp's own memory: they hold until the next call.
        """
        if len(self.tokens) + len(tokens) > self.room:
            raise EngineError(
                f"The text is too long for {self._path.name}: it can take in {self.room} tokens.",
                "Make the caption or the critique shorter, or choose a model with a longer context.",
            )
        rows: list[Row] = []
        for start in range(0, len(tokens), _BATCH):
            part = tokens[start : start + _BATCH]
            ends_here = start + len(part) == len(tokens)
            wanted = {len(part) - 1} if last_only and ends_here else set() if last_only else set(range(len(part)))
            self._decode(part, wanted)
            found = [self._row(at) for at in sorted(wanted)]
            rows += [row.copy() for row in found] if not ends_here else found
        return rows

    def forget(self, count: int) -> None:
        if count > 0:
            self.keep(len(self.tokens) - count)

    def keep(self, length: int) -> None:
        """Shorten the context to its first ``length`` tokens."""
        if length < len(self.tokens):
            llama_cpp.llama_memory_seq_rm(self._memory, 0, length, -1)
            del self.tokens[length:]

    def close(self) -> None:
        llama_cpp.llama_batch_free(self._batch)
        llama_cpp.llama_free(self._context)
        llama_cpp.llama_model_free(self._model)

    def _new_context(self, size: int, threads: int) -> object:
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = size
        params.n_batch = params.n_ubatch = _BATCH
        params.n_threads = params.n_threads_batch = threads
        context = llama_cpp.llama_init_from_model(self._model, params)
        if not context:
            raise MemoryError(f"no context of {size} tokens")
        return context

    def _decode(self, part: Sequence[int], wanted: set[int]) -> None:
        batch = self._batch
        batch.n_tokens = len(part)
        for at, token in enumerate(part):
            batch.token[at] = token
            batch.pos[at] = len(self.tokens) + at
            batch.n_seq_id[at] = 1
            batch.seq_id[at][0] = 0
            batch.logits[at] = at in wanted
        code = llama_cpp.llama_decode(self._context, batch)
        if code != 0:
            raise EngineError(
                f"{self._path.name} could not go on (llama_decode gave {code}).", "Unload it and try again."
            )
        self.tokens.extend(part)

    def _row(self, at: int) -> Row:
        return np.ctypeslib.as_array(llama_cpp.llama_get_logits_ith(self._context, at), shape=(self._size,))
