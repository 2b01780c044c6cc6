"""Two drafts side by side, with the words marked that the other does not have."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from chai_desktop.ui.caption.scroll_pair import ScrollPair
from chai_desktop.ui.caption.word_diff import word_diff
from chai_desktop.ui.history.side_text import Section, SideText
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class TwoDrafts(QWidget):
    chosen = Signal(int)  # the number (from 0) of a draft
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._numbers = (0, 1)
        self.left, self.right = SideText("First draft", added=False), SideText("Second draft", added=True)
        self._scrolls = ScrollPair(self.left, self.right, self)
        self._choose_left, self._choose_right = QPushButton(), QPushButton()
        self._choose_left.clicked.connect(lambda: self.chosen.emit(self._numbers[0]))
        self._choose_right.clicked.connect(lambda: self.chosen.emit(self._numbers[1]))
        back = look(QPushButton("All drafts"), "flat")
        back.setToolTip("Back to all drafts (Esc)")
        back.clicked.connect(self.back_wanted)
        texts = QSplitter(childrenCollapsible=False)
        texts.addWidget(self.left)
        texts.addWidget(self.right)
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self._choose_left)
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(self._choose_right)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.TIGHT)
        rows.addWidget(texts, 1)
        rows.addLayout(foot)

    def show_two(self, first: tuple[int, str], second: tuple[int, str]) -> None:
        """Numbers (from 0) and texts."""
        self._numbers = (first[0], second[0])
        hunks = word_diff(first[1], second[1])
        gone = tuple(hunk.pre for hunk in hunks if not hunk.pre.empty)
        come = tuple(hunk.post for hunk in hunks if not hunk.post.empty)
        self.left.show_sections([Section(f"Draft {first[0] + 1}", first[1], gone)])
        self.right.show_sections([Section(f"Draft {second[0] + 1}", second[1], come)])
        for button, number in ((self._choose_left, first[0]), (self._choose_right, second[0])):
            button.setText(f"Choose {number + 1}")
            button.setToolTip(f"Make draft {number + 1} the pre-caption ({number + 1})")
