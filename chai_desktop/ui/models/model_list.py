"""The list of engines and models, with what has to be known to choose one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from chai_desktop.ui.models.model_entry import ModelEntry
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size

_NAME, _ENGINE, _SIZE, _SEES, _STATE = range(5)


class ModelList(QTreeWidget):
    chosen = Signal(object)  # ModelEntry

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[ModelEntry, ...] = ()
        self._is_filling = False
        self.setColumnCount(5)
        self.setHeaderLabels(["Name", "Engine", "Size", "Sees", "State"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the end of a name tells how it was packed
        self.setAccessibleName("Engines and models")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Interactive)
        self.header().resizeSection(_STATE, 2 * Size.SIDE // 3)
        self.currentItemChanged.connect(self._choose)

    def show_entries(self, entries: Sequence[ModelEntry], states: Callable[[ModelEntry], str], key: str) -> None:
        """The rows, with that of ``key`` chosen; the first where there is none of that key."""
        self._entries = tuple(entries)
        self._is_filling = True
        self.clear()
        for entry in entries:
            self.addTopLevelItem(_item(entry, states(entry)))
        self._is_filling = False
        row = next((at for at, entry in enumerate(entries) if entry.key == key), 0)
        chosen = self.topLevelItem(row)
        if chosen is not None:
            self.setCurrentItem(chosen)

    def exchange(self, entries: Sequence[ModelEntry], key: str) -> None:
        """The same models with other settings: the rows stay where they are, and nothing is told."""
        if len(entries) == len(self._entries):
            self._entries = tuple(entries)
            for row, entry in enumerate(entries):
                item = self.topLevelItem(row)
                if item is not None:
                    item.setText(_NAME, entry.title)
        else:
            self.show_entries(entries, lambda _entry: "", key)

    def show_states(self, states: Callable[[ModelEntry], str]) -> None:
        for row, entry in enumerate(self._entries):
            item = self.topLevelItem(row)
            if item is not None:
                item.setText(_STATE, _state(entry, states(entry)))
                item.setToolTip(_STATE, entry.problem or item.text(_STATE))

    def entry(self) -> ModelEntry | None:
        item = self.currentItem()
        return self._entries[self.indexOfTopLevelItem(item)] if item is not None else None

    def titles(self) -> list[str]:
        return [entry.title for entry in self._entries]

    @Slot()
    def _choose(self) -> None:
        entry = None if self._is_filling else self.entry()
        if entry is not None:
            self.chosen.emit(entry)


def _item(entry: ModelEntry, state: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([entry.title, entry.kind_title, entry.size, entry.sees, _state(entry, state)])
    item.setSizeHint(_NAME, QSize(0, Size.CONTROL))
    place = str(entry.found.path) if entry.found is not None else entry.title  # two models may have one name
    item.setToolTip(_NAME, entry.problem or place)
    item.setToolTip(_STATE, entry.problem or item.text(_STATE))
    if entry.problem:
        for column in range(5):
            item.setForeground(column, QBrush(QColor(tokens().muted)))
    return item


def _state(entry: ModelEntry, state: str) -> str:
    return "cannot be used" if entry.problem else state
