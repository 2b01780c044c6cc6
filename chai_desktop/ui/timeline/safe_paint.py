"""Keeps an error in the painting of an item from ending the program: PySide 6.11 cannot carry it through Qt."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtGui import QPainter

_log = logging.getLogger(__name__)
Paint = TypeVar("Paint", bound=Callable[..., None])


def safe_paint(paint: Paint) -> Paint:
    """For ``paint(self, painter, ...)`` of a graphics item: what it raises goes to the log."""

    @functools.wraps(paint)
    def painted(item: object, painter: QPainter, *rest: Any) -> None:
        painter.save()
        try:
            paint(item, painter, *rest)
        except Exception:  # noqa: BLE001 - whatever it is, it must not get any further
            _log.exception("%s could not be drawn", type(item).__name__)
        finally:
            painter.restore()

    return painted  # type: ignore[return-value]
