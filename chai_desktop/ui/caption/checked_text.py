"""A text on the screen with the findings of its check: marked in the text, and told one by one in the line below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from chai_desktop.spec.lint.finding import Finding
from chai_desktop.ui.caption.finding_bar import FindingBar
from chai_desktop.ui.caption.findings import finding_at, fixable, next_finding
from chai_desktop.ui.caption.text_pane import TextPane


class CheckedText(QObject):
    """``action``: what the button of a finding says, '' for no button."""

    def __init__(self, pane: TextPane, bar: FindingBar, action: Callable[[Finding], str], all_at_once: bool) -> None:
        super().__init__(pane)
        self.pane = pane
        self.bar = bar
        self._action = action
        self._all_at_once = all_at_once
        self.findings: tuple[Finding, ...] = ()
        pane.cursorPositionChanged.connect(self._follow_caret)
        bar.next_wanted.connect(self.go_to_next)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        self.pane.set_findings(findings)
        self._follow_caret()

    @property
    def current(self) -> Finding | None:
        """The finding at the caret, else the next one."""
        number = finding_at(self.findings, self.pane.selected()[0])
        return None if number is None else self.findings[number]

    def go_to_next(self) -> None:
        number = next_finding(self.findings, self.pane.selected()[0])
        if number is not None:
            self.pane.place(self.findings[number].start)
            self.pane.setFocus()
            self._follow_caret()

    def _follow_caret(self) -> None:
        number = finding_at(self.findings, self.pane.selected()[0])
        if number is None:
            self.bar.show_finding(None, 0, 0, "")
            return
        finding = self.findings[number]
        fixes = fixable(self.findings) if self._all_at_once else 0
        self.bar.show_finding(finding, number, len(self.findings), self._action(finding), fixes)
