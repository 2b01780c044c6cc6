"""`chai models --check` and `--download`: what the Models page does with one model, without a window."""

from __future__ import annotations

import sys
from pathlib import Path

from chai_desktop.errors import EngineError
from chai_desktop.models.catalog.check import check_model
from chai_desktop.models.catalog.check_line import Verdict
from chai_desktop.models.catalog.download import download, plan_download
from chai_desktop.models.catalog.finding import find_models, never
from chai_desktop.models.catalog.fit import fit, gigabytes, needed_bytes
from chai_desktop.models.catalog.found_model import FoundModel
from chai_desktop.models.catalog.hub_plan import DownloadPlan
from chai_desktop.models.catalog.memory_at_hand import memory_at_hand
from chai_desktop.verbs import DONE, FAILED
from chai_desktop.verbs.progress import show_progress

_SIGNS = {Verdict.GOOD: "ok", Verdict.WARNING: "note", Verdict.BAD: "BAD"}


def check(path: Path) -> int:
    """Read every file of one model to its end, and say what is wrong with it."""
    model = _model_at(path.expanduser().absolute())
    report = check_model(model, show_progress, never)
    lines = [f"{_SIGNS[line.verdict]:>4}  {line.sentence}" for line in report.lines]
    lines += [f"      SHA-256 of {name}: {digest}" for name, digest in report.sha256.items()]
    if model.problem and report.is_good:
        lines.insert(0, f" BAD  {model.problem}")
    if report.is_good and not model.problem:
        lines.append(f"      {fit(needed_bytes(model), memory_at_hand()).sentence}")
    sys.stdout.write("\n".join(lines) + "\n")
    return DONE if report.is_good and not model.problem else FAILED


def fetch(name: str, number: int | None) -> int:
    """Say what there is and how large; download it only where a ``number`` (from 1) was chosen."""
    plan = plan_download(name, never)
    if number is None:
        sys.stdout.write(_as_text(plan))
        return DONE
    if not 1 <= number <= len(plan.choices):
        raise EngineError(f"There is no number {number} in {plan.repository}.", "Look at the list without --take.")
    folder = download(plan, plan.choices[number - 1], _counted, never)
    sys.stdout.write(f"{folder}\n")
    return DONE


def _model_at(path: Path) -> FoundModel:
    folder = path if path.is_dir() else path.parent
    for model in find_models([folder]).models:
        if path in (model.path, *model.files):
            return model
    raise EngineError(f"There is no model at {path}.", "Name a .gguf file, or a folder with config.json.")


def _as_text(plan: DownloadPlan) -> str:
    lines = [f"{plan.repository} (licence: {plan.licence or 'none named'})"]
    lines += [f"{number}. {each.title}: {gigabytes(each.size)}" for number, each in enumerate(plan.choices, 1)]
    return "\n".join([*lines, "Nothing was downloaded. Choose one with --take NUMBER."]) + "\n"


def _counted(fraction: float | None, words: str) -> None:
    show_progress(fraction or 0.0, words)
