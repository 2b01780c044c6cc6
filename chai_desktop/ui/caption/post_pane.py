"""The right text: the post-caption, editable, with its changes marked; revise and submit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from chai_desktop.ui.caption.being_written import BeingWritten
from chai_desktop.ui.caption.finding_bar import FindingBar
from chai_desktop.ui.caption.job_strip import JobStrip
from chai_desktop.ui.caption.notes_list import NotesList
from chai_desktop.ui.caption.pane_head import PaneHead, origin_button
from chai_desktop.ui.caption.room_model import RoomState
from chai_desktop.ui.caption.text_pane import TextPane
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space

_EMPTY = "Not revised yet. Say what is wrong, then press Revise; or write the post-caption here yourself."
_PERFECT = "Rated perfect: the draft itself is submitted, and what stands here is only kept."


class PostPane(QFrame):
    revise_wanted = Signal()
    cancel_wanted = Signal()
    submit_wanted = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.head = PaneHead("Post-caption")
        self.origin = origin_button()
        self.count = QLabel()
        self.count.setObjectName("small")
        self.previous = QPushButton(icon("chevron-left"), "")
        self.next = QPushButton(icon("chevron-right"), "")
        self.take_back = QPushButton(icon("undo-2"), "Take back")
        self.text = TextPane(added=True)
        self.written = BeingWritten(self.text, "Post-caption")
        self.findings = FindingBar()
        self.notes = NotesList()
        self.revise = QPushButton(icon("wand-sparkles"), "Revise")
        self.job = JobStrip("revision")
        self.says = QLabel()
        self.submit = QPushButton("Submit")
        self._name_parts()
        self._lay_out()
        self._connect()

    def show_state(self, state: RoomState, submitted: str) -> None:
        """Show what follows from the state; ``submitted`` is the sentence about the submission, or ''."""
        self.head.show_detail("" if state.is_perfect else _by(state))
        revising = state.job if state.job and state.job.kind == "revise" else None
        self.origin.setVisible(state.post is not None and not state.is_perfect)
        self.revise.setVisible(revising is None)
        self.revise.setText("Revise" if state.post is None else "Revise again")
        self.revise.setEnabled(state.can_revise)
        self.job.show_job(revising)
        self.text.setReadOnly(revising is not None or state.is_perfect or state.pre is None)
        self.text.setEnabled(not state.is_perfect)
        self.text.veil(_PERFECT if state.is_perfect else "")
        self.text.show_hint(_EMPTY if state.pre is not None else "")
        self.submit.setEnabled(state.can_submit)
        self._say_where_it_stands(state, "" if revising else submitted, "" if revising else state.cannot_submit)

    def show_changes(self, count: int, current: int | None) -> None:
        """How many changes there are, and at which one (from 0) the caret stands."""
        words = "1 change" if count == 1 else f"{count} changes"
        self.count.setText(words if current is None else f"{current + 1} of {count}")
        self.count.setAccessibleName(words if current is None else f"Change {current + 1} of {count}")
        for part in (self.count, self.previous, self.next, self.take_back):
            part.setVisible(bool(count))
        self.take_back.setEnabled(current is not None and not self.text.isReadOnly())

    def _say_where_it_stands(self, state: RoomState, submitted: str, reason: str) -> None:
        if submitted and state.submitted_now:
            self._say(submitted, "good")
        else:
            self._say(reason or submitted, "small")

    def _say(self, text: str, look: str) -> None:
        if self.says.objectName() != look:
            self.says.setObjectName(look)
            self.says.style().unpolish(self.says)
            self.says.style().polish(self.says)
        self.says.setText(text)
        self.says.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "submit"):
            self._tint_submit()

    def _tint_submit(self) -> None:
        """The icon stands on the accent, not on a panel."""
        self.submit.setIcon(icon("send", tokens().accent_text))

    def _name_parts(self) -> None:
        self._tint_submit()
        self.text.setAccessibleName("Post-caption")
        self.says.setWordWrap(True)
        self.previous.setAccessibleName("Previous change")
        self.next.setAccessibleName("Next change")
        for button in (self.previous, self.next, self.take_back):
            button.setObjectName("flat")
        for button in (self.previous, self.next):
            button.setFixedWidth(Size.CONTROL)
        self.show_changes(0, None)

    def _lay_out(self) -> None:
        self.head.row.addWidget(self.origin)
        for part in (self.count, self.previous, self.next, self.take_back):
            self.head.row.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        self.revise.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # what is said beside it may wrap
        foot.addWidget(self.revise)
        foot.addWidget(self.job, 1)
        foot.addWidget(self.says, 1)
        foot.addStretch(0)
        foot.addWidget(self.submit)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.SMALL)
        rows.setSpacing(Space.TIGHT)
        rows.addWidget(self.head)
        rows.addWidget(self.text, 1)
        rows.addWidget(self.written, 1)
        rows.addWidget(self.findings)
        rows.addWidget(self.notes)
        rows.addLayout(foot)
        self.submit.setObjectName("primary")

    def _connect(self) -> None:
        self.revise.clicked.connect(self.revise_wanted)
        self.job.cancelled.connect(self.cancel_wanted)
        self.submit.clicked.connect(self.submit_wanted)
        self.next.clicked.connect(self.next_wanted)
        self.previous.clicked.connect(self.previous_wanted)
        self.take_back.clicked.connect(self.take_back_wanted)


def _by(state: RoomState) -> str:
    if state.post is None:
        return ""
    if not state.is_edited:
        return state.post_by
    return "edited by you"
