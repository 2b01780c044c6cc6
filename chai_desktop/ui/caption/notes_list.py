"""What the engine could not do, as plain lines under the post-caption."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QWidget

from chai_desktop.ui.theme.tokens import Space

_LINES = 2  # shown at once; more can be scrolled to


class NotesList(QScrollArea):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Notes of the engine")
        self._label = QLabel()
        self._label.setObjectName("warning")
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_notes(self, notes: Sequence[str]) -> None:
        """One line per note; no note, no list."""
        self._label.setText("\n".join(f"• {note}" for note in notes))
        lines = min(_LINES, len(notes))
        self.setFixedHeight(lines * self._label.fontMetrics().lineSpacing() + Space.TIGHT)
        self.setVisible(bool(notes))
        self.setToolTip("\n".join(notes))
