"""The commands of the File menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from chai_desktop import places
from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.workbench import file_dialogs
from chai_desktop.ui.workbench.workbench import Workbench

T = TypeVar("T")


def file_commands(bench: Workbench) -> list[Command]:
    window, folder = bench.window, places.project_folder()

    def command(name: str, text: str, run: Callable[[], object], key: str = "", icon: str = "") -> Command:
        needs_project = name in ("import", "import_folder", "export")
        keys = (key,) if key else ()
        if needs_project:
            return Command(f"file.{name}", text, Menu.FILE, run, keys, icon, enabled=lambda: bench.desk.is_open)
        return Command(f"file.{name}", text, Menu.FILE, run, keys, icon)

    new = _chosen(lambda: file_dialogs.ask_for_new_project(window, folder), bench.new_project)
    opened = _chosen(lambda: file_dialogs.ask_for_project(window, folder), bench.open_project)
    to_read = _chosen(lambda: file_dialogs.ask_for_project(window, folder), bench.open_to_read)
    clips = _chosen(lambda: file_dialogs.ask_for_clips(window), bench.import_paths)
    clip_folder = _chosen(lambda: file_dialogs.ask_for_folder(window), bench.import_paths)
    export = _chosen(lambda: file_dialogs.ask_for_export(window, folder, bench.project_name), bench.export)
    return [
        command("new", "New project...", new, "Ctrl+N", "file-plus"),
        command("open", "Open project...", opened, "Ctrl+O", "folder-open"),
        command("open_to_read", "Open project to read only...", to_read, "", "eye"),
        command("sample", "Open the sample project", bench.open_sample, "", "film"),
        command("import", "Import video files...", clips, "Ctrl+I", "import"),
        command("import_folder", "Import a folder...", clip_folder, "Ctrl+Shift+I", "import"),
        command("export", "Export triples...", export, "Ctrl+E", "file-output"),
    ]


def quit_command(bench: Workbench) -> Command:
    """The last of its menu."""
    run = bench.window.close
    return Command("file.quit", "Quit", Menu.FILE, run, ("Ctrl+Q",), "log-out", begins_group=True)


def _chosen(ask: Callable[[], T | None], use: Callable[[T], None]) -> Callable[[], None]:
    """Ask the person for files, and use them unless the person changed their mind."""

    def run() -> None:
        answer = ask()
        if answer:
            use(answer)

    return run
