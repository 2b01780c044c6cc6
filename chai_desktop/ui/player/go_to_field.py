"""A small field over the transport, into which one writes where to go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.theme import mono_font
from chai_desktop.ui.theme.tokens import Space

_WIDEST = "00:00:00:00 000"


class GoToField(QFrame):
    """``wanted`` carries what was written. ``refuse`` says why it cannot be; ``close_field`` gives the keys back."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.field = QLineEdit()
        self.field.setFont(mono_font())
        self.field.setAccessibleName("Go to frame or time")
        self.field.setPlaceholderText("83, 3.5s, +12")
        self.field.setToolTip("A frame (83), a time (00:00:03:11 or 3.5s), or how far from here (+12, -1s)")
        self.field.setMinimumWidth(self.field.fontMetrics().horizontalAdvance(_WIDEST) + 2 * Space.SMALL)
        self.message = look(QLabel(), "error")
        self.message.setAccessibleName("Why there is no such place")
        self.message.hide()
        name = QLabel("Go to")
        name.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.TIGHT)
        row.setSpacing(Space.SMALL)
        for part in (name, self.field, self.message):
            row.addWidget(part)
        self.field.returnPressed.connect(self._want)
        self.field.textEdited.connect(self._forget_message)
        parent.installEventFilter(self)
        self.hide()

    def open_field(self, bottom: int) -> None:
        """Show it, empty, with its lower edge ``bottom`` pixels below the parent's upper one."""
        self._bottom = bottom
        self.field.clear()
        self._forget_message()
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, words: str) -> None:
        self.message.setText(words)
        self.message.show()
        self.field.selectAll()
        self._place()

    def close_field(self) -> None:
        if self.isVisible():
            self.hide()
            parent = self.parentWidget()
            if parent is not None:
                parent.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_field()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.hide()  # where it stood is no place any more
        return super().eventFilter(watched, event)

    @Slot()
    def _want(self) -> None:
        self.wanted.emit(self.field.text())

    @Slot()
    def _forget_message(self) -> None:
        self.message.hide()
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        self.move(Space.SMALL, self._bottom - self.height() - Space.SMALL)

    _bottom = 0
