"""One finding of the check in words, with what can be done about it, in a line under its text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from chai_desktop.spec.lint.finding import Finding, Level
from chai_desktop.ui.caption.line_label import LineLabel
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Size, Space

_LOOKS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "muted"}


class FindingBar(QFrame):
    """Hidden where nothing was found. ``action`` of ``show_finding`` is what the one button does, '' for nothing."""

    act_wanted = Signal()
    all_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = LineLabel("muted")
        self.act = QPushButton()
        self.all = QPushButton()
        self.next = QPushButton(icon("chevron-right"), "")
        self.next.setFixedWidth(Size.CONTROL)
        for button, name in ((self.act, "Use this finding"), (self.all, "Fix all"), (self.next, "Next finding")):
            button.setObjectName("flat")
            button.setAccessibleName(name)
        self.hint("Use what the check proposes", "", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        row.addWidget(self.words, 1)
        row.addWidget(self.act)
        row.addWidget(self.all)
        row.addWidget(self.next)
        self.act.clicked.connect(self.act_wanted)
        self.all.clicked.connect(self.all_wanted)
        self.next.clicked.connect(self.next_wanted)
        self.hide()

    def hint(self, act: str, fix_all: str, following: str) -> None:
        """The tooltips of the buttons, with their keys."""
        self.act.setToolTip(act)
        self.all.setToolTip(fix_all or "Fix all that have one right fix; one step that can be undone")
        self.next.setToolTip(following or "Next finding")

    def show_finding(self, finding: Finding | None, number: int, count: int, action: str, fixes: int = 0) -> None:
        """``number`` (from 0) of ``count``; ``fixes``: how many have one right fix, to be used all at once."""
        self.setVisible(finding is not None)
        if finding is None:
            return
        where = f"{number + 1}/{count}" if count > 1 else ""
        said = f"{finding.level.value.capitalize()}: {finding.message}"
        self.words.say(f"{where} {said}".strip(), _LOOKS[finding.level])
        self.act.setText(action)
        self.act.setVisible(bool(action))
        self.all.setText(f"All {fixes}")
        self.all.setVisible(fixes > 1)
        self.next.setVisible(count > 1)
