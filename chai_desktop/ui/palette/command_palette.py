"""A small window over the room: type, choose with the arrow keys, Enter runs the command."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from chai_desktop.ui.commands.command import Command
from chai_desktop.ui.commands.registry import CommandRegistry
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Space


class CommandPalette(QDialog):
    def __init__(self, registry: CommandRegistry, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName("Command palette")
        self._registry = registry
        self._search = QLineEdit(placeholderText="Type what you want to do...")
        self._search.setAccessibleName("Find a command")
        self._search.textChanged.connect(self._fill)
        self._search.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName("Commands")
        self._list.itemClicked.connect(self._run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        layout.addWidget(self._search)
        layout.addWidget(self._list)

    def open_over(self, window: QWidget) -> None:
        width = min(640, window.width() - 2 * Space.HUGE)
        self.resize(width, min(480, window.height() - 4 * Space.HUGE))
        self.move(window.mapToGlobal(window.rect().topLeft()).x() + (window.width() - width) // 2,
                  window.mapToGlobal(window.rect().topLeft()).y() + 2 * Space.HUGE)  # fmt: skip
        self._search.clear()
        self._fill("")
        self.show()
        self._search.setFocus()

    @Slot(str)
    def _fill(self, words: str) -> None:
        self._list.clear()
        for command in self._registry.find(words):
            self._list.addItem(_item(command))
        self._list.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _run(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.close()
            self._registry.run(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._list.currentItem())
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)


def _item(command: Command) -> QListWidgetItem:
    keys = " or ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in command.keys)
    item = QListWidgetItem(f"{command.menu}: {command.text}" + (f"    [{keys}]" if keys else ""))
    if command.icon:
        item.setIcon(icon(command.icon))
    item.setData(Qt.ItemDataRole.UserRole, command.id)
    item.setToolTip(command.tip)
    if not command.enabled():
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
    return item
