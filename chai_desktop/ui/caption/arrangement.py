"""Three panes side by side while there is room, and one at a time behind tabs where there is not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

_SIDE_BY_SIDE_FROM = 1000  # device-independent pixels of width
_SMALLEST = QSize(320, 208)


class Arrangement(QWidget):
    """The panes never change their parent, so text, caret and focus stay as they are."""

    turned = Signal()  # between side by side and tabs, or to another tab

    def __init__(self, panes: Sequence[tuple[str, QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes = [pane for _name, pane in panes]
        self._tabbed = False
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("The three texts")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        for name, pane in panes:
            self.tabs.addTab(name)
            self.splitter.addWidget(pane)
            pane.setMinimumWidth(1)
        self.splitter.setSizes([_SIDE_BY_SIDE_FROM] * len(self._panes))
        self.tabs.hide()
        self.tabs.currentChanged.connect(lambda _index: self._arrange())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.tabs)
        rows.addWidget(self.splitter, 1)

    @property
    def is_tabbed(self) -> bool:
        return self._tabbed

    def bring_up(self, number: int) -> None:
        """Make a pane (from 0) visible, whatever the arrangement."""
        self.tabs.setCurrentIndex(number)

    def minimumSizeHint(self) -> QSize:
        """Small, so that the window may always become narrow enough for the tabs."""
        return _SMALLEST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tabbed = event.size().width() < _SIDE_BY_SIDE_FROM
        if tabbed != self._tabbed:
            self._tabbed = tabbed
            self._arrange()

    def _arrange(self) -> None:
        self.tabs.setVisible(self._tabbed)
        for number, pane in enumerate(self._panes):
            pane.setVisible(not self._tabbed or number == self.tabs.currentIndex())
        self.turned.emit()
