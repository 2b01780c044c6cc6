"""The line above each text of the room: what it is, and who wrote it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.caption.line_label import LineLabel
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space


class AspectMark(QWidget):
    """A small disc in the aspect's colour; the aspect's word always stands beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._aspect: Aspect | None = None

    def show_aspect(self, aspect: Aspect | None) -> None:
        self._aspect = aspect
        self.setVisible(aspect is not None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.MARK, Size.MARK)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._aspect is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().aspects[self._aspect]))
        painter.drawEllipse(QRectF(self.rect()))
        painter.end()


def origin_button() -> QToolButton:
    """Opens the exact prompt and the provenance of the text below."""
    button = look(QToolButton(), "flat")
    button.setIcon(icon("info"))
    button.setAccessibleName("Prompt and provenance")
    button.setToolTip("Show what wrote this text, with which settings, and the exact prompt")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class PaneHead(QWidget):
    """Further things (buttons, counts) go to ``row``, at its end."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.mark = AspectMark()
        self.mark.show_aspect(None)
        self.title = QLabel(title)
        self.title.setObjectName("heading")
        self.detail = LineLabel("small")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(Space.SMALL)
        self.row.addWidget(self.mark)
        self.row.addWidget(self.title)
        self.row.addWidget(self.detail, 1)
        self.setMinimumHeight(Size.CONTROL)

    def show_aspect(self, aspect: Aspect) -> None:
        self.mark.show_aspect(aspect)
        self.title.setText(f"{aspect.label} {self._title[0].lower()}{self._title[1:]}")

    def show_detail(self, text: str) -> None:
        self.detail.say(text)
