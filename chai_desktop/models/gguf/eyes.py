"""The part of a model that sees (libmtmd): turns pairs of frames into what stands for them among the tokens."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
from llama_cpp import mtmd_cpp
from numpy.typing import NDArray

from chai_desktop.errors import EngineError
from chai_desktop.models.gguf import llama_log
from chai_desktop.models.gguf.llama import BATCH, Llama

_MOST_TOKENS = 1 << 16  # of a pair: our own sizes count, so that the library never scales


class Eyes:
    """EngineError where the file is not the model's, MemoryError where there is too little memory."""

    def __init__(self, path: Path, llama: Llama) -> None:
        self.path = path
        self._llama = llama
        params = mtmd_cpp.mtmd_context_params_default()
        params.use_gpu = not llama.on_cpu
        params.print_timings = False
        params.n_threads = llama.threads
        params.warmup = False
        params.image_min_tokens = 1
        params.image_max_tokens = _MOST_TOKENS
        self._context = mtmd_cpp.mtmd_init_from_file(str(path).encode(), llama.model, params)
        if not self._context:
            raise self._not_loaded()
        if not (mtmd_cpp.mtmd_support_vision(self._context) and mtmd_cpp.mtmd_decode_use_mrope(self._context)):
            raise EngineError(f"{path.name} holds no eyes of Qwen3-VL's kind.", "Choose the model's own mmproj file.")
        self._marker = mtmd_cpp.mtmd_get_marker(self._context) or mtmd_cpp.mtmd_default_marker()

    @contextmanager
    def pair(self, frames: NDArray[np.uint8], tokens: int) -> Iterator[Any]:
        """Two frames (2, height, width, 3) of one time as one picture, to be shown to ``look``.

        They are merged in time, as the model was trained. EngineError unless they come to ``tokens`` tokens.
        """
        chunks = mtmd_cpp.mtmd_input_chunks_init()
        bitmaps = [_bitmap(frame) for frame in frames]
        try:
            text = mtmd_cpp.mtmd_input_text(self._marker * 2, 2 * len(self._marker), False, True)
            array = (mtmd_cpp.mtmd_bitmap_p_ctypes * 2)(*bitmaps)
            code = mtmd_cpp.mtmd_tokenize(self._context, chunks, ctypes.byref(text), array, 2)
            pictures = [] if code else _pictures(chunks)
            if [mtmd_cpp.mtmd_input_chunk_get_n_tokens(picture) for picture in pictures] != [tokens]:
                raise EngineError(
                    f"{self.path.name} cannot take in pictures of this size.", "Choose the model's own mmproj file."
                )
            yield pictures[0]
        finally:
            for bitmap in bitmaps:
                mtmd_cpp.mtmd_bitmap_free(bitmap)
            mtmd_cpp.mtmd_input_chunks_free(chunks)

    def look(self, picture: Any, position: int, sequence: int) -> int:
        """Put what the picture holds into the sequence at ``position``; the position behind it."""
        if mtmd_cpp.mtmd_encode_chunk(self._context, picture):
            if llama_log.lacked_memory():
                raise MemoryError(f"{self.path.name}: no memory to look at a picture")
            raise EngineError(f"{self.path.name} could not look at a picture.", "Unload the model and try again.")
        behind = llama_cpp.llama_pos(position)
        code = mtmd_cpp.mtmd_helper_decode_image_chunk(
            self._context,
            self._llama.context,
            picture,
            mtmd_cpp.mtmd_get_output_embd(self._context),
            position,
            sequence,
            BATCH,
            ctypes.byref(behind),
            mtmd_cpp.mtmd_helper_post_decode_callback(0),
            None,
        )
        self._llama.check(code)
        return int(behind.value)

    def close(self) -> None:
        mtmd_cpp.mtmd_free(self._context)

    def _not_loaded(self) -> Exception:
        if llama_log.lacked_memory():
            return MemoryError(f"no memory for {self.path.name}")
        return EngineError(
            f"{self.path.name} cannot be loaded as the eyes of {self._llama.path.name}: damaged, or another model's.",
            "Copy it again, or choose the mmproj file that came with this model.",
        )


def _bitmap(frame: NDArray[np.uint8]) -> Any:
    """``frame``: (height, width, 3), RGB."""
    height, width, _channels = frame.shape
    data = np.ascontiguousarray(frame)
    bitmap = mtmd_cpp.mtmd_bitmap_init(width, height, data.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8)))
    mtmd_cpp.mtmd_bitmap_set_mergeable(bitmap, True)
    return bitmap


def _pictures(chunks: Any) -> list[Any]:
    found = [mtmd_cpp.mtmd_input_chunks_get(chunks, at) for at in range(mtmd_cpp.mtmd_input_chunks_size(chunks))]
    image = mtmd_cpp.MTMD_INPUT_CHUNK_TYPE_IMAGE
    return [chunk for chunk in found if mtmd_cpp.mtmd_input_chunk_get_type(chunk) == image]
