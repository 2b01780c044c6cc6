"""One question with its field; tells when it has the person's attention."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from chai_desktop.spec.form import Question
from chai_desktop.ui.checklist.answer_fields import field_for
from chai_desktop.ui.theme.tokens import Space


class QuestionRow(QFrame):
    answered = Signal(str, object)  # question id, value or None
    attended = Signal(str)

    LABEL_WIDTH = 116

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.field = field_for(question)
        self.field.answered.connect(self._say)
        self._mark = QLabel()
        self._mark.setFixedWidth(Space.LARGE)
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
        line.addWidget(label)
        line.addWidget(self.field, 1)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)

    def show_answer(self, value: Any) -> None:
        self.field.show_answer(value)

    def take_focus(self) -> None:
        for child in self.field.findChildren(QWidget):
            if child.focusPolicy() and child.isVisible():
                child.setFocus()
                return

    @Slot(object)
    def _say(self, value: Any) -> None:
        self.answered.emit(self.question.id, value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            self.attended.emit(self.question.id)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.attended.emit(self.question.id)
        super().mousePressEvent(event)
