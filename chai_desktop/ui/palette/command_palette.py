"""A small window over the room: type, choose with the arrow keys, Enter runs the command."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from chai_desktop.ui.commands.command import Command
from chai_desktop.ui.commands.keys_in_words import keys_in_words
from chai_desktop.ui.commands.registry import CommandRegistry
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Size, Space


class CommandPalette(QDialog):
    def __init__(self, registry: CommandRegistry, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName("Command palette")
        self._registry = registry
        self._search = QLineEdit(placeholderText="Type what you want to do...")
        self._search.setAccessibleName("Find a command")
        self._search.textChanged.connect(self._fill)
        self._search.installEventFilter(self)
        self._list = QTreeWidget(columnCount=2)
        self._list.setRootIsDecorated(False)
        self._list.setHeaderHidden(True)
        self._list.setUniformRowHeights(True)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.setIconSize(QSize(Size.ICON, Size.ICON))
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
            self._list.addTopLevelItem(_item(command))
        self._choose(0)

    def _choose(self, row: int) -> None:
        item = self._list.topLevelItem(max(0, min(self._list.topLevelItemCount() - 1, row)))
        if item is not None:
            self._list.setCurrentItem(item)

    @Slot(QTreeWidgetItem)
    def _run(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.close()
            self._registry.run(item.data(0, Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._list.currentItem())
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._choose(self._list.currentIndex().row() + step)
                return True
        return super().eventFilter(watched, event)


def _item(command: Command) -> QTreeWidgetItem:
    item = QTreeWidgetItem([f"{command.menu}: {command.words}", keys_in_words(command.keys)])
    item.setIcon(0, icon(command.icon or "minus"))
    item.setData(0, Qt.ItemDataRole.UserRole, command.id)
    item.setToolTip(0, command.tip)
    if not command.enabled():
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
    return item
