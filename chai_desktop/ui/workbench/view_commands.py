"""The commands of the View and Help menus, and those that reach across the rooms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from chai_desktop.ui.about_dialog import show_about
from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.workbench.workbench import ANNOTATE, LIBRARY, MODELS, RUNS, SETTINGS, Workbench


def view_commands(bench: Workbench) -> list[Command]:
    window = bench.window

    def command(
        name: str, text: str, run: Callable[[], object], key: str = "", icon: str = "", menu: Menu = Menu.VIEW
    ) -> Command:
        return Command(f"{menu.lower()}.{name}", text, menu, run, (key,) if key else (), icon)

    return [
        command("library", "Library", lambda: window.show_room(LIBRARY), "F2", "library"),
        command("annotate", "Annotate", lambda: window.show_room(ANNOTATE), "F3", "clapperboard"),
        command("models", "Models", lambda: window.show_room(MODELS), "Ctrl+M", "cpu"),
        command("runs", "Runs", lambda: window.show_room(RUNS), "Ctrl+Shift+R", "list-checks"),
        command("settings", "Settings", lambda: window.show_room(SETTINGS), "Ctrl+,", "settings"),
        command("find", "Find a primitive, or a clip in the library", lambda: _find(bench), "Ctrl+F", "search"),
        command("history", "History of the clip", lambda: _toggle_history(bench), "Ctrl+H", "history"),
        command("policy", "Policy and coverage of the caption", lambda: _show_policy(bench), "F12", "list-checks"),
        command("side", "Meaning, policy and coverage: show or hide", lambda: _toggle_side(bench), "Shift+F12", "eye"),
        command("next_clip", "Next clip", lambda: bench.open_neighbour(+1), "PgDown", "chevrons-right"),
        command("previous_clip", "Previous clip", lambda: bench.open_neighbour(-1), "PgUp", "chevrons-left"),
        command("dark", "Dark colours", lambda: bench.choose_theme("dark"), "", "moon"),
        command("light", "Light colours", lambda: bench.choose_theme("light"), "", "sun"),
        command("system", "Colours as the system", lambda: bench.choose_theme("system"), "", "monitor"),
        command("full_screen", "Full screen", lambda: _toggle_full_screen(bench), "F11", "maximize"),
        command("palette", "Command palette", bench.show_palette, "Ctrl+Shift+P", "command", Menu.HELP),
        command("keys", "Keys", lambda: window.show_room(SETTINGS), "F1", "keyboard", Menu.HELP),
        command("log", "Show the log", bench.show_log, "", "info", Menu.HELP),
        command("about", "About CHAI Desktop", lambda: show_about(window, bench.annotate.facts), "", "info", Menu.HELP),
        command("about_qt", "About Qt", QApplication.aboutQt, "", "", Menu.HELP),
    ]


def _find(bench: Workbench) -> None:
    annotator = bench.annotate.annotator
    if bench.window.room() == ANNOTATE and annotator is not None:
        annotator.view.checklist.focus_search()
    else:
        bench.window.show_room(LIBRARY)
        bench.library.focus_search()


def _show_policy(bench: Workbench) -> None:
    """The policy; once more, the coverage."""
    annotator = bench.annotate.annotator
    if annotator is not None:
        from chai_desktop.ui.policy.side_tabs import Side  # the room has loaded it

        bench.window.show_room(ANNOTATE)
        shown = not annotator.view.side.isHidden() and annotator.view.side.side == Side.POLICY
        annotator.view.show_side(Side.COVERAGE if shown else Side.POLICY)


def _toggle_side(bench: Workbench) -> None:
    if bench.annotate.annotator is not None:
        bench.annotate.annotator.view.toggle_side()


def _toggle_history(bench: Workbench) -> None:
    if bench.window.room() != ANNOTATE:
        bench.window.show_room(ANNOTATE)
        if bench.annotate.annotator is not None and bench.annotate.annotator.view.shows_history:
            return
    bench.annotate.toggle_history()


def _toggle_full_screen(bench: Workbench) -> None:
    window = bench.window
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()
