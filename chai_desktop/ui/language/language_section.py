"""The part of the settings that is about the open project's video language."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from chai_desktop.exchange.project_language import ProjectLanguage
from chai_desktop.ui.language.language_words import version_words
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_LIGHTING = "lighting"
_NONE = "No additions of a lab are in use."


class LanguageSection(QWidget):
    part_turned = Signal(str, bool)
    choose_wanted = Signal()
    reload_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.version = QLabel()
        self.lighting = QCheckBox("Ask for lighting too, in the Scene checklist")
        self.lighting.setToolTip("21 more questions and 115 more primitives; they can be switched off again")
        self.lighting.clicked.connect(lambda on: self.part_turned.emit(_LIGHTING, on))
        self.file = QLabel(wordWrap=True)
        self.problem = look(QLabel(wordWrap=True), "error")
        self.choose = QPushButton(icon("folder-open"), "Choose a lab's additions...")
        self.reload = QPushButton("Read them again")
        self.remove = QPushButton("Take them out")
        self.choose.clicked.connect(self.choose_wanted)
        self.reload.clicked.connect(self.reload_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SMALL)
        for button in (self.choose, self.reload, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        for part in (self.version, self.lighting, self.file, self.problem):
            column.addWidget(part)
        column.addLayout(buttons)
        self.show_language(None, False)

    def show_language(self, language: ProjectLanguage | None, may_change: bool) -> None:
        """None: no project is open."""
        has_additions = language is not None and bool(language.additions)
        self.version.setText(version_words(language) if language else "Open a project to see what it works by.")
        self.lighting.setChecked(language is not None and _LIGHTING in language.spec.parts)
        self.lighting.setEnabled(may_change and language is not None)
        self.file.setText(language.additions if language and has_additions else _NONE)
        look(self.file, "" if has_additions else "muted")
        self.show_problem(language.problem.message if language and language.problem else "")
        self.choose.setEnabled(may_change and language is not None)
        self.reload.setEnabled(has_additions)
        self.remove.setEnabled(may_change and has_additions)

    def show_problem(self, sentence: str) -> None:
        """Why a file was not taken: with its name and line."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
