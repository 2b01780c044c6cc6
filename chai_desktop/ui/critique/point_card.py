"""One point of the critique: what it says in a line; when it is chosen, also what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.caption.mark_paint import kind_colour
from chai_desktop.ui.critique.number_badge import NumberBadge
from chai_desktop.ui.critique.point_words import WORDS
from chai_desktop.ui.critique.range_button import RangeButton, range_words
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space


class PointCard(QFrame):
    """Keys: Space chooses it and plays its frames, Enter edits, Delete removes, Up and Down go to the neighbours."""

    chosen = Signal()
    edit_wanted = Signal()
    remove_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self, number: int, point: Point, lack: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"Point {number}, {WORDS[point.kind].word}: {point.sentence()}")
        self.setToolTip("Click to see its words and play its frames; Enter edits, Delete removes")
        self.point = point
        self._is_current = False
        self.range = RangeButton(names_range=False)
        self.range.show_range(point.first_frame, point.last_frame)
        self._actions = self._action_row()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.TIGHT)
        rows.setSpacing(Space.TIGHT)
        rows.addLayout(self._line(number, point))
        if lack:
            rows.addWidget(_label(f"It {lack}.", "warning"))
        self._remark = _label("", "warning")
        self._remark.hide()
        rows.addWidget(self._remark)
        rows.addWidget(self._actions)
        self.show_current(False)

    def show_remarks(self, sentences: Sequence[str]) -> None:
        """What the check of the critique says of this point."""
        self._remark.setText(" ".join(sentences))
        self._remark.setVisible(bool(sentences))
        self.setAccessibleDescription(self._remark.text())

    def show_current(self, current: bool) -> None:
        """Mark the card as the chosen one and offer its actions."""
        self._is_current = current
        self._actions.setVisible(current)
        self.update()

    def _line(self, number: int, point: Point) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(NumberBadge(number, point.kind), 0, Qt.AlignmentFlag.AlignTop)
        sign = QLabel()
        sign.setPixmap(icon(WORDS[point.kind].icon, kind_colour(point.kind)).pixmap(Size.ICON, Size.ICON))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        says = QLabel(point_html(point))
        says.setWordWrap(True)
        says.setTextFormat(Qt.TextFormat.RichText)
        says.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(says, 1)
        frames = range_words(point.first_frame, point.last_frame)
        if frames:
            row.addWidget(_label(frames, "small"), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _action_row(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        edit, remove = QPushButton(icon("pencil"), "Edit"), QPushButton(icon("trash-2"), "Remove")
        edit.setToolTip("Change this point (Enter)")
        remove.setToolTip("Take this point out of the critique (Delete)")
        edit.clicked.connect(self.edit_wanted)
        remove.clicked.connect(self.remove_wanted)
        for button in (edit, remove):
            button.setObjectName("flat")
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.range)
        return bar

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space:
                self.chosen.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2:
                self.edit_wanted.emit()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove_wanted.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.step_wanted.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self._is_current or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().accent), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), Size.RADIUS, Size.RADIUS)
        painter.end()


def _label(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(look)
    label.setWordWrap(look == "warning")
    return label


def point_html(point: Point) -> str:
    """The point as people write it: kind, old words struck through, arrow, new words underlined."""
    old, new = escape(point.quote), escape(point.instead)
    word = f"<b>{WORDS[point.kind].word}</b>&nbsp; "
    match point.kind:
        case PointKind.MISSING:
            says = f"“<u>{new}</u>”" + (f" after “{old}”" if old else " at the end")
        case PointKind.EXTRA:
            says = f"“<s>{old}</s>”"
        case _:
            says = f"“<s>{old}</s>” → “<u>{new}</u>”"
    why = f" <i>{escape(point.reason)}</i>" if point.reason else ""
    return f"{word}{says}{why}"
