"""One field for each kind of question; each says what the person chose, and shows an answer without saying it again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from chai_desktop.spec.form import Question
from chai_desktop.ui.checklist.checklist_model import UNSURE
from chai_desktop.ui.checklist.flow_layout import FlowLayout
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_AFTER_LAST_KEY_MS = 250
_AT_LEAST_EVERY_MS = 600


class AnswerField(QWidget):
    """A field for the answer of one question; None stands for "not answered"."""

    answered = Signal(object)

    def show_answer(self, value: Any) -> None:
        raise NotImplementedError

    def flush(self) -> None:
        """Say at once what waits for a pause in the typing."""


class ChoiceField(AnswerField):
    """Chips, of which one (or several) can be on; pressing one that is on withdraws the answer."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._several = question.kind == "choices"
        self._chips: dict[str, QToolButton] = {}
        layout = FlowLayout(Space.TIGHT, self)
        for choice in question.choices:
            layout.addWidget(self._chip(choice.id, choice.label, choice.definition))
        layout.addWidget(self._chip(UNSURE, "?", "Unsure: it cannot be told from the clip"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_answer(self, value: Any) -> None:
        on = set(value) if isinstance(value, list | tuple) else {value}
        for choice_id, chip in self._chips.items():
            chip.setChecked(choice_id in on)

    def show_suggested(self, value: str | None) -> None:
        """The choice that is suggested has a dashed border, whether it is on or not."""
        for choice_id, chip in self._chips.items():
            suggested = choice_id == value
            if bool(chip.property("suggested")) != suggested:
                chip.setProperty("suggested", suggested)
                chip.style().unpolish(chip)
                chip.style().polish(chip)

    def value(self) -> Any:
        on = [choice_id for choice_id, chip in self._chips.items() if chip.isChecked()]
        if self._several:
            return on or None
        return on[0] if on else None

    def press(self, number: int | None) -> bool:
        """Choose by position, 0 for the first, None for "unsure"; says whether there is such a choice."""
        choices = [chip for choice_id, chip in self._chips.items() if choice_id != UNSURE]
        chip = self._chips[UNSURE] if number is None else choices[number] if number < len(choices) else None
        if chip is not None:
            chip.setFocus()
            chip.click()
        return chip is not None

    def _chip(self, choice_id: str, label: str, definition: str) -> QToolButton:
        chip = look(QToolButton(), "chip")
        chip.setText(label)
        chip.setCheckable(True)
        chip.setToolTip(definition)
        chip.setAccessibleName("Unsure" if choice_id == UNSURE else label)
        chip.setAccessibleDescription(definition)
        chip.clicked.connect(lambda on: self._pressed(choice_id, on))
        self._chips[choice_id] = chip
        return chip

    def _pressed(self, choice_id: str, on: bool) -> None:
        alone = not self._several or choice_id == UNSURE
        for other_id, other in self._chips.items():
            if on and other_id != choice_id and (alone or other_id == UNSURE):
                other.setChecked(False)
        value = self.value()
        self.answered.emit(UNSURE if value == [UNSURE] else value)


class TextField(AnswerField):
    """A text box that grows with its words; says them soon after the last key, and now and then while keys go on."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._edit = _GrowingText()
        self._edit.setPlaceholderText(question.hint)
        self._edit.setAccessibleName(question.label)
        self._edit.setAccessibleDescription(question.question)
        self._edit.left.connect(self.flush)
        self._pause = QTimer(self, singleShot=True, interval=_AFTER_LAST_KEY_MS)
        self._limit = QTimer(self, singleShot=True, interval=_AT_LEAST_EVERY_MS)
        self._pause.timeout.connect(self._say)
        self._limit.timeout.connect(self._say)
        self._edit.textChanged.connect(self._note_key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._edit)

    def show_answer(self, value: Any) -> None:
        if self._pause.isActive():  # newer words stand here, and will be said
            return
        text = "" if value is None else str(value)
        if text != self._edit.toPlainText().strip():
            self._edit.blockSignals(True)
            self._edit.setPlainText(text)
            self._edit.blockSignals(False)
            self._edit.fit()

    @Slot()
    def flush(self) -> None:
        if self._pause.isActive():
            self._say()

    @Slot()
    def _note_key(self) -> None:
        self._pause.start()
        if not self._limit.isActive():
            self._limit.start()

    @Slot()
    def _say(self) -> None:
        self._pause.stop()
        self._limit.stop()
        self.answered.emit(self._edit.toPlainText().strip() or None)


class _GrowingText(QPlainTextEdit):
    left = Signal()
    LINES = 5

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)  # dropped files are for the window
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.textChanged.connect(self.fit)
        self.fit()

    @Slot()
    def fit(self) -> None:
        lines = max(2, min(self.LINES, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * Space.SMALL)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.left.emit()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())


def field_for(question: Question) -> AnswerField:
    return TextField(question) if question.kind == "text" else ChoiceField(question)
