"""The Annotate room's layout: player and checklist above; below, the three texts, or the history in their place.

Every border can be moved, and the layout is remembered. The history takes the place of the texts because it shows
texts side by side too: a third row or column would leave none of them enough room on a small screen.
"""

from __future__ import annotations

import json

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from chai_desktop.spec.specification import Specification
from chai_desktop.ui.annotate.annotate_commands import caption_keys
from chai_desktop.ui.annotate.aspect_bar import AspectBar
from chai_desktop.ui.candidates.candidates_view import CandidatesView
from chai_desktop.ui.caption.caption_room import CaptionRoom
from chai_desktop.ui.checklist.checklist_view import ChecklistView
from chai_desktop.ui.history.history_view import HistoryView
from chai_desktop.ui.player.aids.aid_state import remembered, restored
from chai_desktop.ui.player.picture_window import PictureWindow
from chai_desktop.ui.player.player_view import PlayerView
from chai_desktop.ui.policy.policy_desk import PolicyDesk
from chai_desktop.ui.policy.side_tabs import Side, SideTabs
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.timeline.timeline_split import TimelineSplit

_WITH_TEXTS, _WITH_HISTORY = [560, 280], [420, 420]  # above and below, as shares


class AnnotateView(QWidget):
    history_turned = Signal(bool)  # the history was opened or closed

    def __init__(self, spec: Specification) -> None:
        super().__init__()
        self.player = PlayerView()
        self.player.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.picture_window = PictureWindow(self.player)
        self.player.aids.take_escape_of(self)
        self.setFocusProxy(self.player)
        self.aspects = AspectBar()
        self.checklist = ChecklistView(spec)
        self.captions = CaptionRoom()
        self.captions.shortcut_hint = caption_keys()
        self.side = SideTabs(spec, self.checklist.card)
        self.checklist.use_card_frame(self.side)
        self.policy = PolicyDesk(self.captions, self.checklist, self.side)
        self.history = HistoryView()
        self.history.close_wanted.connect(self.close_history)
        self.candidates = CandidatesView()
        self._above = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self._watch = TimelineSplit(self.player)
        self.timeline = self._watch.timeline
        self._above.addWidget(self._watch)
        self._above.addWidget(self._build_side())
        self._above.setStretchFactor(0, 3)
        self._above.setStretchFactor(1, 2)
        self._above.setSizes([860, 500])
        self._below = QStackedWidget()
        self._below.addWidget(self.captions)
        self._below.addWidget(self.history)
        self._below.addWidget(self.candidates)
        self._split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._split.addWidget(self._above)
        self._split.addWidget(self._below)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setSizes(_WITH_TEXTS)
        self._other_sizes = list(_WITH_HISTORY)  # of the one that does not stand below now
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

    @property
    def shows_history(self) -> bool:
        return self._below.currentWidget() is self.history

    def open_history(self) -> None:
        self.close_candidates()
        self._turn_history(True)
        self.history.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_history(self) -> None:
        self._turn_history(False)
        self.captions.focus_pre()

    @property
    def shows_candidates(self) -> bool:
        return self._below.currentWidget() is self.candidates

    def open_candidates(self) -> None:
        """Several drafts in the place of the three texts."""
        self._turn_history(False)
        self._below.setCurrentWidget(self.candidates)
        self.candidates.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_candidates(self) -> None:
        if self.shows_candidates:
            self._below.setCurrentWidget(self.captions)
            self.captions.focus_pre()

    def layout_words(self) -> str:
        """The borders, what stands below, and which lines lie over the picture, as JSON."""
        now, other = self._split.sizes(), self._other_sizes
        texts, history = (other, now) if self.shows_history else (now, other)
        return json.dumps({
            "above": self._above.sizes(),
            "texts": texts,
            "history": history,
            "in_history": self.history.split.sizes(),
            "shows_history": self.shows_history,
            "hides_side": self.side.isHidden(),
            "aids": remembered(self.player.aids.state),
            "timeline": self._watch.layout_words(),
        })  # fmt: skip

    def restore_layout(self, words: str) -> None:
        """What ``layout_words`` gave; anything else leaves the layout as it is."""
        try:
            kept = json.loads(words)
            sizes = {key: [int(size) for size in kept[key]] for key in ("above", "texts", "history", "in_history")}
            shows_history = bool(kept["shows_history"])
        except (ValueError, TypeError, KeyError):
            return
        if any(len(each) != 2 or sum(each) <= 0 for each in sizes.values()):
            return
        self.player.aids.set_state(restored(kept.get("aids")))
        self._above.setSizes(sizes["above"])
        self.history.split.setSizes(sizes["in_history"])
        self._split.setSizes(sizes["texts"])
        self._other_sizes = sizes["history"]
        self.side.setHidden(kept.get("hides_side") is True)
        self._watch.restore_layout(kept.get("timeline"))
        self._turn_history(shows_history)

    def toggle_side(self) -> None:
        """Hide what stands below the questions (meaning, policy, coverage), or show it again."""
        self.side.setVisible(self.side.isHidden())

    def toggle_timeline(self) -> None:
        self._watch.toggle()

    def show_side(self, side: Side) -> None:
        self.side.show()
        self.side.turn_to(side)

    def _turn_history(self, shown: bool) -> None:
        if shown == self.shows_history:
            return
        sizes = self._split.sizes()
        self._below.setCurrentWidget(self.history if shown else self.captions)
        self._split.setSizes(self._other_sizes)
        self._other_sizes = sizes
        self.history_turned.emit(shown)
