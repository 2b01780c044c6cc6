"""The commands of the Run menu."""

from __future__ import annotations

from functools import partial

from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.runs.run_buttons import BUTTONS
from chai_desktop.ui.runs.runs_desk import RunsDesk

_WORDS = {
    "continue": "Continue the run",
    "collect": "Take the run's results into the project",
    "stop": "Stop the run after this clip",
    "stop_now": "Stop the run now",
    "retry": "Try the run's failed captions again",
    "open_folder": "Open the run's folder",
    "remove": "Remove the run",
}


def run_commands(desk: RunsDesk) -> list[Command]:
    new = Command(
        "run.new",
        "Captions of many clips...",
        Menu.RUN,
        desk.new,
        ("Ctrl+Shift+N",),
        "plus",
        "Let an engine write captions of many clips, beside your work or over night",
        enabled=lambda: desk.can_begin,
    )
    others = [
        Command(
            f"run.{name}",
            _WORDS[name],
            Menu.RUN,
            partial(desk.do, name),
            (),
            icon,
            tip,
            enabled=partial(desk.can, name),
            begins_group=name in ("continue", "open_folder"),
        )
        for name, _words, icon, tip in BUTTONS
    ]
    return [new, *others]
