"""The text of a prompt, with the lines marked that are not the built-in ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from chai_desktop.ui.theme.theme import mono_font, tokens


class PromptEditor(QPlainTextEdit):
    def __init__(self, name: str, read_only: bool = False) -> None:
        super().__init__()
        self.setFont(mono_font())
        self.setReadOnly(read_only)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)

    def mark_lines(self, lines: Sequence[int]) -> None:
        """On the ground of added text, the whole width."""
        marks = []
        for line in lines:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document().findBlockByNumber(line))
            mark.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(QColor(tokens().added_ground))
            mark.format.setForeground(QColor(tokens().added_text))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marks.append(mark)
        self.setExtraSelections(marks)
