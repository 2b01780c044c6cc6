"""What stands in the place of the clips when there are none to show: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from chai_desktop.ui.library.import_button import import_button
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class EmptyPage(QWidget):
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = look(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "title")
        self._hint = look(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "muted")
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.setSpacing(Space.MEDIUM)
        layout.addWidget(self._title)
        layout.addWidget(self._hint)
        layout.addWidget(import_button(self.import_wanted), alignment=Qt.AlignmentFlag.AlignCenter)

    def show_words(self, title: str, hint: str) -> None:
        self._title.setText(title)
        self._hint.setText(hint)
