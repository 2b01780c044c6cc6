"""Drafts for a CPU, where every token of a pass costs time: long ones only while they are kept."""

from __future__ import annotations

from collections.abc import Sequence

from chai_desktop.models.decoding.copy_drafter import DRAFTED, CopyDrafter, Draft

_FEWEST = 1  # a pass on the CPU has two rows at least (see ``llama``), so that one drafted token costs next to nothing


class CarefulDrafter(CopyDrafter):
    """The next draft is twice as long where all of the last was kept, and else as long as what was kept."""

    def __init__(self, sources: Sequence[Sequence[int]]) -> None:
        super().__init__(sources)
        self._width = 4

    def draft(self, written: Sequence[int]) -> Draft:
        whole = super().draft(written)
        return Draft(whole.tokens[: self._width], whole.source, whole.start)

    def kept(self, draft: Draft, count: int) -> None:
        super().kept(draft, count)
        if draft.tokens:
            wider = 2 * self._width if count == len(draft.tokens) else count
            self._width = max(_FEWEST, min(DRAFTED, wider))
