"""Player and timeline, one above the other, with a border that can be moved; the picture stays the largest thing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from chai_desktop.ui.timeline.curve_set import KINDS
from chai_desktop.ui.timeline.lane_heights import LEAST_HEIGHT, default_height
from chai_desktop.ui.timeline.timeline_view import TimelineView

Kept = dict[str, Any]


class TimelineSplit(QSplitter):
    """As long as nobody moved the border, the timeline's height follows that of the room."""

    def __init__(self, player: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, childrenCollapsible=False)
        self.timeline = TimelineView()
        self._chosen = 0  # the height that a person gave it; 0: none
        self.addWidget(player)
        self.addWidget(self.timeline)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(self._moved)

    def toggle(self) -> None:
        self.timeline.setVisible(self.timeline.isHidden())
        self._share()

    def layout_words(self) -> Kept:
        """Values that can be written as JSON."""
        curves = list(self.timeline.contents.shown_curves)
        return {"height": self._chosen, "hidden": self.timeline.isHidden(), "curves": curves}

    def restore_layout(self, kept: object) -> None:
        """What ``layout_words`` gave; anything else leaves the layout as it is."""
        if not isinstance(kept, dict):
            return
        height, curves = kept.get("height"), kept.get("curves")
        self._chosen = height if isinstance(height, int) and height >= 0 else 0
        self.timeline.setHidden(kept.get("hidden") is True)
        if isinstance(curves, list):
            self.timeline.change(shown_curves=tuple(key for key in curves if key in KINDS))
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    @Slot(int, int)
    def _moved(self, _position: int, _index: int) -> None:
        self._chosen = self.timeline.height()

    def _share(self) -> None:
        room = self.height()
        height = max(LEAST_HEIGHT, min(self._chosen, room // 2)) if self._chosen else default_height(room)
        self.setSizes([max(1, room - height), height])
