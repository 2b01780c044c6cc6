"""A text of one side, with the words marked that the other side does not have."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from chai_desktop.ui.merge.conflict_model import NOTHING, SideText
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Space


class SideCard(QFrame):
    """The whole text; nothing in it is cut off. Marked words have a ground and an underline, colour is not alone."""

    def __init__(self, text: SideText, spoken: str) -> None:
        """``spoken``: what a screen reader says before the text."""
        super().__init__()
        self.setObjectName("card")
        self._text = text
        self._label = QLabel(wordWrap=True)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._label.setAccessibleName(f"{spoken}: {text.text}")
        if text.text == NOTHING:
            look(self._label, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.addWidget(self._label, 1)
        self._show()

    def _show(self) -> None:
        self._label.setText(marked_html(self._text))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._show()  # the marks take the colours of the theme
        super().changeEvent(event)


def marked_html(side: SideText) -> str:
    t, parts, at = tokens(), [], 0
    style = f"background-color:{t.selection}; color:{t.text}; text-decoration:underline;"
    for span in side.marked:
        parts.append(escape(side.text[at : span.start]))
        parts.append(f'<span style="{style}">{escape(side.text[span.start : span.end])}</span>')
        at = span.end
    parts.append(escape(side.text[at:]))
    return "".join(parts).replace("\n", "<br>")
