"""Gives a widget one of the looks of the style sheet."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def look(widget: W, name: str) -> W:
    """The widget itself, drawn as `#name` of resources/theme/style.qss says ("title", "muted", "flat", "panel" ...)."""
    widget.setObjectName(name)
    if type(widget) is QWidget:
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget
