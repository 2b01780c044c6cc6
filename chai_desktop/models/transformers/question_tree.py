"""Reads several questions about a clip in one pass: what they begin with in common once, then each for itself.

The questions lie one behind the other in one row. A mask lets each see the clip, the common beginning and itself, and
each has the positions that it would have alone: so the result is that of reading them one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chai_desktop.models.transformers.decoder import Decoder
from chai_desktop.models.transformers.key_values import KeyValues, Tensor
from chai_desktop.models.transformers.library import torch
from chai_desktop.models.transformers.prefix import READ_AT_ONCE, Prefix


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
    decoder: Decoder, prefix: Prefix, questions: Sequence[Sequence[int]], told: Callable[[int], None], spare: int = 0
) -> QuestionTree:
    """``told`` hears how many tokens have been read, and may raise Cancelled. ``spare``: columns left free behind them.

    Where they are very many, they are read in several parts, so that a person can stop it and no mask is huge.
    """
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
    tokens, whose = torch.tensor([ids], device=device), torch.tensor(owners, device=device)
    positions = torch.tensor(places, device=device).add(prefix.position).expand(3, 1, -1)
    ends = torch.tensor([end - 1 - prefix.tokens for _, end in branches], device=device)
    step, hidden = READ_AT_ONCE[device.type], []
    for start in range(0, len(ids), step):
        told(start)
        end = min(start + step, len(ids))
        plain = len(questions) == 1 and prefix.tokens + start == 0  # each sees all before it, and nothing else is there
        mask = None if plain else _mask(prefix.tokens, whose, start, end)
        read = decoder.run(cache, decoder.embed(tokens[:, start:end]), positions[:, :, start:end], mask)
        cache.used += end - start
        hidden.append(read[0, ends[(ends >= start) & (ends < end)] - start])
    following = tuple(prefix.position + len(question) for question in questions)
    return QuestionTree(cache, prefix.tokens + common, tuple(branches), torch.cat(hidden), following)


def _mask(before: int, owners: Tensor, start: int, end: int) -> Tensor:
    """(1, 1, end - start, before + end). ``owners``: 0 for the common beginning, else the number of the question."""
    order = torch.arange(end, device=owners.device)
    mine, others = owners[start:end, None], owners[None, :end]
    inside = ((others == 0) | (others == mine)) & (order[None, :] <= order[start:, None])
    prefix = torch.ones((end - start, before), dtype=torch.bool, device=owners.device)
    return torch.cat([prefix, inside], dim=1)[None, None]
