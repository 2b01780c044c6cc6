"""Every command with its keys, made from the registry."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from chai_desktop.ui.commands.keys_in_words import keys_in_words
from chai_desktop.ui.commands.registry import CommandRegistry


class ShortcutTable(QTableWidget):
    def __init__(self, registry: CommandRegistry) -> None:
        commands = [command for command in registry if command.keys]
        super().__init__(len(commands), 3)
        self.setHorizontalHeaderLabels(["Menu", "Command", "Keys"])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("Commands and their keys")
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, command in enumerate(commands):
            for column, words in enumerate((str(command.menu), command.text, keys_in_words(command.keys))):
                self.setItem(row, column, QTableWidgetItem(words))
