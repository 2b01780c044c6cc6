"""One of several drafts: its number, its text in full, and the ways to choose it or to compare it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from chai_desktop.ui.caption.line_label import LineLabel
from chai_desktop.ui.caption.text_pane import TextPane
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Size, Space


class CandidateCard(QFrame):
    chosen = Signal()
    compared = Signal(bool)

    def __init__(self, number: int, says: str, score: str) -> None:
        super().__init__()
        self.setObjectName("suggestion")
        self.setMinimumWidth(Size.SIDE)
        self.text = TextPane(added=False)
        self.text.setReadOnly(True)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setAccessibleName(f"Draft {number}")
        self.text.setToolTip(f"Draft {number}; press {number} to choose it")
        self._says = LineLabel("small")
        self._says.say(says)
        self.choose = QPushButton(f"Choose {number}")
        self.choose.setToolTip(f"Make draft {number} the pre-caption ({number})")
        self.choose.clicked.connect(self.chosen)
        self.compare = look(QPushButton("Compare"), "flat")
        self.compare.setCheckable(True)
        self.compare.setAccessibleName(f"Compare draft {number}")
        self.compare.setToolTip("Choose two to see word by word how they differ")
        self.compare.toggled.connect(self.compared)
        self._lay_out(number, score)

    def show_text(self, text: str, is_done: bool) -> None:
        """``is_done``: nothing will be added to it."""
        known = self.text.text()
        if text.startswith(known) and known:
            self.text.add_at_end(text[len(known) :])
        else:
            self.text.show_text(text)
        for button in (self.choose, self.compare):
            button.setEnabled(is_done)

    def _lay_out(self, number: int, score: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(look(QLabel(f"Draft {number}"), "heading"))
        head.addWidget(self._says, 1)
        if score:
            head.addWidget(QLabel(score))
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self.choose)
        foot.addWidget(self.compare)
        foot.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.SMALL)
        rows.setSpacing(Space.TIGHT)
        rows.addLayout(head)
        rows.addWidget(self.text, 1)
        rows.addLayout(foot)
