"""What is done to the folders of runs: made, started, asked to stop, put away. None of it knows a widget."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFile

from chai_desktop.errors import ChaiError
from chai_desktop.workers.runs.run_starting import start_detached

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from chai_desktop.models.bulk.making import Plan
    from chai_desktop.spec.aspects import Aspect
    from chai_desktop.store.project import Project

RUNS_SUFFIX = ".chai-runs"
_REMOVED = "removed"
_AT_ONCE = 500  # clips that are read while others wait for the project


def runs_of(project: Path) -> Path:
    """Where the runs of a project lie: beside it."""
    return project.with_name(f"{project.stem}{RUNS_SUFFIX}")


def make(
    ask: Callable[[Callable[[Project], Any]], Any],
    home: Path,
    clip_ids: Sequence[str],
    aspects: Sequence[Aspect],
    only_missing: bool,
    plan: Plan,
) -> Path:
    """Freeze the clips and write the run; gives its folder. Reads the project, and leaves it between portions."""
    from chai_desktop.exchange.project_language import language_of
    from chai_desktop.models.bulk.making import frozen_clips, make_run
    from chai_desktop.runs.moments import new_run_id

    clips = []
    for start in range(0, len(clip_ids), _AT_ONCE):
        some = frozenset(clip_ids[start : start + _AT_ONCE])
        clips += ask(partial(frozen_clips, clip_ids=some, aspects=aspects, only_missing=only_missing))
    spec, made_for = ask(lambda project: (language_of(project).spec, {"id": project.id, "name": project.name}))
    return make_run(home / new_run_id(), clips, plan, spec, made_for).path


def start(folder: Path, shards: Sequence[int], of: int, retry: bool) -> None:
    """Start a process for each of these parts. ChaiError where one cannot be started."""
    from chai_desktop.runs import control
    from chai_desktop.runs.run_folder import RunFolder

    control.withdraw(folder)
    for shard in shards:
        verb = ["recaption", "--config", str(folder / "run.json"), "--shard", f"{shard}/{of}"]
        start_detached([*verb, "--retry-failed"] if retry else verb, folder, RunFolder(folder).seat(shard, of).log_file)


def ask_to_stop(folder: Path, now: bool) -> None:
    """ChaiError where the folder cannot be written to."""
    from chai_desktop.runs import control
    from chai_desktop.runs.run_folder import cannot_write

    try:
        control.ask(folder, control.Wish.STOP_NOW if now else control.Wish.STOP)
    except OSError as error:
        raise cannot_write(folder, error) from error


def put_away(folder: Path) -> str:
    """Into the trash, or where there is none into a folder beside the runs; says where. ChaiError."""
    if QFile(str(folder)).moveToTrash():
        return "The run's folder is in the trash."
    aside = folder.parent / _REMOVED
    try:
        aside.mkdir(exist_ok=True)
        folder.rename(aside / folder.name)
    except OSError as error:
        raise ChaiError(f"{folder} cannot be put away: {error.strerror or error}.", "Delete it by hand.") from error
    return f"The run's folder is in {aside}."
