"""Keeps the policy pane beside the text that is being written, and shows the page that the person needs."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from chai_desktop.ui.caption.caption_room import CaptionRoom
from chai_desktop.ui.checklist.checklist_view import ChecklistView
from chai_desktop.ui.policy.side_tabs import SideTabs

_REST_MS = 150  # after the last key


class PolicyDesk(QObject):
    def __init__(self, room: CaptionRoom, checklist: ChecklistView, side: SideTabs) -> None:
        super().__init__(side)
        self._room = room
        self._side = side
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.show_text)
        room.pre_pane.text.textChanged.connect(self._rest.start)
        room.post_pane.text.textChanged.connect(self._rest.start)
        room.shown_anew.connect(self._rest.start)
        checklist.card_shown.connect(side.turn_to_meaning)
        side.place_wanted.connect(self._show_place)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]
        self.show_text()

    @Slot()
    def show_text(self) -> None:
        """The post-caption is the newer text as soon as there is one."""
        state = self._room.state
        self._side.show_text(state.aspect, self._newest())

    def _newest(self) -> str:
        state = self._room.state
        return (state.pre if state.is_perfect or not (state.post or "").strip() else state.post) or ""

    @Slot(int)
    def _show_place(self, offset: int) -> None:
        is_post = self._newest() == self._room.state.post
        pane = self._room.post_pane if is_post else self._room.pre_pane
        (self._room.focus_post if is_post else self._room.focus_pre)()
        pane.text.place(offset)

    @Slot("QWidget*", "QWidget*")
    def _follow_focus(self, _old: object, now: object) -> None:
        texts = (self._room.pre_pane.text, self._room.post_pane.text, self._room.critique_pane.free)
        if isinstance(now, QWidget) and now in texts:
            self._side.turn_to_texts()
