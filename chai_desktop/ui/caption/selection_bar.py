"""What can be said about selected words: a small row of actions that appears beside the selection."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from chai_desktop.ui.caption.mark_paint import kind_colour
from chai_desktop.ui.critique.point_words import WORDS
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Space


class SelectionBar(QFrame):
    """``chosen`` carries a PointKind. The bar never takes the focus, so the selection stays where it is."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Say about the selected words")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.TIGHT, Space.TIGHT, Space.TIGHT, Space.TIGHT)
        row.setSpacing(0)
        self._buttons = {kind: QPushButton(words.word) for kind, words in WORDS.items()}
        for kind, button in self._buttons.items():
            words = WORDS[kind]
            button.setObjectName("flat")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(f"{words.tip} ({words.key})")
            button.clicked.connect(lambda _on=False, kind=kind: self.chosen.emit(kind))
            row.addWidget(button)
        self.tint()
        self.hide()

    def tint(self) -> None:
        """Draw the signs in the colours of the theme in use."""
        for kind, button in self._buttons.items():
            button.setIcon(icon(WORDS[kind].icon, kind_colour(kind)))

    def show_beside(self, selection: QRect, area: QRect) -> None:
        """Below the selection where there is room in ``area``, otherwise above; both in the parent's coordinates."""
        self.adjustSize()
        x = max(area.left(), min(selection.left(), area.right() - self.width()))
        below = selection.bottom() + Space.TIGHT
        above = selection.top() - Space.SMALL - self.height()
        fits_below = below + self.height() <= area.bottom()
        self.move(QPoint(x, below if fits_below else max(area.top(), above)))
        self.show()
        self.raise_()
