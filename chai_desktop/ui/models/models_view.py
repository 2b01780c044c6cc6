"""The Models page as it stands in the window: the list, the ways to more models, and the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from chai_desktop.ui.models.model_list import ModelList
from chai_desktop.ui.models.model_page import ModelPage
from chai_desktop.ui.models.model_words import WAYS_TO_A_MODEL
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space
from chai_desktop.ui.window.keys_to import KeysTo

_LEFT, _RIGHT = 620, 660


class ModelsView(QWidget):
    search_wanted = Signal()
    folder_wanted = Signal()
    server_wanted = Signal()
    download_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = ModelList()
        self.page = ModelPage()
        self.notes = look(QLabel(wordWrap=True), "warning_small")
        self.ways = QLabel("\n".join(WAYS_TO_A_MODEL), wordWrap=True)
        self.ways.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.folders = look(QLabel(wordWrap=True), "small")
        self.folders.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        splitter.addWidget(self._left())
        splitter.addWidget(self.page)
        splitter.setSizes([_LEFT, _RIGHT])
        splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        KeysTo(self, self.list)

    def show_ways(self, shown: bool) -> None:
        """What to do next, where there is no model yet."""
        self.ways.setVisible(shown)

    def show_notes(self, notes: Sequence[str], folders: Sequence[str]) -> None:
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        links = [f'{folder} (<a href="{number}">leave it out</a>)' for number, folder in enumerate(folders)]
        self.folders.setText("Searched too: " + ", ".join(links) if links else "")
        self.folders.setVisible(bool(links))

    def _left(self) -> QWidget:
        left = look(QWidget(), "panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(Space.SMALL, Space.LARGE, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addLayout(self._ways_row())
        column.addWidget(self.ways)
        column.addWidget(self.list, 1)
        column.addWidget(self.folders)
        column.addWidget(self.notes)
        return left

    def _ways_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        for words, picture, signal, tip in (
            ("Search again", "search", self.search_wanted, "Look through packages, cache and folders for models"),
            ("Add a folder...", "folder-open", self.folder_wanted, "Search a folder of yours too"),
            ("Add a server...", "server", self.server_wanted, "A server with models, on this machine or another"),
            ("Download...", "download", self.download_wanted, "Bring a model from the Hugging Face hub"),
        ):
            button = QPushButton(icon(picture), words)
            button.setToolTip(tip)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        return row
