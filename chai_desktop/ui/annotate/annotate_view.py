"""The Annotate room's layout: player and checklist above, the three texts below; every border can be moved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from chai_desktop.spec.specification import Specification
from chai_desktop.ui.annotate.annotate_commands import caption_keys
from chai_desktop.ui.annotate.aspect_bar import AspectBar
from chai_desktop.ui.caption.caption_room import CaptionRoom
from chai_desktop.ui.checklist.checklist_view import ChecklistView
from chai_desktop.ui.player.player_view import PlayerView
from chai_desktop.ui.theme.look import look


class AnnotateView(QWidget):
    def __init__(self, spec: Specification) -> None:
        super().__init__()
        self.player = PlayerView()
        self.player.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.player)
        self.aspects = AspectBar()
        self.checklist = ChecklistView(spec)
        self.captions = CaptionRoom()
        self.captions.shortcut_hint = caption_keys()
        above = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        above.addWidget(self.player)
        above.addWidget(self._build_side())
        above.setStretchFactor(0, 3)
        above.setStretchFactor(1, 2)
        above.setSizes([860, 500])
        self._split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._split.addWidget(above)
        self._split.addWidget(self.captions)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setSizes([560, 280])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _build_side(self) -> QWidget:
        side = look(QWidget(), "panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.aspects)
        column.addWidget(self.checklist, 1)
        return side
