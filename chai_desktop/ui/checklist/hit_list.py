"""What the type-ahead found: name, where it belongs, and what is known of it on this clip."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from chai_desktop.ui.checklist.checklist_model import Hit


class HitList(QTreeWidget):
    looked_at = Signal(object)  # Hit
    taken = Signal(object)  # Hit: Enter, or a double click

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAccessibleName("Primitives and questions found")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self._hits: list[Hit] = []
        self.currentItemChanged.connect(self._look)
        self.itemActivated.connect(self.take)

    def show_hits(self, hits: list[Hit], nothing: str, keep_place: bool = False) -> None:
        """``nothing`` is the sentence that stands here when there are no hits."""
        row = self._row() if keep_place else 0
        self._hits = hits
        self.clear()
        for hit in hits:
            self.addTopLevelItem(QTreeWidgetItem([hit.name, f"{hit.aspect.label}, {hit.group}", hit.state]))
        if not hits:
            self.addTopLevelItem(QTreeWidgetItem([nothing]))
            self.setFirstColumnSpanned(0, self.rootIndex(), True)
        self.move_to(row)

    def current(self) -> Hit | None:
        row = self._row()
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def move_by(self, rows: int) -> None:
        self.move_to(self._row() + rows)

    def move_to(self, row: int) -> None:
        item = self.topLevelItem(max(0, min(self.topLevelItemCount() - 1, row)))
        if item is not None:
            self.setCurrentItem(item)

    def move_to_hit(self, item_id: str) -> None:
        """Choose the hit with this id, if it is there."""
        row = next((row for row, hit in enumerate(self._hits) if hit.id == item_id), None)
        if row is not None:
            self.move_to(row)

    @Slot()
    def take(self) -> None:
        hit = self.current()
        if hit is not None:
            self.taken.emit(hit)

    def _row(self) -> int:
        return self.currentIndex().row()

    @Slot()
    def _look(self) -> None:
        hit = self.current()
        if hit is not None:
            self.looked_at.emit(hit)
