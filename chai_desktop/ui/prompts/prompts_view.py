"""Each task's prompt: its text, what may stand in it, and what it comes to for a clip."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.models.captioning.templates import WRITTEN
from chai_desktop.models.prompts.template import words_of
from chai_desktop.models.requests import Task
from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.prompts.prompt_editor import PromptEditor
from chai_desktop.ui.prompts.prompt_words import TASK_WORDS, WORD_MEANINGS
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_PAUSE_MS = 200  # in typing, after which the text is checked


class PromptsView(QWidget):
    task_chosen = Signal(object)  # Task
    edited = Signal(str)  # the text, after a pause
    aspect_chosen = Signal(object)  # Aspect
    built_in_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_filling = False
        self.tasks = QTabBar()
        self.tasks.setDrawBase(False)
        self.tasks.setExpanding(False)
        self.tasks.setAccessibleName("Tasks")
        for task in WRITTEN:
            self.tasks.addTab(TASK_WORDS[task][0])
        self._shown = WRITTEN[0]
        self.tasks.currentChanged.connect(self._choose)
        self.version = look(QLabel(wordWrap=True), "muted")
        self.editor = PromptEditor("Prompt")
        self.editor.textChanged.connect(self._wait)
        self.verdict = QLabel(wordWrap=True)
        self.difference = look(QLabel(wordWrap=True), "small")
        self.back = QPushButton(icon("undo-2"), "Back to the built-in")
        self.back.setToolTip("Take your own words out of this prompt")
        self.back.clicked.connect(self.built_in_wanted)
        self.words = look(QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText), "small")
        self.aspect = QComboBox()
        self.aspect.setAccessibleName("Aspect of the example")
        for aspect in Aspect:
            self.aspect.addItem(aspect.label, aspect)
        self.aspect.activated.connect(lambda row: self.aspect_chosen.emit(list(Aspect)[row]))
        self.example_name = QLabel(wordWrap=True)
        self.example = PromptEditor("The exact prompt of the example", read_only=True)
        self.example.setLineWrapMode(PromptEditor.LineWrapMode.WidgetWidth)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._tell)
        self._lay_out()

    @property
    def task(self) -> Task:
        """The one whose text is shown, also while another is being chosen."""
        return self._shown

    def flush(self) -> None:
        """Check what is typed now, without waiting for a pause."""
        if self._timer.isActive():
            self._timer.stop()
            self._tell()

    def show_prompt(self, task: Task, source: str, version: str) -> None:
        self._timer.stop()
        self.version.setText(version)
        self.words.setText(_word_list(task))
        if self.editor.toPlainText() != source:
            self._is_filling = True
            self.editor.setPlainText(source)
            self._is_filling = False

    def show_verdict(self, problem: str, is_own: bool) -> None:
        """``problem`` '': it is in use."""
        good = "In use, and kept." if is_own else "In use."
        look(self.verdict, "error" if problem else "good").setText(f"Not in use yet. {problem}" if problem else good)
        self.verdict.style().polish(self.verdict)

    def show_difference(self, words: str, lines: list[int], is_own: bool) -> None:
        self.difference.setText(words)
        self.editor.mark_lines(lines)
        self.back.setEnabled(is_own)

    def show_own(self, own: set[Task]) -> None:
        """A dot behind the tasks whose prompt is the person's own."""
        for row, task in enumerate(WRITTEN):
            self.tasks.setTabText(row, f"{TASK_WORDS[task][0]}{' (own)' if task in own else ''}")

    def show_example(self, name: str, aspect: Aspect, prompt: str) -> None:
        self.example_name.setText(name)
        self.aspect.setCurrentIndex(list(Aspect).index(aspect))
        self.example.setPlainText(prompt)

    @Slot(int)
    def _choose(self, row: int) -> None:
        self.flush()
        self._shown = WRITTEN[row]
        self.task_chosen.emit(self._shown)

    @Slot()
    def _wait(self) -> None:
        if not self._is_filling:
            self._timer.start()

    @Slot()
    def _tell(self) -> None:
        self.edited.emit(self.editor.toPlainText())

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        splitter.addWidget(_column(self.version, self.editor, self.verdict, self._bottom(), self.words))
        splitter.addWidget(_column(self._example_head(), self.example))
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tasks)
        column.addWidget(splitter, 1)
        self.setFocusProxy(self.editor)

    def _bottom(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.difference, 1)
        layout.addWidget(self.back)
        return row

    def _example_head(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.example_name, 1)
        layout.addWidget(self.aspect)
        return row


def _column(*widgets: QWidget) -> QWidget:
    column = look(QWidget(), "panel")
    layout = QVBoxLayout(column)
    layout.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
    layout.setSpacing(Space.SMALL)
    for widget in widgets:
        layout.addWidget(widget, 1 if isinstance(widget, PromptEditor) else 0)
    return column


def _word_list(task: Task) -> str:
    words = sorted(words_of(task), key=list(WORD_MEANINGS).index)
    return (
        "Stand-ins: " + "; ".join(f"<b>${word}</b> {WORD_MEANINGS[word]}" for word in words) + ". $$ is a dollar sign."
    )
