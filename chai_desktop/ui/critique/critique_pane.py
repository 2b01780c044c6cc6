"""The middle of the caption room: the critique in points and in free text, and whether it says enough."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from chai_desktop.spec.lint.critiques.report import CritiqueReport
from chai_desktop.spec.points import PointKind
from chai_desktop.ui.caption.job_strip import JobStrip
from chai_desktop.ui.caption.line_label import LineLabel
from chai_desktop.ui.caption.mark_paint import kind_colour
from chai_desktop.ui.caption.pane_head import PaneHead
from chai_desktop.ui.caption.plain_words import LeavesFiles, names_files
from chai_desktop.ui.caption.room_model import RoomState
from chai_desktop.ui.critique.check import lacks, state_line
from chai_desktop.ui.critique.point_list import PointList
from chai_desktop.ui.critique.point_words import WORDS
from chai_desktop.ui.critique.proposal_list import ProposalList
from chai_desktop.ui.critique.proposal_model import Proposals
from chai_desktop.ui.critique.report_words import all_reasons, fails, first_reason, remarks_by_point, scores_line
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Space

_PLACEHOLDER = (
    "A good critique is accurate, complete and says what to write instead:\n"
    "“old words” -> “new words”\nAdd: what is missing\nDelete: “words that are not true”"
)
_NO_POINTS = "Select words in the draft to say what is wrong."
_LINES_BESIDE_POINTS = 2  # of free text, where there are points above it


class FreeText(LeavesFiles, QPlainTextEdit):
    """``edited`` only when the person changed it; ``left`` when the focus goes elsewhere in the program."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = ""
        self.setTabChangesFocus(True)
        self.setPlaceholderText(_PLACEHOLDER)
        self.setAccessibleName("Critique in your own words")
        self.setToolTip("The critique in your own words, beside the points or instead of them")
        self.textChanged.connect(self._on_text_changed)

    def show_text(self, text: str) -> None:
        """Show another version of the text; the same text keeps the caret and the undo steps."""
        if text != self.toPlainText():
            self.forget(text)

    def forget(self, text: str = "") -> None:
        """Show a text without any undo step of the former one, ready to be written on at its end."""
        self._known = text
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not names_files(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not names_files(source):
            super().insertFromMimeData(source)

    def _on_text_changed(self) -> None:
        if self.toPlainText() != self._known:
            self._known = self.toPlainText()
            self.edited.emit()


class CritiquePane(QFrame):
    point_wanted = Signal(object)  # a PointKind
    empty_wanted = Signal()
    bring_back_wanted = Signal()
    critic_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.head = PaneHead("Critique")
        self.points = PointList()
        self.proposals = ProposalList()
        self.empty = LineLabel("muted")
        self.free = FreeText()
        self.add = QPushButton(icon("message-square-plus"), "Point")
        self.empty_all = QPushButton(icon("trash-2"), "Empty the critique")
        self.undo = QPushButton(icon("undo-2"), "Bring back")
        self.critic = QPushButton(icon("eye"), "Ask the critic")
        self.job = JobStrip("critique")
        self.state = LineLabel("small")
        self._report: CritiqueReport | None = None
        self._points = 0
        self._proposed = False
        self._shown: RoomState | None = None
        self._menu = QMenu(self)
        self._fill_menu()
        self._lay_out()
        self.empty_all.clicked.connect(self.empty_wanted)
        self.undo.clicked.connect(self.bring_back_wanted)
        self.critic.clicked.connect(self.critic_wanted)
        self.job.cancelled.connect(self.cancel_wanted)

    def use_range_source(self, source: Callable[[], tuple[int, int] | None]) -> None:
        self.points.use_range_source(source)

    def tint(self) -> None:
        """Draw the signs in the colours of the theme in use."""
        for action in self._menu.actions():
            kind = PointKind(action.data())
            action.setIcon(icon(WORDS[kind].icon, kind_colour(kind)))
        self.points.tint()
        self.proposals.tint()

    def show_proposals(self, proposals: Proposals) -> None:
        """What is left of what the critic said of the draft on show."""
        self._proposed = proposals.any
        self.proposals.show_proposals(proposals)
        if self._shown is not None:
            self.empty.setVisible(self._says_how_to_begin(self._shown))
            self._give_room(self._shown)

    def show_state(self, state: RoomState, has_selection: bool, can_bring_back: bool) -> None:
        """Show what follows from the state; the free text itself is set by the room."""
        open_to_points = state.pre is not None and not state.is_perfect
        self.points.show_points(state.points)
        any_points = bool(state.points) or self.points.editor.is_open
        self.points.setVisible(any_points)
        self.points.setEnabled(open_to_points)
        self.free.setEnabled(open_to_points)
        self.empty.setVisible(self._says_how_to_begin(state))
        self.empty.say(_NO_POINTS)
        self.add.setEnabled(open_to_points)
        self.add.setVisible(not state.is_perfect)
        self.empty_all.setVisible(state.is_perfect and state.has_critique)
        self.undo.setVisible(can_bring_back)
        asked = state.job if state.job and state.job.kind == "critique" else None
        self.job.show_job(asked)
        self.critic.setVisible(asked is None)
        self.critic.setEnabled(not state.cannot_ask)
        self.state.setVisible(asked is None)
        self._give_room(state)
        self._show_line(state)
        for action in self._menu.actions():
            action.setEnabled(has_selection or action.data() == PointKind.MISSING.value)

    def show_report(self, report: CritiqueReport | None, points: int) -> None:
        """What the check of the critique found, None where there is nothing to check, and how many points there are."""
        self._report = report
        self._points = points
        self.head.show_detail("" if report is None else scores_line(report))
        self.points.show_remarks({} if report is None else remarks_by_point(report, points))
        self.head.setToolTip("" if report is None else all_reasons(report, points))
        if self._shown is not None:
            self._show_line(self._shown)

    def _show_line(self, state: RoomState) -> None:
        self._shown = state
        if state.pre is None:
            self.state.say("", "small")
        elif state.is_perfect:
            self.state.say("Perfect: nothing to change", "good")
        elif lacks(state.points, state.free_text):
            self.state.say(state_line(state.points, state.free_text), "warning")
        elif self._report is not None and (reason := first_reason(self._report, self._points)):
            self.state.say(reason, "warning" if fails(self._report) else "small")
        else:
            self.state.say(state_line(state.points, state.free_text), "small")

    def _says_how_to_begin(self, state: RoomState) -> bool:
        return state.pre is not None and not state.is_perfect and self.points.isHidden()

    def _give_room(self, state: RoomState) -> None:
        """Points and proposals first; the free text has the rest."""
        proposed = self._proposed and state.pre is not None and not state.is_perfect
        self.proposals.setVisible(proposed)
        if proposed:
            self.empty.hide()
        self._give_room_to_points(not (self.points.isHidden() and self.proposals.isHidden()))

    def _give_room_to_points(self, any_points: bool) -> None:
        line = self.free.fontMetrics().lineSpacing()
        few = line * _LINES_BESIDE_POINTS + Space.LARGE + Space.TIGHT
        self.free.setMinimumHeight(few)
        self.free.setMaximumHeight(max(few, self.height() // 4) if any_points else self.maximumHeight())

    def _fill_menu(self) -> None:
        for kind, words in WORDS.items():
            action = self._menu.addAction(words.word)
            action.setData(kind.value)
            action.setToolTip(words.tip)
            action.triggered.connect(lambda _on=False, kind=kind: self.point_wanted.emit(kind))
        self.tint()
        self._menu.setToolTipsVisible(True)
        self.add.setMenu(self._menu)
        self.add.setToolTip("Add a point about the words selected in the pre-caption, or something missing at its end")

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self.add)
        foot.addWidget(self.critic)
        foot.addWidget(self.job, 1)
        foot.addWidget(self.empty_all)
        foot.addWidget(self.undo)
        foot.addWidget(self.state, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.SMALL)
        rows.setSpacing(Space.TIGHT)
        rows.addWidget(self.head)
        rows.addWidget(self.empty)
        rows.addWidget(self.points, 1)
        rows.addWidget(self.proposals, 2)
        rows.addWidget(self.free, 1)
        rows.addLayout(foot)
        self.empty_all.setToolTip("Take out all points and the text: a perfect draft has nothing to change")
        self.undo.setToolTip("Bring back what was taken out of the critique last")
        self.undo.setObjectName("flat")
