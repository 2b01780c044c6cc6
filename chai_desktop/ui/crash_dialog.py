"""What happens when the program itself is wrong: the log has it all, the person gets a sentence and a way on."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from chai_desktop.ui.versions import versions

_log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Catches what nothing else caught. Everything typed is already in the project file by then."""

    _caught = Signal(str, str)

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__()
        self._window = window
        self._open = False
        self._caught.connect(self._show)

    def install(self) -> None:
        sys.excepthook = self.catch

    def attach(self, window: QWidget) -> None:
        self._window = window

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("uncaught error", exc_info=(kind, error, trace))
        details = "".join(traceback.format_exception(kind, error, trace))
        self._caught.emit(f"{kind.__name__}: {error}", details)

    @Slot(str, str)
    def _show(self, summary: str, details: str) -> None:
        if self._open:
            return
        self._open = True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("CHAI Desktop")
        box.setText("Something went wrong inside the program. What you typed is saved.")
        box.setInformativeText(
            "You can go on working. If it happens again, copy the details for a report, and restart the program."
        )
        copy = box.addButton("Copy details", QMessageBox.ButtonRole.ActionRole)
        box.addButton("Go on", QMessageBox.ButtonRole.AcceptRole)
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QApplication.clipboard().setText(crash_details(summary, details)))
        box.finished.connect(self._closed)
        box.setModal(False)
        box.show()
        self.box = box

    @Slot()
    def _closed(self) -> None:
        self._open = False


def crash_details(summary: str, details: str) -> str:
    """What a person can paste into a report."""
    return "\n".join([*versions(), summary, "", details])
