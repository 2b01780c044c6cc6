"""One question with its field and the mark of a contradiction; tells when it has the person's attention.

Digits answer a question of choices: 1 is the first choice, 0 is "unsure".
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from chai_desktop.spec.form import Question
from chai_desktop.ui.checklist.answer_fields import ChoiceField, field_for
from chai_desktop.ui.checklist.problems import RowMark
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space


class QuestionRow(QFrame):
    answered = Signal(str, object)  # question id, value or None
    attended = Signal(str)
    next_wanted = Signal()  # answered by a digit: go on

    LABEL_WIDTH = 116

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.field = field_for(question)
        self.field.answered.connect(self._say)
        self._mark = self._build_mark()
        label = QLabel(question.label, wordWrap=True)
        label.setToolTip(question.question)
        label.setFixedWidth(self.LABEL_WIDTH)
        label.setBuddy(self.field)
        line = QHBoxLayout(self) if question.kind != "text" else QVBoxLayout(self)
        line.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.TIGHT)
        line.setSpacing(Space.SMALL if question.kind != "text" else Space.TIGHT)
        if question.kind == "text":
            label.setMinimumWidth(0)
            label.setMaximumWidth(1000)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label)
        names.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignLeft)
        names.addStretch(1)
        line.addLayout(names)
        self._answer = QVBoxLayout()
        self._answer.setSpacing(Space.TIGHT)
        self._answer.addWidget(self.field)
        line.addLayout(self._answer, 1)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)

    def show_answer(self, value: Any) -> None:
        self.field.show_answer(value)

    def add_below(self, widget: QWidget) -> None:
        """Show something of the question below its field."""
        self._answer.addWidget(widget)
        for child in (widget, *widget.findChildren(QWidget)):
            child.installEventFilter(self)

    def show_suggested(self, value: str | None) -> None:
        """Mark the choice that is suggested; None: none is."""
        if isinstance(self.field, ChoiceField):
            self.field.show_suggested(value)

    def show_mark(self, mark: RowMark | None) -> None:
        """The sign and the word of a problem in which this answer has a part; None: there is none."""
        self._mark.setVisible(mark is not None)
        self.setProperty("marked", mark is not None)
        self.setAccessibleDescription(mark.sentence if mark else "")
        if mark is None:
            return
        t = tokens()
        sign, word = self._mark.findChildren(QLabel)
        name, colour = ("octagon-alert", t.error) if mark.hard else ("triangle-alert", t.warning)
        sign.setPixmap(icon(name, colour).pixmap(Size.ICON, Size.ICON))
        word.setText(mark.word)
        look(word, "error_small" if mark.hard else "warning_small")
        word.style().unpolish(word)
        word.style().polish(word)
        self._mark.setToolTip(mark.sentence)

    @property
    def mark_words(self) -> str:
        """The word of the mark; '' where there is none."""
        return "" if self._mark.isHidden() else self._mark.findChildren(QLabel)[1].text()

    def take_focus(self) -> None:
        for child in self.field.findChildren(QWidget):
            if child.focusPolicy() and child.isVisible():
                child.setFocus()
                return

    def _build_mark(self) -> QWidget:
        mark = QWidget()
        row = QHBoxLayout(mark)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        row.addWidget(QLabel())
        row.addWidget(QLabel())
        mark.hide()
        return mark

    def _press_digit(self, digit: int) -> bool:
        if not isinstance(self.field, ChoiceField) or not self.field.press(digit - 1 if digit else None):
            return False
        if self.question.kind == "choice":
            self.next_wanted.emit()
        return True

    @Slot(object)
    def _say(self, value: Any) -> None:
        self.answered.emit(self.question.id, value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            self.attended.emit(self.question.id)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.question.kind != "text":
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            digit = event.key() - Qt.Key.Key_0
            if plain and 0 <= digit <= 9 and self._press_digit(digit):
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.attended.emit(self.question.id)
        super().mousePressEvent(event)
