"""The five aspects as tabs, each with its colour mark, how far it is, and its rating."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import AspectStatus
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space, Text

_WORDS = {
    AspectStatus.EMPTY: "to do",
    AspectStatus.DRAFTED: "draft",
    AspectStatus.CRITIQUED: "critique",
    AspectStatus.REVISED: "revised",
    AspectStatus.SUBMITTED: "\N{CHECK MARK}",
}

_SIGN = 14  # pixels


class AspectBar(QWidget):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._tabs: dict[Aspect, AspectTab] = {}
        group = QButtonGroup(self, exclusive=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, 0)
        layout.setSpacing(0)
        for number, aspect in enumerate(Aspect, start=1):
            tab = AspectTab(aspect, number)
            tab.clicked.connect(lambda _on, chosen=aspect: self.chosen.emit(chosen.value))
            group.addButton(tab)
            layout.addWidget(tab, 1)
            self._tabs[aspect] = tab

    def mark(self, aspect: Aspect) -> None:
        self._tabs[aspect].setChecked(True)

    def show_state(self, aspect: Aspect, status: str, rating: int | None, problems: int = 0) -> None:
        """``problems``: how many contradictions among the answers the aspect has a part in."""
        self._tabs[aspect].show_state(status, rating, problems)

    def show_writing(self, aspect: Aspect, words: str) -> None:
        """How far an engine is with this aspect, in the place of its state; '' where none writes."""
        self._tabs[aspect].show_writing(words)


class AspectTab(QAbstractButton):
    """The aspect's name with its colour as a small mark; below it, in small type, how far it is."""

    def __init__(self, aspect: Aspect, number: int) -> None:
        super().__init__(checkable=True)
        self._tip = f"Work on the {aspect.label} caption (Ctrl+{number})"
        self._aspect = aspect
        self._state = ""
        self._writing = ""
        self._problems = 0
        self.setText(aspect.label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_state(AspectStatus.EMPTY, None)

    def show_state(self, status: str, rating: int | None, problems: int = 0) -> None:
        rated = f" {rating}/5" if rating is not None else ""
        self._state = _WORDS[status] + rated
        self._problems = problems
        wrong = f", {problems} contradiction{'s' if problems > 1 else ''} among the answers" if problems else ""
        self.setAccessibleName(f"{self._aspect.label}: {status}{', rated ' + str(rating) if rating else ''}{wrong}")
        self.setToolTip(f"{self._tip}{wrong}")
        self.update()

    def show_writing(self, words: str) -> None:
        if words != self._writing:
            self._writing = words
            self.setAccessibleDescription(words)
            self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        return QSize(max(84, self.fontMetrics().horizontalAdvance(self.text()) + 40), 2 * line + Space.MEDIUM)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.fillRect(self.rect(), QColor(t.raised if self.isChecked() else t.selection))
        if self.isChecked():
            painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(t.accent))
        line = self.fontMetrics().lineSpacing()
        top = (self.height() - 2 * line) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.aspects[self._aspect]))
        painter.drawEllipse(QRectF(Space.SMALL, top + (line - Size.MARK) / 2, Size.MARK, Size.MARK))
        left = 2 * Space.SMALL + Size.MARK
        painter.setPen(QColor(t.text if self.isChecked() else t.muted))
        painter.drawText(QRectF(left, top, self.width() - left, line), Qt.AlignmentFlag.AlignVCenter, self.text())
        small = QFont(self.font())
        small.setPointSize(Text.SMALL)
        painter.setFont(small)
        painter.setPen(QColor(t.accent if self._writing else t.muted))
        says = self._writing or self._state
        painter.drawText(QRectF(left, top + line, self.width() - left, line), Qt.AlignmentFlag.AlignVCenter, says)
        if self._problems:
            self._paint_problems(painter, top, line)
        if self.hasFocus():
            painter.setPen(QColor(t.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_problems(self, painter: QPainter, top: float, line: int) -> None:
        """A sign below the colour mark; how many there are is told by the tooltip and the checklist."""
        box = QRectF(Space.TIGHT, top + line + (line - _SIGN) / 2, _SIGN, _SIGN)
        icon("octagon-alert", tokens().error).paint(painter, box.toRect())
