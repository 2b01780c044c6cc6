"""What answers took, counted while they are made."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

from chai_desktop.models.gguf.beginnings import Beginning
from chai_desktop.models.requests import Usage


@dataclass
class Tally:
    """See ``requests.Usage``. ``at_hand``: the beginning of the prompts was kept from before."""

    at_hand: bool = False
    prompt_tokens: int = 0
    kept_tokens: int = 0
    new_tokens: int = 0
    passes: int = 0
    prompt_seconds: float = 0.0
    writing_seconds: float = 0.0
    _began: float = field(default_factory=time.perf_counter)

    def prompts(self, beginning: Beginning, prompts: Sequence[Sequence[int]]) -> None:
        """All prompts of one task, which begin alike: what they share is computed once, or was at hand."""
        self.prompt_tokens += beginning.cells * len(prompts) + sum(map(len, prompts))
        self.kept_tokens += beginning.cells * (len(prompts) - (0 if self.at_hand else 1))

    @contextmanager
    def reading(self) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.prompt_seconds += time.perf_counter() - began

    def usage(self) -> Usage:
        self.writing_seconds = time.perf_counter() - self._began - self.prompt_seconds
        return Usage(
            self.prompt_tokens,
            self.kept_tokens,
            self.new_tokens,
            self.passes,
            self.prompt_seconds,
            self.writing_seconds if self.passes else 0.0,
            peak_bytes(),
        )


def peak_bytes() -> int:
    """The most main memory that this process has used so far; llama.cpp does not tell that of a GPU."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
