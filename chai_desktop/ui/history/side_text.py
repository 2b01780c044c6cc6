"""One side of the comparison: the texts of an aspect under headings, with the words marked that the other lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from chai_desktop.ui.caption.mark_paint import mark_format
from chai_desktop.ui.caption.marks import Stretch
from chai_desktop.ui.caption.word_diff import Span
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Space, Text


@dataclass(frozen=True)
class Section:
    """A text, its heading, and its marked words; ``quiet`` where both sides say the same."""

    title: str
    text: str
    marked: tuple[Span, ...] = ()
    quiet: bool = False


class SideText(QTextEdit):
    def __init__(self, name: str, added: bool) -> None:
        """``added`` says that marked words are shown as additions, otherwise as removals."""
        super().__init__(readOnly=True)
        self._added = added
        self._sections: Sequence[Section] = ()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(48)
        self.document().setDocumentMargin(Space.TIGHT)

    def show_sections(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self.clear()
        cursor = QTextCursor(self.document())
        for number, section in enumerate(sections):
            if number:
                cursor.insertBlock()
            self._write_heading(cursor, section, first=number == 0)
            self._write_text(cursor, section)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_heading(self, cursor: QTextCursor, section: Section, first: bool) -> None:
        look = QTextCharFormat()
        look.setFontPointSize(Text.SMALL)
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setForeground(QColor(tokens().muted))
        place = QTextBlockFormat()
        place.setTopMargin(0 if first else Space.SMALL)
        cursor.setBlockFormat(place)
        cursor.insertText(f"{section.title}, the same" if section.quiet else section.title, look)
        cursor.insertBlock(QTextBlockFormat())

    def _write_text(self, cursor: QTextCursor, section: Section) -> None:
        plain = QTextCharFormat()
        plain.setForeground(QColor(tokens().muted if section.quiet or not section.text else tokens().text))
        at = 0
        for span in section.marked:
            cursor.insertText(section.text[at : span.start], plain)
            changed = mark_format(Stretch(span.start, span.end, changed=True), added=self._added)
            cursor.insertText(section.text[span.start : span.end], changed)
            at = span.end
        cursor.insertText(section.text[at:] or ("" if section.text else "none"), plain)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_sections"):
            self.show_sections(self._sections)
