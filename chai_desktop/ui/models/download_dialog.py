"""Asks for a model of the hub, shows what it is and how large, and only then begins to download."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from chai_desktop.models.catalog.fit import gigabytes
from chai_desktop.models.catalog.hub_plan import DownloadPlan
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_WHAT = "The name of a model on huggingface.co. Only this is asked of the hub; nothing is downloaded before you say so."
_WIDTH = 560


class DownloadDialog(QDialog):
    """Does not stand in the way: the rooms can be worked in while it is open."""

    look_up_wanted = Signal(str)
    download_wanted = Signal(object, object)  # DownloadPlan, DownloadChoice

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Download a model")
        self.setModal(False)
        self._plan: DownloadPlan | None = None
        self.name = QLineEdit(placeholderText="Qwen/Qwen3-VL-2B-Instruct")
        self.name.setAccessibleName("Name of the model on the hub")
        self.name.returnPressed.connect(self._look_up)
        self.look_up = QPushButton(icon("search"), "Look it up")
        self.look_up.clicked.connect(self._look_up)
        self.words = QLabel(wordWrap=True)
        self.words.setMinimumWidth(_WIDTH - 2 * Space.LARGE)
        self.choice = QComboBox()
        self.choice.setAccessibleName("What to download")
        self.begin = look(QPushButton("Download"), "primary")
        self.begin.clicked.connect(self._begin)
        self._lay_out()
        self.show_plan(None)

    def show_plan(self, plan: DownloadPlan | None) -> None:
        """What the hub has; None before it was asked."""
        self._plan = plan
        self.look_up.setEnabled(True)
        self.choice.clear()
        for choice in plan.choices if plan is not None else ():
            self.choice.addItem(f"{choice.title}: {gigabytes(choice.size)}")
        self.choice.setVisible(plan is not None)
        self.begin.setEnabled(plan is not None)
        look(self.words, "")
        self.words.setText(_licence_words(plan) if plan is not None else "")
        self.words.style().polish(self.words)
        self.adjustSize()

    def show_problem(self, sentence: str) -> None:
        self.show_plan(None)
        look(self.words, "error").setText(sentence)
        self.words.style().polish(self.words)
        self.adjustSize()

    @Slot()
    def _look_up(self) -> None:
        if self.name.text().strip():
            self.show_plan(None)
            self.words.setText("Asking the hub...")
            self.look_up.setEnabled(False)
            self.look_up_wanted.emit(self.name.text().strip())

    @Slot()
    def _begin(self) -> None:
        if self._plan is not None:
            self.download_wanted.emit(self._plan, self._plan.choices[self.choice.currentIndex()])
            self.close()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self.name, 1)
        row.addWidget(self.look_up)
        end = QHBoxLayout()
        leave = QPushButton("Close", autoDefault=False)
        leave.clicked.connect(self.close)
        end.addStretch(1)
        end.addWidget(self.begin)
        end.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(look(QLabel(_WHAT, wordWrap=True), "muted"))
        column.addLayout(row)
        column.addWidget(self.choice)
        column.addWidget(self.words)
        column.addLayout(end)
        self.setMinimumWidth(_WIDTH)


def _licence_words(plan: DownloadPlan) -> str:
    licence = (
        f"Its licence: {plan.licence}." if plan.licence else "It names no licence: read its page before you use it."
    )
    return f"{licence} It is kept in the Hugging Face cache; a download that was stopped goes on where it was."
