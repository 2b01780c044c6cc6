"""Whether a model will fit into memory: an estimate from its files and shape, made before anything is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from chai_desktop.models.catalog.found_model import FoundModel, ModelForm

_WORK_SHARE = 0.08  # of the weights, for what is computed in between
_WORK_BYTES = 400_000_000  # and what a library takes before it has loaded anything
_USUAL_CONTEXT = 12_288  # tokens: one clip at its largest budget
_TEXT_CONTEXT = 4_096
_BYTES_OF = {"bf16": 2.0, "f16": 2.0, "f32": 4.0, "8-bit": 1.06, "4-bit": 0.56}  # of one parameter, as it is loaded


class FitVerdict(StrEnum):
    FITS = "fits"
    TIGHT = "tight"  # fits once other programs give back what they hold, or with little left
    TOO_LARGE = "too large"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Space:
    """Memory of one kind, in bytes. ``name``: "this machine's memory", or the GPU's name."""

    name: str
    total: int
    free: int


@dataclass(frozen=True)
class Fit:
    """``needed`` is in bytes; ``sentence`` says it to a person, with a way out where it does not fit."""

    verdict: FitVerdict
    needed: int
    sentence: str


def needed_bytes(model: FoundModel, precision: str = "", context: int = 0, eyes_bytes: int = 0) -> int:
    """Weights, cache of a prompt of ``context`` tokens (0: what a clip needs), and room to work. 0: cannot be told.

    Weights of a GGUF file are used as they lie; those of a folder as ``precision`` says ('' as they lie).
    """
    weights = model.size_bytes + eyes_bytes
    if model.form is ModelForm.FOLDER and precision in _BYTES_OF and model.parameters:
        weights = int(model.parameters * _BYTES_OF[precision])
    if not weights or model.form in (ModelForm.EYES, ModelForm.ADAPTER):
        return 0
    usual = _USUAL_CONTEXT if model.sees else min(model.context or _TEXT_CONTEXT, _TEXT_CONTEXT)
    return int(weights * (1 + _WORK_SHARE)) + (context or usual) * model.cache_bytes + _WORK_BYTES


def fit(needed: int, spaces: Sequence[Space]) -> Fit:
    """The best of the ``spaces`` that it fits into: the first that holds it is told."""
    if not needed or not spaces:
        return Fit(FitVerdict.UNKNOWN, needed, "How much memory it needs cannot be told.")
    for space in spaces:
        if needed <= space.free:
            return Fit(FitVerdict.FITS, needed, f"Needs some {gigabytes(needed)}; fits into {_free(space)}.")
    for space in spaces:
        if needed <= space.total * 0.95:
            return Fit(
                FitVerdict.TIGHT,
                needed,
                f"Needs some {gigabytes(needed)}; {_free(space)}. Close other programs, or unload other models.",
            )
    largest = max(spaces, key=lambda space: space.total)
    return Fit(
        FitVerdict.TOO_LARGE,
        needed,
        f"Needs some {gigabytes(needed)}; {largest.name} has {gigabytes(largest.total)} in all. "
        "Take a smaller model, or fewer bits.",
    )


def gigabytes(count: int) -> str:
    """ "12 KB", "98 MB", "4.3 GB": decimal, as disks and cards are sold."""
    if count >= 1e9:
        return f"{count / 1e9:.1f} GB"
    return f"{count / 1e6:.0f} MB" if count >= 1e6 else f"{count / 1e3:.0f} KB"


def _free(space: Space) -> str:
    return f"{space.name}, {gigabytes(space.free)} of {gigabytes(space.total)} free"
