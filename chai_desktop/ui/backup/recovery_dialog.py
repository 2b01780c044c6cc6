"""Recovery as it happens, step by step, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_CALM = "Every damaged byte is kept. You may go on with something else meanwhile."


class RecoveryDialog(QDialog):
    """Not modal: it can be closed, and the work goes on."""

    open_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Recovery")
        self.resize(640, 420)
        self._title = look(QLabel(f"Recovering {name}...", wordWrap=True), "title")
        self.outcome = QLabel(_CALM, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.steps = QPlainTextEdit(readOnly=True)
        self.steps.setAccessibleName("What was done so far")
        self.open_button = look(QPushButton("Open the project"), "primary")
        self.open_button.clicked.connect(self.open_wanted)
        self.open_button.clicked.connect(self.accept)
        self.folder_button = QPushButton("Show the damaged bytes")
        self.folder_button.clicked.connect(self.folder_wanted)
        close = QPushButton("Close")
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SMALL)
        buttons.addWidget(self.folder_button)
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        for widget in (self._title, self.outcome):
            column.addWidget(widget)
        column.addWidget(self.steps, 1)
        column.addLayout(buttons)
        self.open_button.hide()
        self.folder_button.hide()

    def add_step(self, words: str) -> None:
        self.steps.appendPlainText(words)

    def show_result(self, title: str, words: str, can_open: bool, kept: bool) -> None:
        """The end: a report, or the reason why nothing helped."""
        self._title.setText(title)
        self.outcome.setText(words)
        self.open_button.setVisible(can_open)
        self.open_button.setDefault(can_open)
        self.folder_button.setVisible(kept)
