"""A small window over the room in which a clip is chosen: type a part of its name, arrows, Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_WIDTH, _HEIGHT = 480, 360
_MOVING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class ClipChooser(QDialog):
    wanted = Signal(str)  # clips whose names hold these words
    chosen = Signal(str)  # clip id

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName("Compare with another clip")
        self._search = QLineEdit(placeholderText="Compare with... (a part of the clip's name)")
        self._search.setAccessibleName("Find a clip to compare with")
        self._search.textChanged.connect(self.wanted)
        self._search.installEventFilter(self)
        self._list = QListWidget()
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName("Clips")
        self._list.itemClicked.connect(self._choose)
        self._note = look(QLabel(), "muted")
        self._note.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        layout.addWidget(self._search)
        layout.addWidget(self._list)
        layout.addWidget(self._note)

    def open_over(self, widget: QWidget) -> None:
        self.resize(min(_WIDTH, widget.width()), min(_HEIGHT, max(240, widget.height())))
        corner = QPoint((widget.width() - self.width()) // 2, Space.HUGE)
        self.move(widget.mapToGlobal(corner))
        self.show()
        self._search.setFocus()
        self.wanted.emit("")

    def show_clips(self, words: str, clips: Sequence[tuple[str, str]], more: bool) -> None:
        """(id, name) of the clips whose names hold ``words``; ``more``: there are others that are not listed."""
        if words != self._search.text():
            return
        self._list.clear()
        for clip_id, name in clips:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, clip_id)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        note = "There are more: type more of the name." if more else "No other clip has such a name." * (not clips)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def names(self) -> list[str]:
        return [self._list.item(row).text() for row in range(self._list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self._list.currentItem())
                return True
            if event.key() in _MOVING:
                step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10}.get(Qt.Key(event.key()), -10)
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.close()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
