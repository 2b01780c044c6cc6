"""The run that is chosen: how it stands, what can be done, why captions are missing, its log, what it was made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.ui.runs.run_buttons import BUTTONS
from chai_desktop.ui.runs.run_words import RunRow, command_line, row_of, settings_lines
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.progress import ProgressBar
from chai_desktop.ui.theme.tokens import Space

if TYPE_CHECKING:
    from chai_desktop.workers.runs.run_watcher import RunInside, SeenRun

_STRETCH, _FIT = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.ResizeToContents


class RunDetails(QWidget):
    wanted = Signal(str)  # what somebody wants done, by the name of its button

    def __init__(self) -> None:
        super().__init__()
        self.row: RunRow | None = None
        self._title = look(QLabel(textFormat=Qt.TextFormat.PlainText), "heading")
        self._sentence = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._hint = look(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "muted")
        self.bar = ProgressBar(maximum=1000, textVisible=False)
        self.bar.setAccessibleName("Clips that are done")
        self.buttons = {name: self._button(name, words, picture, tip) for name, words, picture, tip in BUTTONS}
        self.failures = self._tree("Reasons", "Captions")
        self.settings = self._tree("Setting", "Value")
        self.log = QPlainTextEdit(readOnly=True)
        self.log.setAccessibleName("The end of the log")
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.tabBar().setDrawBase(False)
        for widget, words in ((self.failures, "Not written"), (self.log, "Log"), (self.settings, "Settings")):
            self.tabs.addTab(widget, words)
        self._lay_out()

    def show_run(self, run: SeenRun | None) -> None:
        self.setVisible(run is not None)
        if run is None:
            self.row = None
            return
        row = row_of(run)
        if row != self.row:
            self._show_row(row)
        lines = [*settings_lines(run), ("Start by hand", command_line(run))]
        if [tuple(line) for line in lines] != _lines_of(self.settings):
            self._fill(self.settings, lines)

    def show_inside(self, inside: RunInside) -> None:
        count = sum(number for _reason, number in inside.reasons)
        self.tabs.setTabText(0, f"Not written ({count:,})" if count else "Not written")
        reasons = [(reason, f"{number:,}") for reason, number in inside.reasons]
        self._fill(self.failures, reasons or [("Nothing is missing so far.", "")])
        text = "\n".join(inside.log) or "The log is empty so far."
        if text != self.log.toPlainText():
            self.log.setPlainText(text)
            self.log.moveCursor(QTextCursor.MoveOperation.End)

    def _show_row(self, row: RunRow) -> None:
        self.row = row
        self._title.setText(row.title)
        self._sentence.setText(row.sentence)
        self._hint.setText(row.hint)
        self._hint.setVisible(bool(row.hint))
        self.bar.setValue(int(1000 * row.fraction))
        self.bar.setAccessibleDescription(row.clips)
        shown = {
            "continue": row.can_continue,
            "stop": row.can_stop,
            "stop_now": row.can_stop,
            "retry": row.can_retry,
            "collect": row.can_collect,
            "remove": row.can_remove,
        }
        for name, visible in shown.items():
            self.buttons[name].setVisible(visible)
        self.buttons["continue"].setText(row.continue_words)
        self._mark_next(self.buttons["collect"], not row.can_continue and not row.can_stop)

    def _mark_next(self, button: QPushButton, is_next: bool) -> None:
        """One button at most is what there is to do next."""
        look(button, "primary" if is_next else "")
        button.setIcon(QIcon() if is_next else icon("import"))
        button.style().unpolish(button)
        button.style().polish(button)
        button.updateGeometry()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SMALL)
        for name, _words, _picture, _tip in BUTTONS:
            if name == "open_folder":
                buttons.addStretch(1)
            buttons.addWidget(self.buttons[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.MEDIUM, 0, 0)
        column.setSpacing(Space.SMALL)
        for widget in (self._title, self._sentence, self._hint, self.bar):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self.tabs, 1)

    def _button(self, name: str, words: str, picture: str, tip: str) -> QPushButton:
        button = QPushButton(words)
        if name == "continue":
            look(button, "primary")
        else:
            button.setIcon(icon(picture))
        button.setToolTip(tip)
        button.clicked.connect(lambda: self.wanted.emit(name))
        button.setVisible(name == "open_folder")
        return button

    def _tree(self, *columns: str) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setColumnCount(2)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setHeaderLabels(columns)
        tree.setAccessibleName(columns[0])
        tree.header().setStretchLastSection(columns[0] == "Setting")
        tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        return tree

    def _fill(self, tree: QTreeWidget, lines: list[tuple[str, str]]) -> None:
        if lines == _lines_of(tree):
            return
        tree.clear()
        for line in lines:
            item = QTreeWidgetItem(list(line))
            for column, words in enumerate(line):
                item.setToolTip(column, words)
            tree.addTopLevelItem(item)
        reasons = tree is self.failures
        tree.header().setSectionResizeMode(0, _STRETCH if reasons else _FIT)
        tree.header().setSectionResizeMode(1, _FIT if reasons else _STRETCH)


def _lines_of(tree: QTreeWidget) -> list[tuple[str, str]]:
    items = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [(item.text(0), item.text(1)) for item in items if item is not None]
