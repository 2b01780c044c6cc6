"""The commands about the files of clips: splitting them, and finding them again."""

from __future__ import annotations

from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.workbench.workbench import ANNOTATE, Workbench


def media_commands(bench: Workbench) -> list[Command]:
    media = bench.media

    def wanted() -> list[str]:
        return media.wanted_clips(bench.window.room() == ANNOTATE)

    return [
        Command(
            "edit.split",
            "Split this clip at its cuts...",
            Menu.EDIT,
            lambda: media.shots.begin(wanted()),
            (),
            "film",
            "Make a clip of each of its shots",
            enabled=lambda: media.may_change and bool(wanted()),
            begins_group=True,
        ),
        Command(
            "file.find_missing",
            "Find missing media...",
            Menu.FILE,
            media.relinking.begin,
            (),
            "search",
            "Look in a folder for all files that were moved or renamed",
            enabled=lambda: media.may_change,
        ),
    ]
