"""What a person does with the video language of the open project; each is one step of the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from chai_desktop.errors import ChaiError
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.exchange.project_language import ProjectLanguage
    from chai_desktop.store.project import Project
    from chai_desktop.ui.glossary.glossary_window import GlossaryWindow
    from chai_desktop.ui.language.language_section import LanguageSection


class LanguageDesk(QObject):
    """Knows the language that is in use; the rooms are made anew where it becomes another (``changed``)."""

    said = Signal(object)  # Notice
    changed = Signal()  # the project works by something else now: read it again
    primitive_wanted = Signal(str)

    def __init__(self, window: QWidget, ask_for_file: Callable[[], Path | None]) -> None:
        super().__init__(window)
        self._window = window
        self._ask_for_file = ask_for_file
        self._thread: ProjectThread | None = None
        self._may_change = False
        self.language: ProjectLanguage | None = None
        self._section: LanguageSection | None = None
        self._glossary: GlossaryWindow | None = None
        self._told: set[str] = set()  # what was said since the project was opened: the same is not said twice

    def attach(self, thread: ProjectThread | None, may_change: bool) -> None:
        """Another project is open, or none."""
        self._thread, self._may_change = thread, may_change
        self.language = None
        self._told.clear()
        self._show()

    @property
    def is_open(self) -> bool:
        return self.language is not None

    @property
    def may_change(self) -> bool:
        return self.language is not None and self._may_change

    def section(self) -> LanguageSection:
        """The part of the settings that shows and changes it."""
        from chai_desktop.ui.language.language_section import LanguageSection  # made when it is first looked at

        self._section = LanguageSection()
        self._section.part_turned.connect(self.turn_part)
        self._section.choose_wanted.connect(self.choose_additions)
        self._section.reload_wanted.connect(self.read_again)
        self._section.remove_wanted.connect(self.remove_additions)
        self._show()
        return self._section

    @Slot(object)
    def show_language(self, language: ProjectLanguage) -> None:
        """What the project was found to work by; says what is new or wrong about it."""
        from chai_desktop.ui.language.language_words import news_notice, problem_notice

        self.language = language
        self._show()
        for notice in (
            problem_notice(language, self.choose_additions),
            news_notice(language, self.pin if self._may_change else None),
        ):
            if notice is not None and notice.text not in self._told:
                self._told.add(notice.text)
                self.said.emit(notice)

    # --- what a person does --------------------------------------------------------------------------

    def pin(self) -> None:
        """Work by the newest version from now on."""
        from chai_desktop.exchange.project_language import pin_newest

        self._change(pin_newest)

    @Slot(str, bool)
    def turn_part(self, part: str, on: bool) -> None:
        from chai_desktop.exchange.project_specification import switch_parts

        parts = set(self.language.spec.parts) if self.language else set()
        wanted = sorted(parts | {part} if on else parts - {part})
        self._change(lambda project: switch_parts(project, wanted))

    def turn_lighting(self) -> None:
        """Switch lighting on, or off."""
        if self.language is not None:
            self.turn_part("lighting", "lighting" not in self.language.spec.parts)

    @Slot()
    def choose_additions(self) -> None:
        file = self._ask_for_file()
        if file is not None:
            self.use_additions(file)

    def use_additions(self, file: Path | None) -> None:
        """Work by this file; a file that is not right changes nothing, and says where it is wrong."""
        from chai_desktop.exchange.project_language import choose_additions

        self._change(lambda project: choose_additions(project, file))

    @Slot()
    def remove_additions(self) -> None:
        self.use_additions(None)

    @Slot()
    def read_again(self) -> None:
        """The file was edited: use it as it is now."""
        self.changed.emit()

    @Slot()
    def open_glossary(self) -> None:
        from chai_desktop.spec.glossary.glossary import load_glossary  # reads YAML: not at the start
        from chai_desktop.ui.glossary.glossary_window import GlossaryWindow

        if self._glossary is None:
            self._glossary = GlossaryWindow(self._window)
            self._glossary.primitive_wanted.connect(self.primitive_wanted)
        self._glossary.open_with(self.language.glossary if self.language else load_glossary())

    # --- inside --------------------------------------------------------------------------------------

    def _change(self, operation: Callable[[Project], object]) -> None:
        if self._thread is not None:
            self._thread.call(operation, lambda _done: self.changed.emit(), self._refused)

    def _refused(self, error: ChaiError) -> None:
        self._show()
        if self._section is not None and self._section.isVisible():
            self._section.show_problem(f"{error.message} {error.hint}".strip())
        else:
            self.said.emit(Notice(error.message, error.hint, Level.ERROR))

    def _show(self) -> None:
        if self._section is not None:
            self._section.show_language(self.language, self._may_change)
        if self._glossary is not None and self.language is not None:
            self._glossary.use(self.language.glossary)
