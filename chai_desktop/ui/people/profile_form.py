"""One person's profile: name, role, passphrase, and the way to work as them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from chai_desktop.store.records import Person, Role
from chai_desktop.ui.people.people_model import ROLE_WORDS, PeopleState
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class ProfileForm(QWidget):
    """Changes nothing by itself: it says what is wanted."""

    renamed = Signal(str, str)  # id, name
    role_chosen = Signal(str, str)  # id, role
    passphrase_chosen = Signal(str, str)  # id, words; '' takes it away
    work_as_wanted = Signal(str, str)  # name, passphrase

    def __init__(self) -> None:
        super().__init__()
        self._person: Person | None = None
        self._name = QLineEdit()
        self._name.setAccessibleName("Name of the chosen person")
        self._name.editingFinished.connect(self._rename)
        self._role = QComboBox()
        self._role.setAccessibleName("Role of the chosen person")
        for role, words in ROLE_WORDS.items():
            self._role.addItem(words, str(role))
        self._role.activated.connect(self._choose_role)
        self._new_words = self._secret("A new passphrase", self._set_passphrase)
        self._set = QPushButton("Set")
        self._set.clicked.connect(self._set_passphrase)
        self._remove = QPushButton("Remove")
        self._remove.clicked.connect(self._remove_passphrase)
        self.given_words = self._secret("Their passphrase", self._work_as)
        self.work_as = look(QPushButton("Work as this person"), "primary")
        self.work_as.clicked.connect(self._work_as)
        self._why_not = look(QLabel(wordWrap=True), "small")
        self._build()

    def show_person(self, state: PeopleState, person: Person) -> None:
        fresh = self._person is None or self._person.id != person.id
        self._person = person
        mine = state.is_me(person)
        self._name.setText(person.name)
        self._role.setCurrentIndex(self._role.findData(str(person.role)))
        self._name.setEnabled(not state.read_only)
        self._role.setEnabled(not state.read_only)
        may = state.may_change_passphrase(person)
        self._new_words.setEnabled(may)
        self._set.setEnabled(may)
        self._set.setText("Change" if person.guarded else "Set")
        self._remove.setEnabled(may and person.guarded)
        self._why_not.setVisible(not may and not state.read_only)
        self._why_not.setText(f"Only {person.name}, or a lead, changes this passphrase.")
        self.work_as.setText("Works now" if mine else f"Work as {_short(person.name)}")
        self.work_as.setEnabled(not mine and not state.read_only)
        self.given_words.setVisible(person.guarded and not mine and not state.read_only)
        if fresh or mine:
            self.given_words.clear()
            self._new_words.clear()

    def ask_for_passphrase(self) -> None:
        self.given_words.setFocus()
        self.given_words.selectAll()

    def focus_name(self) -> None:
        self._name.setFocus()
        self._name.selectAll()

    def _build(self) -> None:
        passphrase = QHBoxLayout()
        passphrase.setSpacing(Space.SMALL)
        passphrase.addWidget(self._new_words, 1)
        passphrase.addWidget(self._set)
        passphrase.addWidget(self._remove)
        form = QFormLayout()
        form.setHorizontalSpacing(Space.LARGE)
        form.setVerticalSpacing(Space.SMALL)
        form.addRow("Name", self._name)
        form.addRow("Role", self._role)
        form.addRow("Passphrase", passphrase)
        form.addRow("", self._why_not)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self.given_words, 1)
        row.addStretch(0)
        row.addWidget(self.work_as)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addLayout(form)
        column.addLayout(row)
        column.addStretch(1)

    def _secret(self, asks: str, on_return: object) -> QLineEdit:
        field = QLineEdit(placeholderText=asks)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(asks)
        field.returnPressed.connect(on_return)
        return field

    @Slot()
    def _rename(self) -> None:
        if self._person is not None and self._name.text().strip() != self._person.name:
            self.renamed.emit(self._person.id, self._name.text())

    @Slot(int)
    def _choose_role(self, row: int) -> None:
        role = Role(self._role.itemData(row))
        if self._person is not None and role != self._person.role:
            self.role_chosen.emit(self._person.id, str(role))

    @Slot()
    def _set_passphrase(self) -> None:
        if self._person is not None and self._new_words.text():
            self.passphrase_chosen.emit(self._person.id, self._new_words.text())
            self._new_words.clear()

    @Slot()
    def _remove_passphrase(self) -> None:
        if self._person is not None:
            self.passphrase_chosen.emit(self._person.id, "")

    @Slot()
    def _work_as(self) -> None:
        if self._person is not None and self.work_as.isEnabled():
            self.work_as_wanted.emit(self._person.name, self.given_words.text())


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}..."
