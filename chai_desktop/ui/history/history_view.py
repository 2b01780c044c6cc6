"""The history panel: the steps of the clip at the left, the clip as it was beside what it is now at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import Moment
from chai_desktop.ui.history.comparison import Comparison
from chai_desktop.ui.history.comparison_view import ComparisonView
from chai_desktop.ui.history.moment_lines import ANSWERS, Wanted, moment_lines, when_words
from chai_desktop.ui.history.moment_list import MomentList
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_NOTHING = "Each answer, draft, critique, rating and revision of this clip will stand here, newest first."
_NOTHING_OF_THIS = "No step of this kind was made on this clip yet."
_CHOOSE = "Choose a step at the left to see the clip as it was after it, beside what it is now."
_SMALLEST = QSize(320, 208)


class HistoryView(QWidget):
    chosen = Signal(object)  # Moment, or None
    bring_back_wanted = Signal(object, object)  # Moment; Aspect, or None for the answers
    origin_wanted = Signal(object)  # Aspect: whose texts, as they were then
    close_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        look(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._moments: Sequence[Moment] = ()
        self._clip_name = ""
        self._filter = self._build_filter()
        self.list = MomentList()
        self.comparison = ComparisonView()
        self.list.chosen.connect(self._moment_chosen)
        self.comparison.bring_back_wanted.connect(self._bring_back)
        self.comparison.origin_wanted.connect(self.origin_wanted)
        self.setFocusProxy(self.list)
        self._lay_out()
        self.comparison.show_hint(_CHOOSE)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_wanted)

    def show_moments(self, clip_name: str, moments: Sequence[Moment]) -> None:
        """The steps of a clip, newest first."""
        self._clip_name, self._moments = clip_name, moments
        self._fill()

    def show_comparison(self, comparison: Comparison, moment: Moment, read_only: bool) -> None:
        self.comparison.show_comparison(comparison, moment, when_words(moment, local_now()), read_only)

    def minimumSizeHint(self) -> QSize:
        """As small as the texts whose place it takes, so that the window may always become small."""
        return _SMALLEST

    def _wanted(self) -> Wanted:
        wanted: Wanted = self._filter.currentData()
        return wanted

    def _fill(self) -> None:
        lines = moment_lines(self._moments, self._clip_name, local_now(), self._wanted())
        self.list.show_lines(lines, _NOTHING_OF_THIS if self._moments else _NOTHING)

    def _moment_chosen(self, moment: Moment | None) -> None:
        if moment is None:
            self.comparison.show_hint(_CHOOSE)
        self.chosen.emit(moment)

    def _bring_back(self, topic: Aspect | None) -> None:
        moment = self.list.moment()
        if moment is not None:
            self.bring_back_wanted.emit(moment, topic)

    def _build_filter(self) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName("Which steps to show")
        choice.setToolTip("Show only the steps that changed answers, or the texts of one aspect")
        choice.addItem("All steps", None)
        choice.addItem("Answers", ANSWERS)
        for aspect in Aspect:
            choice.addItem(f"{aspect.label} texts", aspect)
        choice.activated.connect(lambda _row: self._fill())
        return choice

    def _lay_out(self) -> None:
        close = look(QToolButton(), "flat")
        close.setIcon(icon("x"))
        close.setAccessibleName("Close the history")
        close.setToolTip("Back to the texts (Esc or Ctrl+H)")
        close.clicked.connect(self.close_wanted)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(look(QLabel("History"), "heading"))
        head.addStretch(1)
        head.addWidget(self._filter)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.comparison.head.addWidget(close)
        self.split = QSplitter(childrenCollapsible=False)
        self.split.addWidget(left)
        self.split.addWidget(self.comparison)
        self.split.setStretchFactor(0, 0)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([360, 900])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        rows.addWidget(self.split)


def local_now() -> datetime:
    return datetime.now().astimezone()
