"""The checks of the room's texts, while they are written: captions against the specification, the critique for itself.

A check takes a few milliseconds (docs/formats/lint.md), once its rules are read; that is done by the warm-up before the
room stands. It runs when the keys rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from chai_desktop.spec.glossary.glossary import Glossary
from chai_desktop.spec.lint.captions.caption_lint import lint_caption
from chai_desktop.spec.lint.captions.fixes import all_fixed
from chai_desktop.spec.lint.critiques.critique_lint import lint_critique
from chai_desktop.spec.lint.finding import Finding
from chai_desktop.spec.lint.finding_point import point_of
from chai_desktop.spec.specification import Specification
from chai_desktop.ui.caption.caption_room import CaptionRoom
from chai_desktop.ui.caption.checked_text import CheckedText
from chai_desktop.ui.caption.findings import fix_words, not_yet_said

_REST_MS = 200  # after the last key


class LintDesk(QObject):
    def __init__(self, room: CaptionRoom, spec: Specification, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._spec = spec
        self._glossary: Glossary | None = None  # None: the built-in one
        self._answers: Mapping[str, Any] = {}
        self._on = True
        self.pre = CheckedText(room.pre_pane.text, room.pre_pane.findings, self._point_words, all_at_once=False)
        self.post = CheckedText(room.post_pane.text, room.post_pane.findings, self._fix_words, all_at_once=True)
        self._active = self.post
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.check)
        for text in (room.pre_pane.text, room.post_pane.text, room.critique_pane.free):
            text.textChanged.connect(self._rest.start)
        for checked in (self.pre, self.post):
            checked.pane.cursorPositionChanged.connect(lambda checked=checked: self._note_active(checked))
        room.points_changed.connect(lambda _points: self._rest.start())
        room.rated.connect(lambda _score: self._rest.start())
        self.pre.bar.act_wanted.connect(self.use_finding_of_pre)
        self.post.bar.act_wanted.connect(self.fix_finding_of_post)
        self.post.bar.all_wanted.connect(self.fix_all)

    def turn(self, on: bool) -> None:
        """Off, nothing is checked and nothing marked."""
        self._on = on
        self.check()

    def use_glossary(self, glossary: Glossary) -> None:
        """A glossary with a lab's own entries."""
        self._glossary = glossary
        self.check()

    def show_answers(self, answers: Mapping[str, Any]) -> None:
        """The checklist says something else, or other work is on show."""
        self._answers = dict(answers)
        self._rest.start()

    def check(self) -> None:
        """Check all three texts now."""
        self._rest.stop()
        state = self._room.state
        idle = not self._on or state.is_perfect
        self.pre.show_findings(() if idle else not_yet_said(self._findings(state.pre), state.points))
        self.post.show_findings(() if idle else self._findings(state.post))
        self._check_critique(idle)

    def next_finding(self) -> None:
        """Of the text in which the person was last; of the other where that one has none."""
        chosen = self._active if self._active.findings else self._other
        chosen.go_to_next()

    def use_finding(self) -> None:
        """Fix the finding in the post-caption, or begin a point from the one in the pre-caption."""
        if self._active is self.pre:
            self.use_finding_of_pre()
        else:
            self.fix_finding_of_post()

    def use_finding_of_pre(self) -> None:
        finding, state = self.pre.current, self._room.state
        if finding is not None and state.pre is not None and not state.is_perfect:
            self._room.desk.begin_with(point_of(finding, state.pre))

    def fix_finding_of_post(self) -> None:
        finding = self.post.current
        if finding is not None and finding.fix is not None and not self.post.pane.isReadOnly():
            self.post.pane.replace_stretch(finding.start, finding.end, finding.fix)
            self.check()

    def fix_all(self) -> None:
        """Every fix of the post-caption that touches no other, as one step that can be undone."""
        pane = self.post.pane
        if pane.isReadOnly() or not self.post.findings:
            return
        pane.replace_stretch(0, len(pane.text()), all_fixed(pane.text(), self.post.findings))
        self.check()

    @property
    def _other(self) -> CheckedText:
        return self.post if self._active is self.pre else self.pre

    def _note_active(self, checked: CheckedText) -> None:
        if checked.pane.hasFocus():
            self._active = checked

    def _findings(self, text: str | None) -> tuple[Finding, ...]:
        if not text or not text.strip():
            return ()
        return lint_caption(text, self._room.state.aspect, self._spec, self._answers, self._glossary)

    def _check_critique(self, idle: bool) -> None:
        state = self._room.state
        if idle or state.pre is None or not state.has_critique:
            self._room.critique_pane.show_report(None, len(state.points))
            return
        report = lint_critique(state.points, state.pre, state.post, state.aspect, self._answers, state.free_text)
        self._room.critique_pane.show_report(report, len(state.points))

    def _fix_words(self, finding: Finding) -> str:
        return "" if self.post.pane.isReadOnly() else fix_words(finding)

    def _point_words(self, _finding: Finding) -> str:
        return "Make a point"
