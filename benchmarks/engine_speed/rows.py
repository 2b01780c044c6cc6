"""The figures as rows of the table; targets are for a GPU, where they were set."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from benchmarks.table import BenchmarkError, Row

if TYPE_CHECKING:
    from benchmarks.engine_speed.measuring import Figures

_EXACT_LAYERS = 4
_NOTE = "random weights of the real shape; plain: the library's own calls with inputs at hand; median of 3"


def measure() -> list[Row]:
    """For ``chai bench``: the tiny shape on the processor, and a 2B on a GPU where there is one."""
    missing = [name for name in ("torch", "transformers") if find_spec(name) is None]
    if missing:
        raise BenchmarkError(f"not installed: {', '.join(missing)}")
    rows = rows_of("tiny", "cpu")
    if _has_gpu():
        return [*rows, *rows_of("2b", "cuda")]
    how = "not measured here: no GPU. There: python -m benchmarks.engine_speed --shape 8b --device cuda"
    target = "five aspects 4x, prepared 6x, 8 scores 1.5x, revision 3x"
    return [*rows, Row("engines.gpus", 0, "GPUs", target, None, how)]


def rows_of(shape: str, device: str) -> list[Row]:
    """Measure one shape on one device; only here are torch and the engine loaded."""
    from benchmarks.engine_speed.measuring import measured

    figures = measured(shape, device, _EXACT_LAYERS)
    begin = f"engines.{shape}.{device}"
    return [*_times(begin, figures), *_gains(begin, figures, promised=device == "cuda"), *_identity(begin, figures)]


def _has_gpu() -> bool:
    import torch

    return bool(torch.cuda.is_available())


def _times(begin: str, figures: Figures) -> list[Row]:
    five, copied = figures.five_usage, figures.revision_usage
    steps = "steps recorded and played back" if figures.recorded else "every step started by itself"
    read = f"{five.new_tokens} tokens in {five.passes} passes, {steps}; the clip decoded and read"
    copying = f"drafts copied: {copied.new_tokens} tokens in {copied.passes} passes"
    timed = {
        "five.plain": (figures.plain_five, f"five aspects of a 5 s clip, five generate calls; {_setting(figures)}"),
        "five.ours": (figures.ours_five, read),
        "five.prepared": (figures.ours_prepared, "the clip read before"),
        "score.plain": (figures.plain_score, "one caption, one forward pass of the whole prompt"),
        "score.eight": (figures.ours_scores, "eight captions on a clip read before"),
        "revision.plain": (figures.plain_revision, "text only, greedy generate"),
        "revision.ours": (figures.ours_revision, copying),
    }
    return [
        Row(f"{begin}.{name}", each.seconds, "s", "", None, f"{how}; peak {each.peak_bytes / 2**30:.2f} GiB")
        for name, (each, how) in timed.items()
    ]


def _gains(begin: str, figures: Figures, promised: bool) -> list[Row]:
    """``promised``: a tiny model on a processor says nothing about a GPU, so that nothing is promised for it."""
    ratios = (
        ("five.gain", figures.plain_five, figures.ours_five, 4.0, "five aspects, plain over ours"),
        ("five.prepared_gain", figures.plain_five, figures.ours_prepared, 6.0, "the same, with the clip read before"),
        ("revision.gain", figures.plain_revision, figures.ours_revision, 3.0, "a revision, plain over ours"),
    )
    rows = []
    for name, plain, ours, least, how in ratios:
        value = plain.seconds / ours.seconds
        target, holds = (f">= {least:g}", value >= least) if promised else ("", None)
        rows.append(Row(f"{begin}.{name}", value, "x", target, holds, how))
    cost = figures.ours_scores.seconds / figures.plain_score.seconds
    target, holds = ("<= 1.5", cost <= 1.5) if promised else ("", None)
    return [*rows, Row(f"{begin}.score.cost", cost, "x", target, holds, "eight scores over one plain one")]


def _identity(begin: str, figures: Figures) -> list[Row]:
    exact, same = figures.exact, figures.agreement
    strict = f"of {exact.count} answers (five, prepared, revised), in float32 with {_EXACT_LAYERS} layers"
    loose = f"of {same.count} answers, {same.equal} are the plain ones and {same.ties} part at a tie of {figures.dtype}"
    differ, parted = exact.count - exact.equal, same.count - same.equal - same.ties
    scores = f"{loose}; log-odds of a score differ by {figures.score_difference:.2g}"
    return [
        Row(f"{begin}.differ", differ, "answers", "0", differ == 0, f"other than plain, token for token; {strict}"),
        Row(f"{begin}.parted", parted, "answers", "0", parted == 0, scores),
    ]


def _setting(figures: Figures) -> str:
    return f"{figures.dtype}, {figures.prefix_tokens:,} tokens of system and video; {_NOTE}"
