"""The Runs page: a list, and below it the run that is chosen; or what to do where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from chai_desktop.ui.runs.run_details import RunDetails
from chai_desktop.ui.runs.run_table import RunList, RunTable
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space
from chai_desktop.ui.window.keys_to import KeysTo

if TYPE_CHECKING:
    from chai_desktop.workers.runs.run_watcher import RunInside, SeenRun

_EMPTY = "There are no runs of this project yet"
_EMPTY_HINT = (
    "A run writes captions of many clips with one engine, beside your work or over night.\n"
    "It goes on when the window is closed, and can be stopped and continued.\n"
    "Its texts become candidates to choose from."
)
_NO_PROJECT = "No project is open"
_NO_PROJECT_HINT = "Runs belong to a project: open one first (File menu)."


class RunsView(QWidget):
    new_wanted = Signal()
    looked_into = Signal(object)  # Path of the run that is chosen, or None
    wanted = Signal(str)  # what is to be done with the run that is chosen

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._awaited: Path | None = None  # a run that was just made, and is to be chosen
        self.table = RunTable()
        self.list = RunList(self.table)
        self.details = RunDetails()
        self.new = self._new_button()
        self._count = look(QLabel(), "muted")
        self._title = look(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "title")
        self._hint = look(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "muted")
        self.new_here = self._new_button()
        KeysTo(self, self.list)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._build_body())
        self._stack.addWidget(self._build_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addLayout(self._build_header())
        column.addLayout(self._stack, 1)
        self.list.chosen.connect(self._chosen)
        self.details.wanted.connect(self.wanted)
        self.show_runs((), has_project=False)

    @property
    def run(self) -> SeenRun | None:
        """The one that is chosen."""
        place = self.table.place_of(self.list.folder)
        return self.table.runs[place] if place >= 0 else None

    def show_runs(self, runs: tuple[SeenRun, ...], has_project: bool = True) -> None:
        has_come = self._awaited in {run.folder for run in runs}
        chosen = self._awaited if has_come else self.list.folder
        if self.table.show_runs(runs) or has_come:
            self.list.choose(chosen)
        self._awaited = None if has_come else self._awaited
        self._stack.setCurrentIndex(0 if runs else 1)
        self._count.setText(f"{len(runs):,} run{'s' * (len(runs) != 1)}" if runs else "")
        self.new.setVisible(bool(runs))
        self._title.setText(_EMPTY if has_project else _NO_PROJECT)
        self._hint.setText(_EMPTY_HINT if has_project else _NO_PROJECT_HINT)
        self.new_here.setVisible(has_project)
        self.details.show_run(self.run)

    def choose(self, folder: Path) -> None:
        """The run of this folder, as soon as it stands in the list."""
        self._awaited = None if self.table.place_of(folder) >= 0 else folder
        self.list.choose(folder if self._awaited is None else self.list.folder)

    @Slot(object)
    def show_inside(self, inside: RunInside) -> None:
        if inside.folder == self.list.folder:
            self.details.show_inside(inside)

    @Slot(object)
    def _chosen(self, folder: Path | None) -> None:
        self.details.show_run(self.run)
        self.looked_into.emit(folder)

    def _new_button(self) -> QPushButton:
        button = look(QPushButton("New run..."), "primary")
        button.setToolTip("Let an engine write captions of many clips (Ctrl+Shift+N)")
        button.clicked.connect(self.new_wanted)
        return button

    def _build_header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setSpacing(Space.MEDIUM)
        header.addWidget(look(QLabel("Runs"), "title"))
        header.addWidget(self._count)
        header.addStretch(1)
        header.addWidget(self.new)
        return header

    def _build_body(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        split.addWidget(self.list)
        split.addWidget(self.details)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        return split

    def _build_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addWidget(self.new_here, alignment=Qt.AlignmentFlag.AlignCenter)
        return page
