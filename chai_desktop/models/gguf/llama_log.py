"""What llama.cpp says while it works: into the log, and the last of it kept to tell one failure from another."""

from __future__ import annotations

import ctypes
import logging
from collections import deque

import llama_cpp
from llama_cpp import mtmd_cpp

_log = logging.getLogger(__name__)
_WARNING, _CONTINUED = 3, 5  # of enum ggml_log_level; what lies below is chatter, and what goes on with a line too
_MEMORY = (
    "failed to allocate",
    "unable to allocate",
    "out of memory",
    "alloc_buffer",
    "bad_alloc",
    "insufficient memory",
)
_said: deque[str] = deque(maxlen=40)


@llama_cpp.llama_log_callback  # type: ignore[untyped-decorator]
def _heard(level: int, text: bytes, _user_data: object) -> None:
    if _WARNING <= level < _CONTINUED:
        words = text.decode("utf-8", "replace").rstrip()
        _said.append(words)
        _log.info("llama.cpp: %s", words)


def listen() -> None:
    """Have every part of llama.cpp speak into the log, and forget what was said before."""
    _said.clear()
    for set_log in (llama_cpp.llama_log_set, mtmd_cpp.mtmd_log_set, mtmd_cpp.mtmd_helper_log_set):
        set_log(_heard, ctypes.c_void_p(0))


def lacked_memory() -> bool:
    """Whether one of the last words was that there is too little memory: the C interface only says that it failed."""
    return any(words in said.lower() for said in _said for words in _MEMORY)
