"""What a person can set: name, look; and where things are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.settings import Settings
from chai_desktop.ui.commands.registry import CommandRegistry
from chai_desktop.ui.settings.shortcut_table import ShortcutTable
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.theme import CHOICES
from chai_desktop.ui.theme.tokens import Space

_THEME_WORDS = {"system": "As the system", "dark": "Dark", "light": "Light"}


class SettingsView(QWidget):
    person_named = Signal(str)
    theme_chosen = Signal(str)
    checks_turned = Signal(bool)
    log_wanted = Signal()
    people_wanted = Signal()

    def __init__(self, settings: Settings, registry: CommandRegistry, places: dict[str, str]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._person = QLineEdit(settings.person, placeholderText="Your name, as it stands beside your work")
        self._person.setToolTip(
            "The name under which you work in new projects; each project has its own list of people"
        )
        self._person.setMaximumWidth(360)
        self._person.setAccessibleName("Your name")
        self._person.editingFinished.connect(self._name_person)
        self._theme = QComboBox()
        self._theme.setAccessibleName("Colours")
        self._theme.setMaximumWidth(360)
        for choice in CHOICES:
            self._theme.addItem(_THEME_WORDS[choice], choice)
        self._theme.setCurrentIndex(CHOICES.index(settings.theme))
        self._theme.activated.connect(self._choose_theme)
        checks = QCheckBox("Check captions and critiques while I write")
        checks.setChecked(settings.check_texts == "yes")
        checks.toggled.connect(self.checks_turned)
        form = self._form = QFormLayout()
        form.setHorizontalSpacing(Space.LARGE)
        form.setVerticalSpacing(Space.SMALL)
        form.addRow("Your name", self._name_row())
        form.addRow("Colours", self._theme)
        form.addRow("Texts", checks)
        for name, place in places.items():
            form.addRow(name, self._place(place))
        log = QPushButton("Show the log")
        log.setMaximumWidth(160)
        log.clicked.connect(self.log_wanted)
        form.addRow("", log)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(look(QLabel("Settings"), "title"))
        column.addLayout(form)
        column.addWidget(look(QLabel("Keys"), "title"))
        column.addWidget(ShortcutTable(registry), 1)

    def _name_row(self) -> QHBoxLayout:
        people = QPushButton("People of this project...")
        people.setToolTip("Names, roles and passphrases; work as somebody else")
        people.clicked.connect(self.people_wanted)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self._person, 1)
        row.addWidget(people)
        row.addStretch(1)
        return row

    def add_section(self, name: str, section: QWidget) -> None:
        """A part of the settings that another feature brings, below the others."""
        self._form.addRow(name, section)

    def _place(self, place: str) -> QLabel:
        label = look(QLabel(place), "muted")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    @Slot()
    def _name_person(self) -> None:
        self.person_named.emit(self._person.text().strip())

    @Slot(int)
    def _choose_theme(self, row: int) -> None:
        self.theme_chosen.emit(self._theme.itemData(row))
