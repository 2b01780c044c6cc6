"""Below the questions: what the word in hand means, the policy of the caption, and what the text covers already."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.ui.checklist.definition_card import DefinitionCard
from chai_desktop.ui.policy.coverage_pane import CoveragePane
from chai_desktop.ui.policy.policy_model import coverage_count, coverage_rows, length
from chai_desktop.ui.policy.policy_pane import PolicyPane
from chai_desktop.ui.theme.tokens import Size, Space


class Side(IntEnum):
    MEANING = 0
    POLICY = 1
    COVERAGE = 2


class SideTabs(QWidget):
    """Follows what the person does: a question brings up its meaning, a text the page of the two that was read last."""

    place_wanted = Signal(int)

    def __init__(self, spec: Specification, card: DefinitionCard) -> None:
        super().__init__()
        self._spec = spec
        self._of_texts = Side.POLICY
        self.policy = PolicyPane(spec)
        self.coverage = CoveragePane()
        self.coverage.place_wanted.connect(self.place_wanted)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("Meaning, policy, coverage")
        self._pages = QStackedWidget()
        self._pages.setMinimumHeight(2 * Size.CONTROL)  # its pages scroll
        for name, page, tip in (
            ("Meaning", card, "What the question or term in hand means, and how to decide it"),
            ("Policy", self.policy, "What this caption has to say, to leave out, and how long it is"),
            ("Coverage", self.coverage, "What this caption speaks of, and what not yet"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(name), tip)
            self._pages.addWidget(page)
        self.tabs.currentChanged.connect(self._turned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)

    def show_text(self, aspect: Aspect, text: str) -> None:
        """The newest text of the aspect: the post-caption as it is being written, or else the draft."""
        self.policy.show_aspect(aspect)
        self.policy.show_length(length(self._spec, aspect, text))
        rows = coverage_rows(self._spec, aspect, text)
        self.coverage.show_rows(rows)
        self.tabs.setTabText(Side.COVERAGE, f"Coverage {coverage_count(rows)}")

    @property
    def side(self) -> Side:
        """The page on show."""
        return Side(self.tabs.currentIndex())

    def turn_to(self, side: Side) -> None:
        self.tabs.setCurrentIndex(side)

    def turn_to_meaning(self) -> None:
        self.turn_to(Side.MEANING)

    def turn_to_texts(self) -> None:
        """Policy or coverage, whichever was read last."""
        if self.tabs.currentIndex() == Side.MEANING:
            self.turn_to(self._of_texts)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "coverage"):
            self.coverage.tint()

    def _turned(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        if number != Side.MEANING:
            self._of_texts = Side(number)
