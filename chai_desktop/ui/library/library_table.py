"""The library's rows as a Qt table, with thumbnails and a mark for each aspect."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.aspect_status import AspectStatus
from chai_desktop.ui.library.library_model import LibraryRow
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space

COLUMNS = ("Clip", "Length", "Picture", "Frame rate", "File", "Captions")
NAME, LENGTH, CAPTIONS = 0, 1, len(COLUMNS) - 1
ROW_ROLE = Qt.ItemDataRole.UserRole
PICTURES_KEPT = 256  # about a quarter of a megabyte each; far more than any screen shows
Index = QModelIndex | QPersistentModelIndex


class LibraryTable(QAbstractTableModel):
    """Pictures are not asked for here: ``painted`` says that a row came into view which has none."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[LibraryRow] = []
        self._numbers: dict[str, int] = {}
        self._icons: OrderedDict[str, QIcon] = OrderedDict()  # the one looked at last stands last
        self._nothing = QIcon(_framed(None))

    def show_rows(self, rows: list[LibraryRow]) -> None:
        numbers = {row.clip.id: number for number, row in enumerate(rows)}
        if list(numbers) == list(self._numbers):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, CAPTIONS))
            return
        self.beginResetModel()
        self._rows, self._numbers = rows, numbers
        self.endResetModel()

    def append_rows(self, rows: list[LibraryRow]) -> None:
        first = len(self._rows)
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows = [*self._rows, *rows]
        self._numbers |= {row.clip.id: number for number, row in enumerate(rows, start=first)}
        self.endInsertRows()

    def put_row(self, row: LibraryRow) -> None:
        """A row in the place of the one of the same clip."""
        number = self._numbers[row.clip.id]
        self._rows[number] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, CAPTIONS))

    def row(self, number: int) -> LibraryRow:
        return self._rows[number]

    def number_of(self, clip_id: str) -> int | None:
        return self._numbers.get(clip_id)

    def forget_pictures(self) -> None:
        self._icons.clear()

    def has_picture(self, clip_id: str) -> bool:
        return clip_id in self._icons

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.name, row.length, row.picture, row.rate, row.size, "")[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == NAME:
            return self._thumbnail(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == CAPTIONS:
            return row.status_words()
        if role == Qt.ItemDataRole.ForegroundRole and (row.missing or (row.shots > 1 and index.column() == LENGTH)):
            return QColor(tokens().warning)
        return None

    def _tip(self, row: LibraryRow, column: int) -> str:
        if column == CAPTIONS:
            return row.status_words()
        if row.missing:
            hint = "File > Find missing media finds it in a folder."
            return f"The file is not there any more: {row.clip.facts.path}\n{hint}"
        if column == LENGTH and row.shots > 1:
            return f"It holds {row.shots} shots: Edit > Split this clip at its cuts makes a clip of each."
        return row.where

    def show_thumbnail(self, clip_id: str, jpeg: bytes | None) -> None:
        picture = _framed(jpeg)
        shown = QIcon(picture)
        shown.addPixmap(picture, QIcon.Mode.Selected)  # the colour of the selection must not tint the picture
        self._icons[clip_id] = shown
        while len(self._icons) > PICTURES_KEPT:
            self._icons.popitem(last=False)
        number = self.number_of(clip_id)
        if number is not None:
            index = self.index(number, NAME)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def _thumbnail(self, row: LibraryRow) -> QIcon:
        known = self._icons.get(row.clip.id)
        if known is None:
            self.painted.emit()
            return self._nothing
        self._icons.move_to_end(row.clip.id)
        return known


def _framed(thumbnail: bytes | None) -> QPixmap:
    """The picture in the middle of a box of always the same shape, so that the names beside it stand in one line."""
    box = QPixmap(3 * Size.THUMBNAIL_WIDTH, 3 * Size.THUMBNAIL_HEIGHT)
    box.fill(QColor(tokens().ground))
    picture = QPixmap()
    if thumbnail and picture.loadFromData(thumbnail):
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = picture.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio, smooth)
        painter = QPainter(box)
        painter.drawPixmap((box.width() - picture.width()) // 2, (box.height() - picture.height()) // 2, picture)
        painter.end()
    return box


class CaptionsDelegate(QStyledItemDelegate):
    """Five boxes with the aspects' initials: dashed = nothing yet, outlined = begun, filled = submitted."""

    INITIALS = {
        Aspect.SUBJECT: "Su",
        Aspect.SCENE: "Sc",
        Aspect.MOTION: "Mo",
        Aspect.SPATIAL: "Sp",
        Aspect.CAMERA: "Ca",
    }
    BOX = QSize(26, 20)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = len(Aspect) * (self.BOX.width() + Space.TIGHT) + Space.LARGE
        return QSize(width, Size.THUMBNAIL_HEIGHT + Space.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        area: QRect = option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(tokens().selection))
        row: LibraryRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = area.left() + Space.SMALL
        for aspect in Aspect:
            box = QRectF(x, area.center().y() - self.BOX.height() / 2, self.BOX.width(), self.BOX.height())
            self._paint_box(painter, box, aspect, row.status(aspect))
            x += self.BOX.width() + Space.TIGHT
        painter.restore()

    def _paint_box(self, painter: QPainter, box: QRectF, aspect: Aspect, status: str) -> None:
        colour = QColor(tokens().aspects[aspect])
        done = status == AspectStatus.SUBMITTED
        empty = status == AspectStatus.EMPTY
        pen = QPen(QColor(tokens().line) if empty else colour, 1.2)
        pen.setStyle(Qt.PenStyle.DashLine if empty else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(colour if done else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        painter.setPen(QColor(tokens().ground if done else tokens().muted if empty else tokens().text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.INITIALS[aspect])
