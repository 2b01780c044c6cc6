"""The heading of a group of questions, with the one command that answers the rest of it as usual."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class GroupHeading(QWidget):
    usual_wanted = Signal()

    def __init__(self, group: str) -> None:
        super().__init__()
        self._group = group
        self._usual = look(QPushButton(icon("check-check"), ""), "flat")
        self._usual.clicked.connect(self.usual_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, Space.SMALL, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(look(QLabel(group), "heading"), 1)
        row.addWidget(self._usual)
        self.show_usual({})

    def show_usual(self, answers: dict[str, str]) -> None:
        """Offer these usual answers, told by question label; none, and nothing is offered."""
        self._usual.setVisible(bool(answers))
        self._usual.setText(f"Rest as usual ({len(answers)})")
        self._usual.setAccessibleName(f"Answer the rest of {self._group} as usual: {len(answers)} questions")
        told = "\n".join(f"{label}: {words}" for label, words in answers.items())
        self._usual.setToolTip(f"Answers what is still open here, in one step:\n{told}")
