"""What is said of a run, without Qt: one row of the list, and the sentences below it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chai_desktop.runs.truth import RunTruth
    from chai_desktop.workers.runs.run_watcher import SeenRun

_LONG = 600.0  # seconds without a heartbeat, after which a run elsewhere may be continued here
STATES = {
    "running": ("Running", "play"),
    "elsewhere": ("Elsewhere", "monitor"),
    "failed": ("Failed", "octagon-alert"),
    "interrupted": ("Interrupted", "triangle-alert"),
    "stopped": ("Stopped", "pause"),
    "waiting": ("Not begun", "circle"),
    "done": ("Done", "check"),
    "": ("Unreadable", "octagon-alert"),
}


@dataclass(frozen=True)
class RunRow:
    """One run in words, and what can be done with it now."""

    title: str
    state: str
    icon: str
    clips: str
    fraction: float
    speed: str
    left: str
    begun: str
    sentence: str
    hint: str
    can_stop: bool
    can_continue: bool
    can_retry: bool
    can_collect: bool
    can_remove: bool
    continue_words: str


def row_of(run: SeenRun) -> RunRow:
    description, truth = run.description, run.truth
    if description is None or truth is None:
        return RunRow(run.folder.name, *STATES[""], "", 0.0, "", "", "", run.problem, "",
                      False, False, False, False, True, "Continue")  # fmt: skip
    condition = str(truth.condition)
    state, icon = STATES[condition]
    settings = description.settings
    total = int(settings.get("clip_count", 0)) or sum(seat.total for seat in truth.seats)
    runs = condition == "running"
    silent = condition == "elsewhere" and _silent(truth)
    written, refused = truth.figure("written"), truth.figure("refused")
    return RunRow(
        title=description.title,
        state=state,
        icon=icon,
        clips=f"{truth.step:,} of {total:,}",
        fraction=min(1.0, truth.step / total) if total else 0.0,
        speed=_speed(truth.rate("clips_per_hour"), truth.rate("tokens_per_second")) if runs else "",
        left=_left([seat.figures.get("seconds_left") for seat in truth.seats]) if runs else "",
        begun=_when(description.made_at),
        sentence=_sentence(truth.sentence, written, refused, runs),
        hint=truth.hint or _way_out(condition),
        can_stop=runs or condition == "elsewhere",
        can_continue=silent or condition in ("interrupted", "stopped", "failed", "waiting"),
        can_retry=refused > 0 and condition in ("done", "stopped", "interrupted", "failed"),
        can_collect=written > 0,
        can_remove=not runs,
        continue_words="Start" if condition == "waiting" and not truth.step else "Continue",
    )


def settings_lines(run: SeenRun) -> list[tuple[str, str]]:
    """What the run was made with, by name."""
    description = run.description
    if description is None:
        return [("Folder", str(run.folder))]
    settings = description.settings
    lines = [
        ("Captions", f"{int(settings.get('row_count', 0)):,} of {int(settings.get('clip_count', 0)):,} clips"),
        ("Engine", _engine(settings.get("captioner"))),
    ]
    for name, label in (("critic", "Critic"), ("reviser", "Reviser"), ("reward", "Scores by")):
        if settings.get(name):
            lines.append((label, _engine(settings[name])))
    lines += [
        ("Candidates", str(settings.get("candidates", 1))),
        ("Temperature", f"{settings.get('temperature', 0)}, from seed {settings.get('seed', 0)}"),
        ("Processes", str(description.shards)),
        ("Specification", str(settings.get("spec_version", ""))),
        ("Run", description.id),
        ("Folder", str(run.folder)),
    ]
    return lines


def command_line(run: SeenRun) -> str:
    """How the run is started in a shell, here or on another computer."""
    return f'./chai recaption --config "{run.folder / "run.json"}"'


def _silent(truth: RunTruth) -> bool:
    """Whether nothing was heard for long from every part that another computer has."""
    heard = [seat.state.heartbeat for seat in truth.seats if str(seat.condition) == "elsewhere" and seat.state]
    return bool(heard) and time.time() - max(heard) > _LONG


def _engine(choice: object) -> str:
    if not isinstance(choice, dict):
        return ""
    name, model = str(choice.get("engine", "")), str(choice.get("model", ""))
    return f"{name}, {model}" if model else name


def _sentence(sentence: str, written: float, refused: float, runs: bool) -> str:
    if not runs:
        return sentence
    failed = f", {refused:,.0f} without one" if refused else ""
    return f"{sentence}: {written:,.0f} caption{'s' * (round(written) != 1)} so far{failed}."


def _way_out(condition: str) -> str:
    return {
        "interrupted": "Continue does the rest; nothing is done twice.",
        "stopped": "Continue does the rest.",
        "waiting": "Start it here, or copy its folder to another computer and start it there.",
        "elsewhere": "Whether it still runs can only be seen there; if it does not, continue it here.",
    }.get(condition, "")


def _speed(clips: float, tokens: float) -> str:
    if not clips:
        return ""
    return f"{clips:,.0f} clips/h" + (f", {tokens:,.0f} tokens/s" if tokens else "")


def _left(seconds: list[float | None]) -> str:
    """The slowest process decides."""
    known = [each for each in seconds if each is not None]
    if not known:
        return ""
    longest = max(known)
    if longest < 90:
        return f"{longest:.0f} s"
    minutes = round(longest / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def _when(at: str) -> str:
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%d %b %H:%M")
    except ValueError:
        return ""
