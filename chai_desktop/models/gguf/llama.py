"""llama.cpp behind the few verbs that decoding needs: one model, one context, several sequences of tokens in it.

All sequences share one store of cells, a cell for each token. A sequence that is copied shares the cells of the other
one, so that what several questions have in common lies there once.

On the CPU the numbers of a token's row do not depend on what else is computed at the same time, so that answers do not
either. llama.cpp has other ways of summing up for a pass of one row, and for one of 64 rows and more, and quantised
weights make much of the least difference (0.6 in SmolLM2's logits): hence ``TOGETHER``, and no pass of one row alone.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import llama_cpp
import numpy as np
import psutil
from numpy.typing import NDArray

from chai_desktop.errors import EngineError
from chai_desktop.models.gguf import llama_log

Row = NDArray[np.float32]

BATCH = 512  # tokens in one call of llama_decode
TOGETHER = 63  # tokens in one call where several sequences lie in the cells
SEQUENCES = 32  # that there can be at once
_PAD = SEQUENCES - 1  # the sequence of a row that only keeps another one company
_MOST_ROWS = 64  # logits that one call may ask for; llama.cpp sets memory aside for so many times the vocabulary
_NO_CELLS, _NO_MEMORY = 1, -2  # what llama_decode gives


class Entry(NamedTuple):
    """A token at its place in a sequence. ``position`` counts as the model does: after a picture it jumps.

    ``wanted``: the logits behind it are asked for.
    """

    token: int
    position: int
    sequence: int
    wanted: bool


def _go_on() -> None:
    """Nobody wants to stop."""


class Llama:
    """EngineError where the file cannot be loaded or a text not be taken in, MemoryError where there is too little."""

    def __init__(self, path: Path, cells: int, threads: int, gpu_layers: int) -> None:
        llama_log.listen()
        llama_cpp.llama_backend_init()
        self.path = path
        model = llama_cpp.llama_model_default_params()
        model.n_gpu_layers = gpu_layers
        self.model = llama_cpp.llama_model_load_from_file(str(path).encode(), model)
        if not self.model:
            raise self._not_loaded()
        self._vocabulary = llama_cpp.llama_model_get_vocab(self.model)
        if not llama_cpp.llama_vocab_n_tokens(self._vocabulary):
            raise EngineError(f"{path.name} holds no vocabulary.", "Choose the file of a whole chat model.")
        trained = int(llama_cpp.llama_model_n_ctx_train(self.model))
        self.longest = trained if trained > 0 else cells  # positions of one sequence
        self.threads = threads
        self.cells = cells  # tokens that can be held in all, by all sequences together
        self.on_cpu = gpu_layers == 0 or not llama_cpp.llama_supports_gpu_offload()
        self.context = self._new_context(cells, threads)
        self._memory = llama_cpp.llama_get_memory(self.context)
        self._batch = llama_cpp.llama_batch_init(BATCH, 0, 1)
        self._size = int(llama_cpp.llama_vocab_n_tokens(self._vocabulary))

    @property
    def rewinds(self) -> bool:
        """Whether the end of a sequence can be taken back. Models with a running state cannot."""
        model = self.model
        return not (llama_cpp.llama_model_is_recurrent(model) or llama_cpp.llama_model_is_hybrid(model))

    def word(self, key: str) -> str:
        """A value of the model's metadata as text; '' where there is none."""
        buffer = ctypes.create_string_buffer(256)
        length = llama_cpp.llama_model_meta_val_str(self.model, key.encode(), buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace") if length > 0 else ""

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
            raise EngineError(f"{self.path.name} cannot take in the text: its tokenizer failed.")
        return list(found[:number])

    def piece(self, token: int) -> bytes:
        """The bytes that a token stands for; a character may be spread over several."""
        buffer = ctypes.create_string_buffer(256)
        length = llama_cpp.llama_token_to_piece(self._vocabulary, token, buffer, len(buffer), 0, False)
        return buffer.raw[: max(0, length)]

    def is_end(self, token: int) -> bool:
        return bool(llama_cpp.llama_vocab_is_eog(self._vocabulary, token))

    def first_token(self) -> int | None:
        """The token with which every text must begin, where the model wants one."""
        if not llama_cpp.llama_vocab_get_add_bos(self._vocabulary):
            return None
        token = int(llama_cpp.llama_vocab_bos(self._vocabulary))
        return token if token >= 0 else None

    def chat_template(self) -> str:
        """The file's own template, in Jinja; '' where it holds none."""
        template = llama_cpp.llama_model_chat_template(self.model, None)
        return template.decode("utf-8", "replace") if template else ""

    # --- sequences -----------------------------------------------------------------------------------

    def begin(self, entries: Sequence[Entry], between: Callable[[], None] = _go_on) -> None:
        """Put the first tokens into the empty store. ``between`` is called before each call of llama.cpp; what it
        raises ends the work.
        """
        for start in range(0, len(entries), BATCH):
            between()
            self._decode(entries[start : start + BATCH])

    def run(self, entries: Sequence[Entry], between: Callable[[], None] = _go_on) -> list[Row]:
        """Put tokens into their sequences; the logits (vocabulary,) behind each that is wanted, in their order."""
        rows: list[Row] = []
        width = TOGETHER if self.on_cpu else BATCH
        for start in range(0, len(entries), width):
            between()
            part = entries[start : start + width]
            self._decode(part)
            rows += [self._row(at) for at, entry in enumerate(part) if entry.wanted]
        return rows

    def copy(self, source: int, target: int) -> None:
        """Let the sequence ``target``, which must be empty, hold what ``source`` holds."""
        llama_cpp.llama_memory_seq_cp(self._memory, source, target, -1, -1)

    def cut(self, sequence: int, position: int) -> None:
        """Forget what stands at ``position`` and behind it."""
        llama_cpp.llama_memory_seq_rm(self._memory, sequence, position, -1)

    def clear(self, sequence: int) -> None:
        llama_cpp.llama_memory_seq_rm(self._memory, sequence, -1, -1)

    def clear_all(self) -> None:
        llama_cpp.llama_memory_clear(self._memory, False)

    def save(self, sequence: int) -> NDArray[np.uint8]:
        """What the model has made of a sequence, as bytes in main memory."""
        data = np.empty(llama_cpp.llama_state_seq_get_size(self.context, sequence), np.uint8)
        pointer = data.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
        size = llama_cpp.llama_state_seq_get_data(self.context, pointer, len(data), sequence)
        return data[:size]

    def restore(self, data: NDArray[np.uint8], sequence: int) -> bool:
        """Put saved bytes into the empty store: exactly as they lay there. False where that did not work."""
        pointer = data.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
        return bool(llama_cpp.llama_state_seq_set_data(self.context, pointer, len(data), sequence))

    def close(self) -> None:
        llama_cpp.llama_batch_free(self._batch)
        llama_cpp.llama_free(self.context)
        llama_cpp.llama_model_free(self.model)

    # --- inside --------------------------------------------------------------------------------------

    def _not_loaded(self) -> Exception:
        if llama_log.lacked_memory():
            return MemoryError(f"no memory for {self.path.name}")
        return EngineError(
            f"{self.path.name} cannot be loaded: llama.cpp does not know what is in it, or it is damaged.",
            "Copy it again, or choose another model.",
        )

    def _new_context(self, cells: int, threads: int) -> object:
        if self.on_cpu and cells * self._cell_bytes() > psutil.virtual_memory().available:
            raise MemoryError(f"no context of {cells} tokens")  # the system may grant it, and kill the process later
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = cells + 1  # one for the row that keeps company
        params.n_batch = params.n_ubatch = BATCH
        params.n_seq_max = SEQUENCES
        params.n_outputs_max = _MOST_ROWS
        params.kv_unified = True  # sequences that are copied share their cells
        params.n_threads = params.n_threads_batch = threads
        context = llama_cpp.llama_init_from_model(self.model, params)
        if not context:
            raise MemoryError(f"no context of {cells} tokens")
        return context

    def _cell_bytes(self) -> int:
        """Main memory for one token: keys and values of 2 bytes in every layer."""
        name = self.word("general.architecture")
        heads = int(llama_cpp.llama_model_n_head_kv(self.model))
        usual = int(llama_cpp.llama_model_n_embd(self.model)) // max(1, int(llama_cpp.llama_model_n_head(self.model)))
        lengths = [self.word(f"{name}.attention.{part}_length") for part in ("key", "value")]
        sides = sum(int(length) if length.isdecimal() else usual for length in lengths)
        return 2 * int(llama_cpp.llama_model_n_layer(self.model)) * heads * sides

    def _decode(self, part: Sequence[Entry]) -> None:
        batch = self._batch
        padded = self.on_cpu and len(part) == 1
        entries = [*part, Entry(part[0].token, 0, _PAD, False)] if padded else part
        batch.n_tokens = len(entries)
        for at, entry in enumerate(entries):
            batch.token[at] = entry.token
            batch.pos[at] = entry.position
            batch.n_seq_id[at] = 1
            batch.seq_id[at][0] = entry.sequence
            batch.logits[at] = entry.wanted
        code = llama_cpp.llama_decode(self.context, batch)
        if padded:
            self.clear(_PAD)
        self.check(code)

    def check(self, code: int) -> None:
        """Raise what the code of a decoding call stands for; 0 is fine."""
        if code == _NO_MEMORY:
            raise MemoryError(f"{self.path.name}: no memory to compute")
        if code == _NO_CELLS:
            raise EngineError(f"{self.path.name} has no room left for the text.", "Give it a longer context.")
        if code:
            raise EngineError(
                f"{self.path.name} could not go on (llama_decode gave {code}).", "Unload it and try again."
            )

    def _row(self, at: int) -> Row:
        """A copy: llama.cpp's own memory holds only until the next call."""
        row = np.ctypeslib.as_array(llama_cpp.llama_get_logits_ith(self.context, at), shape=(self._size,))
        if np.isnan(row.max()):
            raise EngineError(
                f"{self.path.name} computes no numbers: its weights are damaged.", "Copy or download it again."
            )
        return row.astype(np.float32, copy=True)
