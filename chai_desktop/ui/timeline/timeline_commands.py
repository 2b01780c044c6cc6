"""The commands of the timeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chai_desktop.settings import SettingsFile
from chai_desktop.ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from chai_desktop.ui.workbench.annotate_host import AnnotateHost

_VERBS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("zoom_in", "Timeline: less time", ("Ctrl+=", "Ctrl++"), "plus"),
    ("zoom_out", "Timeline: more time", ("Ctrl+-",), "minus"),
    ("show_all", "Timeline: the whole clip", ("Ctrl+0",), "maximize"),
    ("choose_curves", "Timeline: choose curves", (), "list-checks"),
)


def timeline_commands(host: AnnotateHost, settings: SettingsFile) -> list[Command]:
    """Those of the view act while a clip is in the Annotate room."""

    def on_timeline(verb: str) -> Callable[[], None]:
        def run() -> None:
            if host.annotator is not None:
                getattr(host.annotator.view.timeline, verb)()

        return run

    def toggle() -> None:
        if host.annotator is not None:
            host.annotator.view.toggle_timeline()

    def turn_measuring() -> None:
        host.analysis.turn(not host.analysis.is_on)
        settings.change(measure_clips="yes" if host.analysis.is_on else "no")

    def measuring_words() -> str:
        return f"{'Stop measuring' if host.analysis.is_on else 'Measure'} clips in the background"

    return [
        Command("timeline.toggle", "Timeline: show or hide", Menu.VIEW, toggle, ("Alt+T",), "film",
                enabled=host.has_clip, begins_group=True),
        *(
            Command(f"timeline.{verb}", text, Menu.VIEW, on_timeline(verb), keys, icon, enabled=host.has_clip)
            for verb, text, keys, icon in _VERBS
        ),
        Command("timeline.measure", "Measure clips in the background, or not", Menu.VIEW, turn_measuring,
                says=measuring_words),
        Command("timeline.measure_all", "Measure the whole library", Menu.VIEW, host.measure_library,
                enabled=lambda: host.analysis.is_on),
    ]  # fmt: skip
