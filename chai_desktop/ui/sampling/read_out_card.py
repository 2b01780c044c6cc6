"""The read-out: what the model would be shown of a clip, and what it would cost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout

from chai_desktop.ui.sampling.sampling_model import ReadOut
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_ROWS = (("Frames", "frames"), ("Size", "size"), ("Tokens", "tokens"), ("Time", "seconds"), ("Memory", "memory"))


class ReadOutCard(QFrame):
    def __init__(self) -> None:
        super().__init__()
        look(self, "card")
        self.head = look(QLabel(wordWrap=True), "heading")
        self.lines = {name: QLabel(wordWrap=True) for _words, name in _ROWS}
        self.warning = look(QLabel(wordWrap=True), "warning")
        self.note = look(QLabel("Estimates: at best, with nothing else to do.", wordWrap=True), "small")
        self._form = QFormLayout()
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignTop)
        self._form.setHorizontalSpacing(Space.LARGE)
        self._form.setVerticalSpacing(Space.TIGHT)
        for words, name in _ROWS:
            self.lines[name].setAccessibleName(words)
            self._form.addRow(look(QLabel(words), "muted"), self.lines[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.head)
        column.addLayout(self._form)
        column.addWidget(self.warning)
        column.addWidget(self.note)

    def show_read_out(self, clip: str, shown: ReadOut) -> None:
        self.head.setText(f"Of {clip} the model sees")
        for _words, name in _ROWS:
            text = getattr(shown, name)
            self.lines[name].setText(text)
            self._form.setRowVisible(self.lines[name], bool(text))
        self.warning.setText(shown.warning)
        self.warning.setVisible(bool(shown.warning))
