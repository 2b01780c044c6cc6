"""The five aspects as tabs, each with its colour mark, how far it is, and its rating."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import AspectStatus
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space

_SIGNS = {
    AspectStatus.EMPTY: "",
    AspectStatus.DRAFTED: "draft",
    AspectStatus.CRITIQUED: "critique",
    AspectStatus.REVISED: "revised",
    AspectStatus.SUBMITTED: "\N{CHECK MARK} done",
}


class AspectBar(QWidget):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[Aspect, QToolButton] = {}
        group = QButtonGroup(self, exclusive=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, 0)
        layout.setSpacing(Space.TIGHT)
        for number, aspect in enumerate(Aspect, start=1):
            button = self._button(aspect, number)
            group.addButton(button)
            layout.addWidget(button, 1)

    def mark(self, aspect: Aspect) -> None:
        self._buttons[aspect].setChecked(True)

    def show_state(self, aspect: Aspect, status: str, rating: int | None) -> None:
        button = self._buttons[aspect]
        rated = f" {rating}/5" if rating is not None else ""
        button.setText(f"{aspect.title}\n{_SIGNS[status]}{rated}".rstrip(" "))
        button.setAccessibleName(f"{aspect.title}: {status}{', rated ' + str(rating) if rating else ''}")
        button.setIcon(_mark(aspect))

    def _button(self, aspect: Aspect, number: int) -> QToolButton:
        button = QToolButton(objectName="flat", checkable=True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(Size.MARK, Size.MARK))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolTip(f"Work on the {aspect.title} caption (Ctrl+{number})")
        button.clicked.connect(lambda: self.chosen.emit(aspect.value))
        self._buttons[aspect] = button
        self.show_state(aspect, AspectStatus.EMPTY, None)
        return button


def _mark(aspect: Aspect) -> QIcon:
    pixmap = QPixmap(4 * Size.MARK, 4 * Size.MARK)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().aspects[aspect]))
    painter.drawEllipse(pixmap.rect())
    painter.end()
    return QIcon(pixmap)
