"""A small window beside the work: type a word, read what the term means and what it is not called."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.spec.glossary.glossary import Glossary
from chai_desktop.ui.glossary.glossary_words import Line, as_html, lines_for
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Space

_WIDTH, _HEIGHT = 720, 420


class GlossaryWindow(QDialog):
    """Does not stand in the way: the rooms can be worked in while it is open."""

    primitive_wanted = Signal(str)  # primitive id

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Glossary")
        self.setModal(False)
        self._glossary: Glossary | None = None
        self._lines: tuple[Line, ...] = ()
        self.search = QLineEdit(placeholderText="A term, or what you would call it: push in, eye level ...")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Find a term")
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.list = self._build_list()
        self.text = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.show_primitive = QPushButton(icon("list-checks"), "Show in the checklist")
        self.show_primitive.clicked.connect(self._want_primitive)
        self._lay_out()

    def open_with(self, glossary: Glossary, words: str = "") -> None:
        """Show the window with these words in its search field; the field has the keys."""
        self.use(glossary)
        self.search.setText(words)
        self._find(words)
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus()
        self.search.selectAll()

    def use(self, glossary: Glossary) -> None:
        """Another glossary: a lab's additions were chosen, read again or taken out."""
        self._glossary = glossary
        self._find(self.search.text())

    @Slot(str)
    def _find(self, words: str) -> None:
        if self._glossary is None:
            return
        self._lines = lines_for(self._glossary, words)
        self.list.clear()
        for line in self._lines:
            item = QTreeWidgetItem([line.title, line.detail])
            item.setToolTip(0, line.entry.definition)
            self.list.addTopLevelItem(item)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        else:
            self.text.setText("The glossary has no such term. Try a part of it, or what it is.")
            self.show_primitive.hide()

    @Slot()
    def _look(self) -> None:
        line = self._current()
        if line is not None:
            self.text.setText(as_html(line.entry))
            self.show_primitive.setVisible(bool(line.entry.primitive))

    @Slot()
    def _want_primitive(self) -> None:
        line = self._current()
        if line is not None and line.entry.primitive:
            self.primitive_wanted.emit(line.entry.primitive)

    def _current(self) -> Line | None:
        row = self.list.currentIndex().row()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _build_list(self) -> QTreeWidget:
        found = QTreeWidget(columnCount=2)
        found.setHeaderHidden(True)
        found.setRootIsDecorated(False)
        found.setUniformRowHeights(True)
        found.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        found.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        found.header().setStretchLastSection(False)
        found.setAccessibleName("Terms")
        found.currentItemChanged.connect(self._look)
        found.itemActivated.connect(self._want_primitive)
        return found

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(Space.MEDIUM, 0, 0, 0)
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.show_primitive)
        foot.addStretch(1)
        column.addLayout(foot)
        split = QSplitter(childrenCollapsible=False)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setSizes([_WIDTH // 2, _WIDTH // 2])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        rows.setSpacing(Space.SMALL)
        rows.addWidget(self.search)
        rows.addWidget(split, 1)
        self.resize(_WIDTH, _HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys and Enter in the field act on the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                row = self.list.currentIndex().row() + (1 if event.key() == Qt.Key.Key_Down else -1)
                item = self.list.topLevelItem(max(0, min(len(self._lines) - 1, row)))
                if item is not None:
                    self.list.setCurrentItem(item)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._want_primitive()
                return True
        return super().eventFilter(watched, event)
