"""The commands for several people and several copies: in the menus File and View."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from chai_desktop import places
from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.workbench import file_dialogs
from chai_desktop.ui.workbench.together import CONFLICTS
from chai_desktop.ui.workbench.workbench import Workbench

if TYPE_CHECKING:
    from chai_desktop.ui.merge.conflicts_view import ConflictsView


def together_commands(bench: Workbench) -> list[Command]:
    window, together = bench.window, bench.together

    def is_open() -> bool:
        return bench.desk.is_open

    def chosen(ask: Callable[[], Path | None], use: Callable[[Path], None]) -> Callable[[], None]:
        def run() -> None:
            path = ask()
            if path is not None:
                use(path)

        return run

    def file(name: str, text: str, run: Callable[[], object], icon: str, begins_group: bool = False) -> Command:
        return Command(f"file.{name}", text, Menu.FILE, run, (), icon, enabled=is_open, begins_group=begins_group)

    copy_to = chosen(
        lambda: file_dialogs.ask_where_to_copy(window, bench.project_folder, bench.project_name), together.save_copy
    )
    other = chosen(
        lambda: file_dialogs.ask_for_copy(window, "Merge a copy of this project", places.project_folder()),
        together.merge,
    )
    part = chosen(
        lambda: file_dialogs.ask_for_copy(window, "Hand in: choose the part that came back", places.project_folder()),
        together.hand_in,
    )
    return [
        file("save_copy", "Save a copy...", copy_to, "copy", begins_group=True),
        file("backups", "Backups...", together.show_backups, "archive"),
        file("hand_out", "Hand out selected clips...", together.hand_out, "send", begins_group=True),
        file("hand_in", "Hand in...", part, "import"),
        file("merge", "Merge a copy...", other, "git-merge"),
        file("people", "People...", lambda: together.people.open_dialog(), "users", begins_group=True),
        file("work_as", "Work as somebody else...", lambda: together.people.open_dialog(), "user"),
        *_conflict_commands(bench),
    ]


def _conflict_commands(bench: Workbench) -> list[Command]:
    together = bench.together

    def command(name: str, text: str, run: Callable[[], object], key: str, icon: str) -> Command:
        return Command(f"conflicts.{name}", text, Menu.VIEW, run, (key,), icon, enabled=can_settle)

    def can_settle() -> bool:
        view = together.conflicts.view
        return bench.window.room() == CONFLICTS and view is not None and view.count > 0

    def view(do: Callable[[ConflictsView], None]) -> Callable[[], None]:
        def run() -> None:
            if together.conflicts.view is not None:
                do(together.conflicts.view)

        return run

    return [
        Command(
            "view.conflicts", "Conflicts", Menu.VIEW, together.show_conflicts, ("F4",), "columns-2", begins_group=True
        ),
        command("next", "Next conflict", view(lambda room: room.go_on()), "F9", "chevron-right"),
        command("previous", "Previous conflict", view(lambda room: room.go_back()), "Shift+F9", "chevron-left"),
        command("keep_left", "Keep the left version", view(lambda room: room.keep(0)), "Ctrl+[", "arrow-left"),
        command("keep_right", "Keep the right version", view(lambda room: room.keep_last()), "Ctrl+]", "arrow-right"),
    ]
