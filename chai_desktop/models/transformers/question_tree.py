"""Reads several questions about a clip in one pass: what they begin with in common once, then each for itself.

The questions lie one behind the other in one row. A mask lets each see the clip, the common beginning and itself, and
each has the positions that it would have alone: so the result is that of reading them one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chai_desktop.models.transformers.decoder import Decoder
from chai_desktop.models.transformers.key_values import KeyValues, Tensor
from chai_desktop.models.transformers.library import torch
from chai_desktop.models.transformers.prefix import Prefix


@dataclass(frozen=True)
class QuestionTree:
    """``cache``: one row: the prefix, the common beginning (both together ``trunk`` columns), the branches.

    ``branches``: columns of each question behind the trunk, (start, end), none empty. ``hidden``: (questions, hidden
    size), the last layer's output at each one's last token. ``positions``: of the token that follows each.
    """

    cache: KeyValues
    trunk: int
    branches: tuple[tuple[int, int], ...]
    hidden: Tensor
    positions: tuple[int, ...]


def common_length(questions: Sequence[Sequence[int]]) -> int:
    """How many tokens all questions begin with, but never a whole one: each keeps its last token for itself."""
    most = min(len(question) for question in questions) - 1
    first = questions[0]
    for place in range(most):
        if any(question[place] != first[place] for question in questions):
            return place
    return most


def tree_length(questions: Sequence[Sequence[int]]) -> int:
    """Tokens that have to be read for them."""
    common = common_length(questions)
    return common + sum(len(question) - common for question in questions)


def read_questions(
    decoder: Decoder, prefix: Prefix, questions: Sequence[Sequence[int]], spare: int = 0
) -> QuestionTree:
    """``spare``: columns to be left free behind them."""
    common = common_length(questions)
    ids, places, owners = list(questions[0][:common]), list(range(common)), [0] * common
    branches = []
    for number, question in enumerate(questions, 1):
        start = prefix.tokens + len(ids)
        ids += question[common:]
        places += range(common, len(question))
        owners += [number] * (len(question) - common)
        branches.append((start, prefix.tokens + len(ids)))
    cache = prefix.cache.copied(prefix.tokens + len(ids) + spare)
    device = decoder.device
    positions = torch.tensor(places, device=device).add(prefix.position).expand(3, 1, -1)
    alone = len(questions) == 1 and not prefix.tokens
    mask = None if alone else _mask(prefix.tokens, torch.tensor(owners, device=device))
    read = decoder.run(cache, decoder.embed(torch.tensor([ids], device=device)), positions, mask)
    cache.used += len(ids)
    ends = torch.tensor([end - 1 - prefix.tokens for _, end in branches], device=device)
    following = tuple(prefix.position + len(question) for question in questions)
    return QuestionTree(cache, prefix.tokens + common, tuple(branches), read[0, ends], following)


def _mask(before: int, owners: Tensor) -> Tensor:
    """(1, 1, tokens, before + tokens). ``owners``: 0 for the common beginning, else the number of the question."""
    count = owners.shape[0]
    order = torch.arange(count, device=owners.device)
    own = (owners[None, :] == 0) | (owners[None, :] == owners[:, None])
    inside = own & (order[None, :] <= order[:, None])
    prefix = torch.ones((count, before), dtype=torch.bool, device=owners.device)
    return torch.cat([prefix, inside], dim=1)[None, None]
