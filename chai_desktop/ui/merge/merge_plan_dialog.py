"""What a merge would bring, to be agreed to before anything is changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from chai_desktop.store.merge.plan import MergePlan
from chai_desktop.ui.merge.merge_words import what_comes, what_it_is, whose_work
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_NOTHING_LOST = (
    "Nothing here is written over: where two people said different things, both stay until one is chosen. "
    "A backup is made first."
)


class MergePlanDialog(QDialog):
    """``accepted`` says yes."""

    def __init__(self, parent: QWidget, plan: MergePlan, verb: str) -> None:
        """``verb`` is what the button says: "Merge" or "Hand in"."""
        super().__init__(parent)
        self.setWindowTitle(verb)
        self.setModal(True)
        self.setMinimumWidth(480)
        self.agree = look(QPushButton(verb), "primary")
        buttons = QDialogButtonBox()
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        leave = buttons.addButton("Cancel" if plan.steps else "Close", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.agree.setVisible(plan.steps > 0)
        (self.agree if plan.steps else leave).setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(look(_words(what_it_is(plan)), "title"))
        column.addWidget(_words(what_comes(plan)))
        if plan.steps:
            column.addWidget(look(_words(whose_work(plan)), "muted"))
            column.addWidget(look(_words(_NOTHING_LOST), "muted"))
        column.addSpacing(Space.SMALL)
        column.addWidget(buttons)

    def words(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))


def _words(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
