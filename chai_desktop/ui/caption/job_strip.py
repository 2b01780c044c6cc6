"""Progress of a draft or a revision, and the way to stop it, in the place of the button that started it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from chai_desktop.ui.caption.room_model import RunningJob
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.progress import ProgressBar
from chai_desktop.ui.theme.tokens import Space

_STEPS = 1000
_NARROWEST = 80


class JobStrip(QWidget):
    cancelled = Signal()

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self.bar = ProgressBar()
        self.bar.setMinimumWidth(_NARROWEST)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(f"Progress of the {what}")
        self.says = QLabel()
        self.says.setObjectName("small")
        self.cancel = QPushButton(icon("x"), "Cancel")
        self.cancel.setToolTip(f"Stop the {what}; nothing is changed")
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.says)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def show_job(self, job: RunningJob | None) -> None:
        """None, or a job of the other kind, hides the strip."""
        self.setVisible(job is not None)
        if job is None:
            return
        self.bar.setRange(0, 0 if job.fraction is None else _STEPS)
        self.bar.setValue(0 if job.fraction is None else round(job.fraction * _STEPS))
        percent = "" if job.fraction is None else f" {round(job.fraction * 100)} %"
        self.says.setText(f"{job.text or self._what.capitalize()}{percent}")
        self.bar.setToolTip(job.text)
