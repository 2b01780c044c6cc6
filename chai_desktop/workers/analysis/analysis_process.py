"""One run of the analysis process: starts it, reads its lines, ends it."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

import chai_desktop
from chai_desktop.media.analysis.order import AnalysisOrder, Report

_PATIENCE = 5000  # milliseconds from asking it to end until it is ended
_log = logging.getLogger(__name__)


class AnalysisProcess(QObject):
    """``ended`` carries the exit code; -1 where the process broke down or could not be started."""

    reported = Signal(object)  # Report
    ended = Signal(int)

    def __init__(self, order: AnalysisOrder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self._process = QProcess(self)
        self._process.setProcessEnvironment(_environment())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)
        self._over = False

    @property
    def pid(self) -> int:
        """0 while it does not run."""
        return self._process.processId()

    def start(self) -> None:
        self._process.start(sys.executable, ["-P", "-m", "chai_desktop.media.analysis", "-"])
        self._process.write(f"{self._order.as_json()}\n".encode())

    def end(self) -> None:
        """Ask it to stop, as a closed pipe says it on every system; where that is not heard, end it."""
        self._process.closeWriteChannel()
        QTimer.singleShot(_PATIENCE, self, self._process.kill)

    def end_now(self) -> None:
        """The window closes. What is unfinished is swept up by a later run."""
        self._over = True
        self._process.kill()
        self._process.waitForFinished(1000)

    @Slot()
    def _read(self) -> None:
        while self._process.canReadLine():
            report = Report.from_json(bytes(self._process.readLine().data()).decode("utf-8", "replace"))
            if report is not None:
                self.reported.emit(report)

    @Slot(int, QProcess.ExitStatus)
    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        words = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        if words:
            _log.warning("analysis of %s: %s", self._order.path, words)
        self._end(code if status is QProcess.ExitStatus.NormalExit else -1)

    @Slot(QProcess.ProcessError)
    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            _log.warning("the analysis process cannot be started: %s", self._process.errorString())
            self._end(-1)

    def _end(self, code: int) -> None:
        if not self._over:
            self._over = True
            self.ended.emit(code)


def _environment() -> QProcessEnvironment:
    """This process's own, and where the program itself lies: it need not be installed."""
    environment = QProcessEnvironment.systemEnvironment()
    home = str(Path(chai_desktop.__file__).parents[1])
    known = environment.value("PYTHONPATH", "")
    environment.insert("PYTHONPATH", os.pathsep.join([home, known] if known else [home]))
    return environment
