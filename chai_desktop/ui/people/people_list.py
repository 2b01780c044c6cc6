"""The people as a table to choose from."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from chai_desktop.ui.people.people_model import PeopleState
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Size

_ID = Qt.ItemDataRole.UserRole


class PeopleList(QTreeWidget):
    chosen = Signal(str)  # id of a person, '' where nobody is chosen

    def __init__(self) -> None:
        super().__init__(columnCount=3)
        self.setHeaderLabels(["Name", "Role", "Passphrase"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("People of the project")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(self._tell)

    def show_state(self, state: PeopleState, chosen: str) -> None:
        self.blockSignals(True)
        self.clear()
        for person in state.people:
            item = QTreeWidgetItem(list(state.row(person)))
            item.setSizeHint(0, QSize(0, Size.CONTROL))
            item.setData(0, _ID, person.id)
            if person.guarded:
                item.setIcon(2, icon("lock"))
            if state.is_me(person):
                font = item.font(0)
                font.setBold(True)
                item.setFont(0, font)
            self.addTopLevelItem(item)
        self.blockSignals(False)
        self.choose(chosen or state.me.id)

    def choose(self, person_id: str) -> None:
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            if item is not None and item.data(0, _ID) == person_id:
                self.setCurrentItem(item)
        self._tell()

    def chosen_id(self) -> str:
        item = self.currentItem()
        return "" if item is None else str(item.data(0, _ID))

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit(self.chosen_id())
