"""The list of steps: two lines for each, what was done, and when by whom; undone ones are struck through."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chai_desktop.store.records import Moment
from chai_desktop.ui.history.moment_lines import DayLine, Line, MomentLine
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space, Text

LINE_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class MomentList(QListView):
    chosen = Signal(object)  # Moment, or None

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines()
        self._empty = ""
        self.setModel(self._lines)
        self.setItemDelegate(_MomentDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Steps of this clip, newest first")
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit(self.moment()))

    def show_lines(self, lines: list[Line], empty: str) -> None:
        """Show other lines; the step that is chosen stays so where it is still among them."""
        kept = self.moment()
        self._empty = empty
        self.setAccessibleDescription(empty if not lines else "")
        blocked = self.selectionModel().blockSignals(True)
        self._lines.show_lines(lines)
        self.selectionModel().blockSignals(blocked)
        if kept is not None:
            self.choose(kept.operation_id)
            if self.moment() is None:
                self.chosen.emit(None)
        self.viewport().update()

    def choose(self, operation_id: str) -> None:
        number = self._lines.number_of(operation_id)
        if number is not None:
            self.setCurrentIndex(self._lines.index(number))

    def moment(self) -> Moment | None:
        line = self.currentIndex().data(LINE_ROLE)
        return line.moment if isinstance(line, MomentLine) else None

    def titles(self) -> list[str]:
        return [line.title for line in self._lines.lines if isinstance(line, MomentLine)]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._lines.lines:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(tokens().muted))
            box = self.viewport().rect().adjusted(Space.SMALL, Space.SMALL, -Space.SMALL, -Space.SMALL)
            painter.drawText(box, int(Qt.TextFlag.TextWordWrap), self._empty)
            painter.end()


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def number_of(self, operation_id: str) -> int | None:
        return next(
            (
                number
                for number, line in enumerate(self.lines)
                if isinstance(line, MomentLine) and line.moment.operation_id == operation_id
            ),
            None,
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.text if isinstance(line, DayLine) else line.spoken
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, MomentLine):
            return f"{line.title}\n{line.detail}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], DayLine):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class _MomentDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics: QFontMetrics = option.fontMetrics
        lines = 1 if isinstance(index.data(LINE_ROLE), DayLine) else 2
        return QSize(0, lines * metrics.lineSpacing() + Space.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, area, state = index.data(LINE_ROLE), QRect(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, DayLine):
            painter.setFont(_small(painter.font(), bold=True))
            painter.setPen(QColor(tokens().muted))
            painter.drawText(area.adjusted(Space.SMALL, 0, 0, -2), Qt.AlignmentFlag.AlignBottom, line.text)
        else:
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(area, QColor(tokens().selection))
            self._paint_moment(painter, area, line)
        painter.restore()

    def _paint_moment(self, painter: QPainter, area: QRect, line: MomentLine) -> None:
        t, height = tokens(), painter.fontMetrics().lineSpacing()
        top = area.top() + (area.height() - 2 * height) // 2
        if line.moment.aspects:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.aspects[line.moment.aspects[0]]))
            painter.drawEllipse(QRectF(area.left() + Space.SMALL, top + (height - Size.MARK) / 2, Size.MARK, Size.MARK))
        left = area.left() + 2 * Space.SMALL + Size.MARK
        first = QRect(left, top, area.right() - left - Space.TIGHT, height)
        if line.moment.undone:
            font = QFont(painter.font())
            font.setStrikeOut(True)
            painter.setFont(font)
        painter.setPen(QColor(t.muted if line.moment.undone else t.text))
        title = painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideRight, first.width())
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(_small(painter.font()))
        painter.setPen(QColor(t.muted))
        second = first.translated(0, height)
        detail = painter.fontMetrics().elidedText(line.detail, Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, detail)


def _small(font: QFont, bold: bool = False) -> QFont:
    small = QFont(font)
    small.setStrikeOut(False)
    small.setPointSize(Text.SMALL)
    small.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return small
