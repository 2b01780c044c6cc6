"""The strip above the questions: what contradicts what, one at a time, and the ways out as buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from chai_desktop.spec.constraints.constraint import Violation, WayOut
from chai_desktop.spec.specification import Specification
from chai_desktop.ui.checklist.flow_layout import FlowLayout
from chai_desktop.ui.checklist.problems import heading, way_words
from chai_desktop.ui.checklist.way_button import WayButton
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space

_AT_ONCE = 2  # ways out that stand as buttons, in one line; the others stand in a menu


class ProblemStrip(QFrame):
    """Hidden while nothing is wrong. It cannot be dismissed: it stands as long as the answers are so."""

    mended = Signal(object)  # the answers of the way that was chosen
    question_wanted = Signal(str)

    def __init__(self, spec: Specification) -> None:
        super().__init__()
        self._spec = spec
        self.setObjectName("problem")
        self._violations: tuple[Violation, ...] = ()
        self._at = 0
        self._sign = QLabel()
        self._heading = look(QLabel(), "heading")
        self._sentence = QLabel(wordWrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._previous = self._arrow("chevron-left", "The problem before", -1)
        self._next = self._arrow("chevron-right", "The next problem", +1)
        self._ways = QWidget()
        self._flow = FlowLayout(Space.TIGHT, self._ways)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._ways.setSizePolicy(policy)
        self._lay_out()
        self.hide()

    def show_violations(self, violations: Sequence[Violation]) -> None:
        """Show these; the one on show stays on show while it is still there."""
        new = tuple(violations)
        if new == self._violations:
            return
        current = self.current()
        self._violations = new
        ids = [violation.id for violation in new]
        self._at = ids.index(current.id) if current is not None and current.id in ids else 0
        self._show()

    def current(self) -> Violation | None:
        return self._violations[self._at] if self._at < len(self._violations) else None

    def turn_to(self, question_id: str) -> None:
        """Show a problem in which the question has a part, if there is one."""
        at = next((n for n, violation in enumerate(self._violations) if question_id in violation.answers), None)
        current = self.current()
        if at is not None and current is not None and question_id not in current.answers:
            self._at = at
            self._show()

    def ways(self) -> list[WayButton]:
        return self._ways.findChildren(WayButton)

    def take_focus(self) -> None:
        if self.ways():
            self.ways()[0].setFocus()

    def _show(self) -> None:
        violation = self.current()
        self.setVisible(violation is not None)
        for button in self.ways():
            self._flow.removeWidget(button)
            button.hide()
            button.setParent(None)
            button.deleteLater()
        if violation is None:
            return
        count = len(self._violations)
        place = f" {self._at + 1} of {count}" if count > 1 else ""
        self._heading.setText(heading(violation) + place)
        self._sentence.setText(violation.sentence)
        self.setAccessibleName(f"{heading(violation)}{place}: {violation.sentence}")
        self._previous.setVisible(count > 1)
        self._next.setVisible(count > 1)
        self.tint()
        for way in violation.ways_out[:_AT_ONCE]:
            self._flow.addWidget(self._way(way))
        if violation.ways_out[_AT_ONCE:]:
            self._flow.addWidget(self._more(violation.ways_out[_AT_ONCE:]))
        self._flow.invalidate()
        self._ways.updateGeometry()

    def tint(self) -> None:
        violation = self.current()
        if violation is not None:
            name, colour = ("octagon-alert", tokens().error) if violation.hard else ("triangle-alert", tokens().warning)
            self._sign.setPixmap(icon(name, colour).pixmap(Size.ICON, Size.ICON))
            self.setProperty("hard", violation.hard)
            self.style().unpolish(self)
            self.style().polish(self)

    def _way(self, way: WayOut) -> WayButton:
        button = WayButton(way_words(way, self._spec))
        how = "Goes to the question" if way.question is not None else "One step, which can be undone"
        button.setToolTip(f"{way.label}. {how}.")
        button.setAccessibleName(way.label)
        button.clicked.connect(lambda: self._take(way))
        return button

    def _more(self, ways: Sequence[WayOut]) -> WayButton:
        button = WayButton("More")
        button.setAccessibleName("Other ways")
        button.setToolTip("Other ways to mend it")
        menu = QMenu(button)
        for way in ways:
            menu.addAction(way.label).triggered.connect(lambda _on=False, way=way: self._take(way))
        button.setMenu(menu)
        return button

    def _take(self, way: WayOut) -> None:
        if way.question is not None:
            self.question_wanted.emit(way.question)
        else:
            self.mended.emit(dict(way.answers))

    def _arrow(self, name: str, words: str, step: int) -> QToolButton:
        button = look(QToolButton(), "flat")
        button.setIcon(icon(name))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._turn(step))
        return button

    @Slot(int)
    def _turn(self, step: int) -> None:
        self._at = (self._at + step) % len(self._violations)
        self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._sign)
        head.addWidget(self._heading, 1)
        head.addWidget(self._previous)
        head.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.TIGHT)
        column.setSpacing(Space.TIGHT)
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addWidget(self._ways)
