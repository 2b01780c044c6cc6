"""The list of texts that a search found: clip, kind of text, and the words around the hit, which is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chai_desktop.ui.library.found_model import Heading, Line, found_lines, source_words, spoken
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space, Text

if TYPE_CHECKING:
    from chai_desktop.store.records import Found

LINE_ROLE = Qt.ItemDataRole.UserRole
_SOURCE_SHARE = 0.34  # of the width, for the clip and the kind of text
Index = QModelIndex | QPersistentModelIndex


class FoundList(QListView):
    opened = Signal(object)  # Found

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines()
        self.setModel(self._lines)
        self.setItemDelegate(_FoundDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Texts that hold the words")
        self.activated.connect(self._open)

    def show_found(self, found: list[Found]) -> None:
        self._lines.show_lines(found_lines(found))
        self.scrollToTop()

    def count(self) -> int:
        """Texts found."""
        return sum(not isinstance(line, Heading) for line in self._lines.lines)

    def choose_first(self) -> None:
        if self._lines.rowCount() > 1:
            self.setCurrentIndex(self._lines.index(1))

    def height_of_all(self) -> int:
        return self._lines.rowCount() * self.sizeHintForRow(0) + 2 * Space.SMALL if self._lines.lines else 0

    def _open(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, Heading):
            self.opened.emit(line)


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(line, Heading):
            return f"{line.clip_name}\n{source_words(line)}\n{line.excerpt}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading can be neither chosen nor opened."""
        if isinstance(self.lines[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class _FoundDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics: QFontMetrics = option.fontMetrics
        return QSize(0, metrics.lineSpacing() + 2 * Space.TIGHT + Space.TIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, area, state = index.data(LINE_ROLE), QRect(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Heading):
            self._paint_heading(painter, area, line)
        else:
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(area, QColor(tokens().selection))
            source = int(area.width() * _SOURCE_SHARE)
            inner = area.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
            self._paint_source(painter, QRect(inner.left(), inner.top(), source - Space.LARGE, inner.height()), line)
            self._paint_excerpt(painter, inner.adjusted(source, 0, 0, 0), line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, line: Heading) -> None:
        font = QFont(painter.font())
        font.setPointSize(Text.SMALL)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens().muted))
        left = area.adjusted(Space.SMALL, 0, 0, -Space.TIGHT)
        painter.drawText(left, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, line.text)

    def _paint_source(self, painter: QPainter, area: QRect, line: Found) -> None:
        metrics, middle = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        if line.aspect is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().aspects[line.aspect]))
            painter.drawEllipse(QRectF(area.left(), area.center().y() - Size.MARK / 2, Size.MARK, Size.MARK))
        text = area.adjusted(Size.MARK + Space.SMALL, 0, 0, 0)
        kind = source_words(line)
        kind_width = metrics.horizontalAdvance(kind)
        name = metrics.elidedText(
            line.clip_name, Qt.TextElideMode.ElideMiddle, max(40, text.width() - kind_width - Space.MEDIUM)
        )
        painter.setPen(QColor(tokens().text))
        painter.drawText(text, middle, name)
        rest = text.adjusted(metrics.horizontalAdvance(name) + Space.MEDIUM, 0, 0, 0)
        painter.setPen(QColor(tokens().muted))
        painter.drawText(rest, middle, metrics.elidedText(kind, Qt.TextElideMode.ElideRight, rest.width()))

    def _paint_excerpt(self, painter: QPainter, area: QRect, line: Found) -> None:
        """The hit always stands in view: what is before it gives way first."""
        metrics, middle = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        hit, after = line.excerpt[line.start : line.end], line.excerpt[line.end :]
        hit_width = metrics.horizontalAdvance(hit)
        before = metrics.elidedText(
            line.excerpt[: line.start], Qt.TextElideMode.ElideLeft, max(0, (area.width() - hit_width) // 2)
        )
        painter.setPen(QColor(tokens().text))
        painter.drawText(area, middle, before)
        left = area.adjusted(metrics.horizontalAdvance(before), 0, 0, 0)
        if hit:
            ground = QRectF(left.left(), left.center().y() - metrics.height() / 2, hit_width, metrics.height() + 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().accent))
            painter.drawRoundedRect(ground, 2, 2)
            painter.setPen(QColor(tokens().accent_text))
            painter.drawText(left, middle, hit)
        rest = left.adjusted(hit_width, 0, 0, 0)
        painter.setPen(QColor(tokens().text))
        painter.drawText(rest, middle, metrics.elidedText(after, Qt.TextElideMode.ElideRight, max(0, rest.width())))
