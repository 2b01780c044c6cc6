"""The clip as it was after a step, beside the clip as it is now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import Moment
from chai_desktop.ui.caption.line_label import LineLabel
from chai_desktop.ui.caption.pane_head import origin_button
from chai_desktop.ui.caption.scroll_pair import ScrollPair
from chai_desktop.ui.history.comparison import Comparison, TextPair
from chai_desktop.ui.history.side_text import Section, SideText
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class ComparisonView(QWidget):
    """Further buttons go to ``head``, at its end."""

    bring_back_wanted = Signal(object)  # Aspect, or None for the answers
    origin_wanted = Signal(object)  # Aspect

    def __init__(self) -> None:
        super().__init__()
        self._comparison: Comparison | None = None
        self._topics: list[Aspect | None] = []
        self._read_only = False
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("What to compare")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.currentChanged.connect(lambda _index: self._show_topic())
        self._bring_back = QPushButton(icon("undo-2"), "")
        self._bring_back.clicked.connect(lambda: self.bring_back_wanted.emit(self.topic()))
        self._origin = origin_button()
        self._origin.setToolTip("Show what wrote these texts, with which settings, and the exact prompts")
        self._origin.clicked.connect(lambda: self.origin_wanted.emit(self.topic()))
        self._then_head, self._now_head = LineLabel("small"), LineLabel("small")
        self._then, self._now = SideText("As it was then", added=False), SideText("As it is now", added=True)
        self._scrolls = ScrollPair(self._then, self._now, self)
        self._answers = self._build_answers()
        self._hint = look(QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter), "muted")
        self._lay_out()
        self.show_hint("")

    def show_hint(self, words: str) -> None:
        """A sentence in the place of a comparison."""
        self._comparison = None
        self._hint.setText(words)
        self._pages.setCurrentWidget(self._hint)
        self._show_head(False)

    def show_comparison(self, comparison: Comparison, moment: Moment, when: str, read_only: bool) -> None:
        """``when`` is the moment in words; the topic on show stays on show where it can."""
        kept = self.topic() if self._comparison is not None else moment
        self._comparison, self._read_only = comparison, read_only
        self._topics = comparison.topics(moment)
        self._then_head.say(f"After this step, {when}")
        self._now_head.say("Now")
        if not self._topics:
            self.show_hint("Nothing differs: texts and answers are now as they were after this step.")
            return
        blocked = self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for topic in self._topics:
            self._tabs.addTab("Answers" if topic is None else topic.label)
        if kept in self._topics and kept in comparison.topics(moment)[:1]:
            self._tabs.setCurrentIndex(self._topics.index(kept))
        self._tabs.blockSignals(blocked)
        self._show_head(True)
        self._show_topic()

    def topic(self) -> Aspect | None:
        number = self._tabs.currentIndex()
        return self._topics[number] if 0 <= number < len(self._topics) else None

    def _show_topic(self) -> None:
        if self._comparison is None:
            return
        topic = self.topic()
        if topic is None:
            self._show_answers(self._comparison)
        else:
            self._show_texts(self._comparison.texts[topic])
        differs = bool(self._comparison.answers) if topic is None else self._comparison.differs(topic)
        what = "answers" if topic is None else f"texts ({topic.label})"
        self._origin.setVisible(topic is not None)
        self._bring_back.setText(f"Bring back these {what}")
        self._bring_back.setEnabled(differs and not self._read_only)
        self._bring_back.setToolTip(
            "Make them current again; it is a step of its own and can be undone"
            if differs
            else "They are now as they were then"
        )

    def _show_texts(self, pairs: tuple[TextPair, ...]) -> None:
        then, now = [], []
        for pair in pairs:
            gone, come = pair.changed()
            then.append(Section(pair.title, pair.then, gone, quiet=not pair.differs))
            now.append(Section(pair.title, pair.now, come, quiet=not pair.differs))
        self._then.show_sections(then)
        self._now.show_sections(now)
        self._pages.setCurrentWidget(self._texts)

    def _show_answers(self, comparison: Comparison) -> None:
        self._answers.clear()
        for pair in comparison.answers:
            item = QTreeWidgetItem([pair.question, pair.then or "not answered", pair.now or "not answered"])
            for column in range(3):
                item.setToolTip(column, item.text(column))
            self._answers.addTopLevelItem(item)
        if comparison.answers:
            self._pages.setCurrentWidget(self._answers)
        else:
            self._hint.setText("The answers are now as they were after this step.")
            self._pages.setCurrentWidget(self._hint)

    def _build_answers(self) -> QTreeWidget:
        table = QTreeWidget(columnCount=3)
        table.setHeaderLabels(["Question", "Then", "Now"])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setAccessibleName("Answers that differ, then and now")
        return table

    def _show_head(self, shown: bool) -> None:
        self._tabs.setVisible(shown)
        self._bring_back.setVisible(shown)
        self._origin.setVisible(shown and self.topic() is not None)

    def _lay_out(self) -> None:
        self.head = QHBoxLayout()
        self.head.setSpacing(Space.SMALL)
        self.head.addWidget(self._tabs)
        self.head.addStretch(1)
        self.head.addWidget(self._origin)
        self.head.addWidget(self._bring_back)
        self._texts = QSplitter(childrenCollapsible=False)
        for title, text in ((self._then_head, self._then), (self._now_head, self._now)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(Space.TIGHT)
            column.addWidget(title)
            column.addWidget(text, 1)
            self._texts.addWidget(side)
        self._pages = QStackedWidget()
        for page in (self._hint, self._texts, self._answers):
            self._pages.addWidget(page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.TIGHT)
        rows.addLayout(self.head)
        rows.addWidget(self._pages, 1)
