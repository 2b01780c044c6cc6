"""Loads what the rooms will need while the person looks at the first one."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

_log = logging.getLogger(__name__)


class WarmUp(QThread):
    """Imports modules, then makes one object, on a thread of its own; ``loaded`` brings the object to the UI thread."""

    loaded = Signal(object)

    def __init__(self, modules: tuple[str, ...], make: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warm-up")
        self._modules = modules
        self._make = make

    def run(self) -> None:
        for module in self._modules:
            try:
                importlib.import_module(module)
            except (ImportError, OSError) as error:  # said properly by the room that needs it
                _log.warning("%s could not be loaded ahead: %s", module, error)
        self.loaded.emit(self._make())
