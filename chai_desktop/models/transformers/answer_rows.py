"""The answers to several questions, a row each, grown by one token a step."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.models.transformers.decoder import Decoder
from chai_desktop.models.transformers.key_values import KeyValues, Tensor
from chai_desktop.models.transformers.library import torch
from chai_desktop.models.transformers.question_tree import QuestionTree


@dataclass
class AnswerRows:
    """``seen``: (rows, capacity), True at every column that a row's tokens may look at once it is filled; the columns
    that pad the shorter questions are not. ``positions``: (rows,), of each row's next token. ``padded``: whether any
    row is.
    """

    cache: KeyValues
    seen: Tensor
    positions: Tensor
    padded: bool

    def keep(self, rows: list[int]) -> None:
        """Go on with these rows only."""
        index = torch.tensor(rows, device=self.seen.device)
        self.cache.keep_rows(rows)
        self.seen, self.positions = self.seen[index], self.positions[index]


def columns_needed(tree: QuestionTree, limit: int) -> int:
    """How long a row has to be: trunk, longest question, and ``limit`` tokens of an answer."""
    return tree.trunk + max(end - start for start, end in tree.branches) + limit


def rows_from(decoder: Decoder, tree: QuestionTree, capacity: int, into: KeyValues | None = None) -> AnswerRows:
    """Copy a tree into rows: each has the trunk, then padding, then its own question, so that all end in one column.

    One question alone that has the room stays where it is. ``into``: room to be used again, of so many rows and at
    least so many columns.
    """
    lengths = [end - start for start, end in tree.branches]
    rows, longest = len(lengths), max(lengths)
    if rows == 1 and into is None and tree.cache.capacity >= capacity:
        cache = tree.cache
    else:
        cache = into or decoder.key_values(rows, capacity)
        for row, (start, end) in enumerate(tree.branches):
            cache.copy_columns(row, 0, tree.cache, 0, tree.trunk)
            cache.copy_columns(row, tree.trunk + longest - (end - start), tree.cache, start, end)
        cache.used = tree.trunk + longest
    columns = torch.arange(cache.capacity, device=decoder.device)
    pads = torch.tensor([longest - length for length in lengths], device=decoder.device)
    seen = (columns < tree.trunk) | (columns >= tree.trunk + pads[:, None])
    positions = torch.tensor(tree.positions, device=decoder.device)
    return AnswerRows(cache, seen, positions, padded=min(lengths) < longest)
