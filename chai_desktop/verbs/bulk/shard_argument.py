"""Which parts of a run one process does: named, by a SLURM array's variables, or all of them one after the other."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from chai_desktop.errors import ChaiError

SLURM = "slurm"


def shards_to_do(asked: str, shards: int, variables: Mapping[str, str] = os.environ) -> Sequence[int]:
    """The numbers of the parts, from 1. ``shards`` is what the run was made for. ChaiError where both do not fit."""
    if not asked:
        return range(1, shards + 1)
    number, of = _of_slurm(variables) if asked == SLURM else _named(asked)
    if of != shards:
        raise ChaiError(
            f"The run is made for {shards} parts, and {of} were asked for.",
            f"Use parts of {shards} (for a SLURM array: --array=1-{shards}), or make the run with --shards {of}.",
        )
    if not 1 <= number <= of:
        raise ChaiError(f"There is no part {number} of {of}.", f"Parts are numbered from 1 to {of}.")
    return (number,)


def _named(asked: str) -> tuple[int, int]:
    number, _, of = asked.partition("/")
    if not (number.isdecimal() and of.isdecimal()):
        raise ChaiError(f"“{asked}” is no part.", "Write it as 2/8, or slurm in a SLURM array.")
    return int(number), int(of)


def _of_slurm(variables: Mapping[str, str]) -> tuple[int, int]:
    """Arrays may begin at any number: it is the place in the array that counts."""
    try:
        number, of = int(variables["SLURM_ARRAY_TASK_ID"]), int(variables["SLURM_ARRAY_TASK_COUNT"])
        first = int(variables.get("SLURM_ARRAY_TASK_MIN", "1"))
    except (KeyError, ValueError) as error:
        raise ChaiError(
            "This is no part of a SLURM array.", "Submit it with --array=1-N, or name --shard I/N."
        ) from error
    return number - first + 1, of
