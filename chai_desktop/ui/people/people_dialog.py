"""The people of the project beside the profile of the chosen one; what goes wrong is said inside."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from chai_desktop.errors import ChaiError
from chai_desktop.ui.people.people_list import PeopleList
from chai_desktop.ui.people.people_model import HONEST, PeopleState
from chai_desktop.ui.people.profile_form import ProfileForm
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class PeopleDialog(QDialog):
    added = Signal(str)  # name

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("People")
        self.setModal(True)
        self.form = ProfileForm()
        self.list = PeopleList()
        self._title = look(QLabel(), "title")
        self._said = look(QLabel(wordWrap=True), "error")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._new_name = QLineEdit(placeholderText="Name of somebody new")
        self._new_name.setAccessibleName("Name of somebody new")
        self._new_name.returnPressed.connect(self._add)
        self._add_button = QPushButton("Add")
        self._add_button.setAutoDefault(False)
        self._add_button.clicked.connect(self._add)
        self._state: PeopleState | None = None
        self.list.chosen.connect(self._show_chosen)
        self._build()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter in a field does what the field is for
        self.resize(800, 420)

    def show_state(self, state: PeopleState, chosen: str = "") -> None:
        self._state = state
        self._title.setText(f"People of {state.project}")
        self._new_name.setEnabled(not state.read_only)
        self._add_button.setEnabled(not state.read_only)
        self.clear_message()
        self.list.show_state(state, chosen or self.list.chosen_id())

    def show_error(self, error: ChaiError) -> None:
        """A refusal, beside the fields; what was typed stays."""
        self._said.setText(str(error))
        self._said.setVisible(True)
        self._show_chosen()  # fields say again what holds

    def clear_message(self) -> None:
        self._said.clear()
        self._said.setVisible(False)

    def message(self) -> str:
        return self._said.text()

    def ask_for_passphrase(self, person_id: str) -> None:
        self.list.choose(person_id)
        self.form.ask_for_passphrase()

    def _build(self) -> None:
        new = QHBoxLayout()
        new.setSpacing(Space.SMALL)
        new.addWidget(self._new_name, 1)
        new.addWidget(self._add_button)
        left = QVBoxLayout()
        left.setSpacing(Space.SMALL)
        left.addWidget(self.list, 1)
        left.addLayout(new)
        middle = QHBoxLayout()
        middle.setSpacing(Space.HUGE)
        middle.addLayout(left, 1)
        middle.addWidget(self.form, 1)
        done = QPushButton("Close")
        done.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.setSpacing(Space.LARGE)
        bottom.addWidget(look(QLabel(HONEST, wordWrap=True), "small"), 1)
        bottom.addWidget(done, alignment=Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._title)
        column.addLayout(middle, 1)
        column.addWidget(self._said)
        column.addLayout(bottom)

    @Slot()
    def _add(self) -> None:
        if self._new_name.text().strip():
            self.added.emit(self._new_name.text())

    def forget_new_name(self) -> None:
        self._new_name.clear()

    @Slot()
    def _show_chosen(self) -> None:
        state, wanted = self._state, self.list.chosen_id()
        if state is None:
            return
        person = next((each for each in state.people if each.id == wanted), state.me)
        self.form.show_person(state, person)
