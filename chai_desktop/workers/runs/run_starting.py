"""Starts a run's processes so that they live on when the window closes, or dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QIODevice, QProcess, QProcessEnvironment

import chai_desktop
from chai_desktop.errors import ChaiError

_QUIET = {
    "PYTHONUNBUFFERED": "1",
    "CUDA_DEVICE_ORDER": "PCI_BUS_ID",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


def start_detached(verb: Sequence[str], folder: Path, log: Path) -> int:
    """Run ``chai VERB...`` in a session of its own; gives its process id. ChaiError where it cannot be started.

    Nothing is read from it and nobody need read what it says: that goes to the end of ``log``.
    """
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ChaiError(f"{log.parent} cannot be made: {error.strerror or error}.", "Choose another folder.") from error
    process = QProcess()
    process.setProgram(sys.executable)
    process.setArguments(["-P", "-m", "chai_desktop", *verb])
    process.setWorkingDirectory(str(folder))
    process.setProcessEnvironment(_environment())
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(str(log), QIODevice.OpenModeFlag.Append)
    process.setStandardErrorFile(str(log), QIODevice.OpenModeFlag.Append)
    started = process.startDetached()
    ok, pid = started if isinstance(started, tuple) else (started, 0)
    if not ok:
        raise ChaiError(f"The run could not be started: {process.errorString()}.", f"Look into {log}.")
    return int(pid)


def _environment() -> QProcessEnvironment:
    """This process's own, and where the program itself lies: it need not be installed."""
    environment = QProcessEnvironment.systemEnvironment()
    home = str(Path(chai_desktop.__file__).parents[1])
    known = environment.value("PYTHONPATH", "")
    environment.insert("PYTHONPATH", os.pathsep.join([home, known] if known else [home]))
    for name, value in _QUIET.items():
        environment.insert(name, value)
    return environment
