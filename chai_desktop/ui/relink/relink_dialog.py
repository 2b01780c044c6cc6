"""What was found in a folder, to be agreed to before clips are pointed there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.exchange.relinking import RelinkPlan
from chai_desktop.ui.relink import relink_words
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Space

_BY_BYTES = "Files are told by their bytes, not by their names. Answers and captions stay; one undo takes this back."
_REMARKS = 8  # at most


class RelinkDialog(QDialog):
    """``accepted`` says yes."""

    def __init__(self, parent: QWidget, plan: RelinkPlan) -> None:
        super().__init__(parent)
        self.setWindowTitle("Find missing media")
        self.setModal(True)
        self.setMinimumSize(600, 320)
        self.resize(760, 460)
        count = len(plan.found)
        self.agree = look(QPushButton(f"Use {'this place' if count == 1 else f'these {count} places'}"), "primary")
        buttons = QDialogButtonBox()
        leave = buttons.addButton("Cancel" if count else "Close", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        self.agree.setVisible(count > 0)  # a box of buttons shows what is added to it
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        (self.agree if count else leave).setDefault(True)
        title = QLabel(relink_words.title(plan), wordWrap=True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(look(title, "title"))
        column.addWidget(look(QLabel(_BY_BYTES, wordWrap=True), "muted"))
        self.table = _table(relink_words.rows(plan), count)
        column.addWidget(self.table, 1)
        remarks = relink_words.remarks(plan)
        if remarks:
            more = (f"... and {len(remarks) - _REMARKS} more.",) if len(remarks) > _REMARKS else ()
            said = QLabel("\n".join([*remarks[:_REMARKS], *more]), wordWrap=True)
            said.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(look(said, "warning_small"))
        column.addWidget(buttons)


def _table(rows: list[tuple[str, str, str]], found: int) -> QTableWidget:
    table = QTableWidget(len(rows), 3)
    table.setHorizontalHeaderLabels(["Clip", "", "File"])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    table.setAccessibleName("Clips that are found, and those that are still missing")
    for row, words in enumerate(rows):
        for column, text in enumerate(words):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if row >= found:
                item.setForeground(QColor(tokens().warning))
            table.setItem(row, column, item)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    return table
