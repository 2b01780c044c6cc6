"""The backups of the project, with a look into the chosen one, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.store.backup.names import Backup
from chai_desktop.ui.backup.backup_words import backup_row
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Size, Space

_NONE = "There are no backups yet. One is made when the project is opened, and every half hour of work."
_WHAT = "The project becomes what it was then. What it is now is kept as a backup first, so this can be taken back."


class BackupsDialog(QDialog):
    preview_wanted = Signal(object)  # Backup
    restore_wanted = Signal(object)
    reading_wanted = Signal(object)
    folder_wanted = Signal()

    def __init__(self, parent: QWidget, project: str, backups: list[Backup]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Backups")
        self.setModal(True)
        self.resize(800, 440)
        self._backups = backups
        self.list = self._build_list()
        self.preview = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.restore = self._button("Restore...", self._ask)
        self.read = self._button("Open to read", lambda: self._tell(self.reading_wanted))
        self.agree = look(self._button("Restore it", lambda: self._tell(self.restore_wanted)), "primary")
        self._leave_it = self._button("Leave it", self._do_not_ask)
        self._question = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(look(QLabel(f"Backups of {project}"), "title"))
        column.addLayout(self._build_middle(), 1)
        column.addWidget(self._build_question())
        column.addLayout(self._build_bottom())
        self._do_not_ask()
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        else:
            self.preview.setText(_NONE)
        self._show_chosen()

    def chosen(self) -> Backup | None:
        item = self.list.currentItem()
        return None if item is None else self._backups[self.list.indexOfTopLevelItem(item)]

    def show_preview(self, backup: Backup, lines: list[str]) -> None:
        """What was found in it; nothing where the person looks at another one by now."""
        if backup == self.chosen():
            self.preview.setText("\n".join(lines))

    def _build_list(self) -> QTreeWidget:
        found = QTreeWidget(columnCount=3)
        found.setHeaderLabels(["When", "Why", "Size"])
        found.setRootIsDecorated(False)
        found.setUniformRowHeights(True)
        found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        found.setAccessibleName("Backups, the newest first")
        found.header().setStretchLastSection(False)
        found.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        found.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for backup in self._backups:
            item = QTreeWidgetItem(list(backup_row(backup)))
            item.setSizeHint(1, QSize(0, Size.CONTROL))  # of the column that takes what is left
            found.addTopLevelItem(item)
        found.currentItemChanged.connect(self._show_chosen)
        return found

    def _build_middle(self) -> QHBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(Space.SMALL)
        side.addWidget(look(QLabel("What is in it"), "heading"))
        side.addWidget(self.preview, 1)
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(self.read)
        line.addWidget(self.restore)
        line.addStretch(1)
        side.addLayout(line)
        middle = QHBoxLayout()
        middle.setSpacing(Space.HUGE)
        middle.addWidget(self.list, 3)
        middle.addLayout(side, 2)
        return middle

    def _build_question(self) -> QWidget:
        self._question = look(QWidget(), "panel")
        self._asked = QLabel(wordWrap=True)
        line = QHBoxLayout(self._question)
        line.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        line.setSpacing(Space.SMALL)
        line.addWidget(self._asked, 1)
        line.addWidget(self.agree)
        line.addWidget(self._leave_it)
        return self._question

    def _build_bottom(self) -> QHBoxLayout:
        bottom = QHBoxLayout()
        bottom.addWidget(self._button("Show in folder", self.folder_wanted.emit))
        bottom.addStretch(1)
        bottom.addWidget(self._button("Close", self.reject))
        return bottom

    def _button(self, words: str, run: object) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    @Slot()
    def _show_chosen(self) -> None:
        backup = self.chosen()
        for button in (self.restore, self.read):
            button.setEnabled(backup is not None)
        self._do_not_ask()
        if backup is not None:
            self.preview.setText("Looking into it...")
            self.preview_wanted.emit(backup)

    @Slot()
    def _ask(self) -> None:
        backup = self.chosen()
        if backup is not None:
            self._asked.setText(f"Restore the backup of {backup_row(backup)[0]}? {_WHAT}")
            self._question.show()
            self.agree.setFocus()

    @Slot()
    def _do_not_ask(self) -> None:
        self._question.hide()

    def _tell(self, wanted: object) -> None:
        backup = self.chosen()
        if backup is not None:
            self.accept()
            wanted.emit(backup)  # type: ignore[attr-defined]
