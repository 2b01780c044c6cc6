"""The caption policy of the aspect, to be read beside the text: what to say, leave out, in which order."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.ui.policy.policy_model import Length, Rules, rules
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class PolicyPane(QScrollArea):
    def __init__(self, spec: Specification) -> None:
        super().__init__()
        self._spec = spec
        self._aspect: Aspect | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Policy of this caption")
        self._title = look(QLabel(wordWrap=True), "heading")
        self._length = QLabel(wordWrap=True)
        self._text = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self._title)
        column.addWidget(self._length)
        column.addWidget(self._text, 1)
        self.setWidget(inside)

    def show_aspect(self, aspect: Aspect) -> None:
        if aspect != self._aspect:
            self._aspect = aspect
            self._title.setText(f"The {aspect.label} caption")
            self._text.setText("".join(_as_html(part) for part in rules(self._spec, aspect)))
            self.verticalScrollBar().setValue(0)

    def show_length(self, length: Length) -> None:
        self._length.setText(length.sentence)
        wanted = "muted" if length.fits or not length.words else "warning"
        if self._length.objectName() != wanted:
            look(self._length, wanted)
            self._length.style().unpolish(self._length)
            self._length.style().polish(self._length)

    def words(self) -> str:
        """All that stands here, as plain text."""
        return f"{self._title.text()}\n{self._length.text()}\n{self._text.text()}"


def _as_html(part: Rules) -> str:
    lines = "".join(f'<li style="margin: 0 0 2px 0">{escape(sentence)}</li>' for sentence in part.sentences)
    return (
        f'<p style="margin: 6px 0 2px 0"><b>{part.heading}</b></p>'
        f'<ul style="margin: 0; -qt-list-indent: 1; margin-left: -24px">{lines}</ul>'
    )
