"""A plain text with generous lines, marks and numbered badges, read-only or editable; speaks code points."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from chai_desktop.spec.lint.finding import Finding
from chai_desktop.ui.caption.mark_paint import mark_format, paint_badge, paint_caret, paint_outline, paint_wave
from chai_desktop.ui.caption.marks import Badge, Caret, Marks
from chai_desktop.ui.caption.offsets import to_code_points, to_utf16
from chai_desktop.ui.caption.plain_words import LeavesFiles, names_files
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Space

_LINE_HEIGHT = 150  # percent: room for the badges, and easy to read
_LONGEST_LINE = 100  # average characters; longer lines are hard to follow
_SMALLEST_HEIGHT = 40  # one line and its margins
_PARAGRAPH = "\u2029"  # how a QTextDocument ends a paragraph


class TextPane(LeavesFiles, QTextEdit):
    """``edited`` is emitted when the person changed the text, never when the program set it."""

    edited = Signal()
    left = Signal()  # the focus went elsewhere in the program

    def __init__(self, added: bool, parent: QWidget | None = None) -> None:
        """``added`` says that changed words are shown as additions, otherwise as removals."""
        super().__init__(parent)
        self._added = added
        self._hint = ""
        self._veil = ""
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(Space.SMALL)
        self._known = ""
        self._setting = False
        self._marks = Marks()
        self._current: list[QTextCursor] = []
        self._signs: list[tuple[QTextCursor, Badge | Caret]] = []
        self._found: list[tuple[QTextCursor, Finding]] = []
        self.textChanged.connect(self._on_text_changed)
        self.setMinimumHeight(_SMALLEST_HEIGHT)
        self._space_lines()

    def text(self) -> str:
        return self.document().toRawText().replace(_PARAGRAPH, "\n")

    def show_text(self, text: str) -> None:
        """Another piece of work: the undo steps and marks of the former one are gone. The same text changes nothing."""
        if text == self.text():
            return
        self.forget(text)

    def forget(self, text: str = "") -> None:
        """Show a text and drop all that was known of the former one, undo steps included."""
        self._known = text
        self.set_marks(Marks())
        self._setting = True
        self.document().setUndoRedoEnabled(False)
        self.setPlainText(text)
        self._space_lines()
        self.document().setUndoRedoEnabled(True)
        self._setting = False

    def replace_text(self, text: str) -> None:
        """A new version of the same work: one step that can be undone. The same text changes nothing."""
        if text == self.text():
            return
        self._known = text
        self.set_marks(Marks())
        self._setting = True
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self._setting = False
        self.place(0)

    def add_at_end(self, text: str) -> None:
        """Add to a text that is only shown; whoever reads further up is not taken to its end."""
        bar = self.verticalScrollBar()
        at_end = bar.value() == bar.maximum()
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._setting = True
        cursor.insertText(text)
        self._setting = False
        self._known = self.text()
        if at_end:
            bar.setValue(bar.maximum())

    def replace_stretch(self, start: int, end: int, text: str) -> None:
        """Put ``text`` in the place of a stretch, as if the person had typed it."""
        cursor = self._cursor(start, end)
        cursor.insertText(text)
        self.place(start)

    def show_hint(self, text: str) -> None:
        """What to do while there is no text. Qt's own placeholder is cut off where lines stand wide."""
        if text != self._hint:
            self._hint = text
            self.setAccessibleDescription(text)
            self.viewport().update()

    def veil(self, text: str) -> None:
        """Show a sentence in the place of the text, which is kept; '' shows the text again."""
        if text != self._veil:
            self._veil = text
            self.viewport().update()

    def selected(self) -> tuple[int, int]:
        """The selection as code points, start first; equal where there is only a caret."""
        cursor, text = self.textCursor(), self.text()
        return to_code_points(text, cursor.selectionStart()), to_code_points(text, cursor.selectionEnd())

    def place(self, start: int, end: int | None = None) -> None:
        """Put the caret at ``start``, or select up to ``end``, and bring it into view."""
        self.setTextCursor(self._cursor(start, start if end is None else end))
        self.ensureCursorVisible()

    def show_stretch(self, start: int) -> None:
        """Scroll so that an offset is in view, without moving the caret."""
        rect = self.cursorRect(self._cursor(start, start))
        bar = self.verticalScrollBar()
        if rect.top() < 0 or rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + rect.center().y() - self.viewport().height() // 2)

    def offset_at(self, position: QPoint) -> int:
        """The offset of the character under a position of the viewport."""
        return to_code_points(self.text(), self.cursorForPosition(position).position())

    def set_marks(self, marks: Marks) -> None:
        """Show other marks; text, caret, selection and undo steps stay as they are."""
        self._marks = marks
        text = self.text()
        selections = []
        for stretch in marks.stretches:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(stretch.start, stretch.end, text)
            selection.format = mark_format(stretch, added=self._added)
            selections.append(selection)
        self.setExtraSelections(selections)
        self._current = [self._cursor(s.start, s.end, text) for s in marks.stretches if s.current]
        signs: tuple[Badge | Caret, ...] = (*marks.carets, *marks.badges)
        self._signs = [(self._cursor(sign.offset, sign.offset, text), sign) for sign in signs]
        self.viewport().update()

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Underline what a check found with waves; a tooltip tells it. The marks stay with their words in editing."""
        text = self.text()
        self._found = [(self._cursor(found.start, found.end, text), found) for found in findings]
        self.viewport().update()

    def _cursor(self, start: int, end: int, text: str | None = None) -> QTextCursor:
        """``text`` spares reading the document again where the caller has just done so."""
        text = self.text() if text is None else text
        cursor = QTextCursor(self.document())
        cursor.setPosition(to_utf16(text, start))
        cursor.setPosition(to_utf16(text, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _space_lines(self) -> None:
        line = QTextBlockFormat()
        line.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(line)

    def _on_text_changed(self) -> None:
        if self._setting:
            return
        text = self.text()
        if text == self._known:
            return
        self._known = text
        self.edited.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not names_files(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not names_files(source):
            self.insertPlainText(source.text().replace("\r\n", "\n"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def viewportEvent(self, event: QEvent) -> bool:
        """Under the pointer, say what was found there."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.cursorForPosition(event.pos()).position()
            found = [f.message for c, f in self._found if c.selectionStart() <= place <= c.selectionEnd()]
            QToolTip.showText(event.globalPos(), "\n".join(found) if found else self.toolTip(), self)
            return True
        return bool(super().viewportEvent(event))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_marks"):
            self._wrap()
            self.set_marks(self._marks)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._veil:
            super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._veil or not self._known:
            self._paint_hint(painter, self._veil or self._hint)
        else:
            self._paint_signs(painter)
        painter.end()

    def _paint_signs(self, painter: QPainter) -> None:
        for selection in self._current:
            for box in self._boxes(selection):
                paint_outline(painter, box)
        for selection, finding in self._found:
            for box in self._boxes(selection) or [self.cursorRect(selection)]:
                paint_wave(painter, box, finding.level)
        for cursor, sign in self._signs:
            rect = self.cursorRect(cursor)
            if isinstance(sign, Badge):
                paint_badge(painter, rect, sign, self.font())
            else:
                paint_caret(painter, rect, sign)

    def _paint_hint(self, painter: QPainter, hint: str) -> None:
        margin = int(self.document().documentMargin())
        box = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
        painter.setPen(QColor(tokens().muted))
        painter.drawText(box, int(Qt.TextFlag.TextWordWrap), hint)

    def _boxes(self, selection: QTextCursor) -> list[QRect]:
        """Where a stretch stands, one box for each line; none for a stretch without words."""
        boxes = []
        cursor = QTextCursor(selection)
        cursor.setPosition(selection.selectionStart())
        while cursor.position() < selection.selectionEnd():
            first = self.cursorRect(cursor)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfLine)
            cursor.setPosition(min(cursor.position(), selection.selectionEnd()))
            boxes.append(first.united(self.cursorRect(cursor)))
            if not cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
                break
        return boxes

    def _wrap(self) -> None:
        longest = self.fontMetrics().averageCharWidth() * _LONGEST_LINE
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), longest))
