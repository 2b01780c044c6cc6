"""Where memory runs out, what is kept is let go once; then it is told as what it is."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from chai_desktop.models.process.host import is_lack_of_memory
from chai_desktop.models.transformers.groups import groups
from chai_desktop.models.transformers.memory import with_room


def _more_than_there_is() -> Any:
    return torch.empty(2**58, dtype=torch.int8)


def test_a_lack_of_memory_is_told_as_one() -> None:
    let_go: list[int] = []
    with pytest.raises(MemoryError) as caught:
        with_room(_more_than_there_is, lambda: let_go.append(1))
    assert let_go == [1] and is_lack_of_memory(caught.value)


def test_a_lack_of_memory_outside_of_all_that_is_tried_twice_is_one_too() -> None:
    with pytest.raises(RuntimeError) as caught:
        _more_than_there_is()
    assert is_lack_of_memory(caught.value)


def test_it_is_tried_again_with_what_was_let_go() -> None:
    kept = [torch.zeros(10)]

    def work() -> str:
        if kept:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return "done"

    assert with_room(work, kept.clear) == "done"


def test_other_errors_are_not_taken_for_it() -> None:
    with pytest.raises(RuntimeError, match="shape"):
        with_room(lambda: torch.zeros(2) + torch.zeros(3).reshape(5, 5), lambda: pytest.fail("nothing to let go"))


def test_as_many_go_together_as_fit() -> None:
    assert groups([3, 3, 3, 9, 1, 1], lambda group: sum(group) <= 6) == [[3, 3], [3], [9], [1, 1]]
    assert groups([], lambda _group: True) == []
