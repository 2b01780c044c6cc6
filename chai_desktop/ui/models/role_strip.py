"""Which part of the work the chosen model does, and who does each part now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from chai_desktop.models.roles import EngineRole
from chai_desktop.ui.caption.line_label import LineLabel
from chai_desktop.ui.models.model_words import BY_RULES, ROLE_WORDS
from chai_desktop.ui.theme.tokens import Space


class RoleStrip(QWidget):
    role_wanted = Signal(object)  # EngineRole: the chosen model is to have it
    rules_wanted = Signal(object)  # EngineRole: the rules are to have it again

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[EngineRole, QPushButton] = {}
        self._holders: dict[EngineRole, LineLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.MEDIUM)
        grid.setVerticalSpacing(Space.TIGHT)
        for row, role in enumerate(EngineRole):
            name, what = ROLE_WORDS[role]
            button = QPushButton(f"Use as {name.lower()}")
            button.setCheckable(True)
            button.clicked.connect(self._wisher(role, button))
            holder = LineLabel("muted", cut=Qt.TextElideMode.ElideMiddle)
            self.buttons[role], self._holders[role] = button, holder
            grid.addWidget(button, row, 0)
            grid.addWidget(QLabel(what), row, 1)
            grid.addWidget(holder, row, 2)
        grid.setColumnStretch(2, 1)

    def show_roles(self, holders: Mapping[EngineRole, str], own: set[EngineRole], able: set[EngineRole]) -> None:
        """``holders``: who has each role now; ``own``: those of the chosen model; ``able``: those it could have."""
        for role, button in self.buttons.items():
            name, what = ROLE_WORDS[role]
            has_it, by_rules = role in own, holders[role] == BY_RULES
            button.setText(f"{'Is the' if has_it else 'Use as'} {name.lower()}")
            back = "; press to give that back to the rules" if has_it and not by_rules else ""
            button.setToolTip(f"The {name.lower()} {what}{back}")
            button.setChecked(has_it)
            button.setEnabled(role in able or has_it)
            self._holders[role].say(f"now: {holders[role]}")

    def _wisher(self, role: EngineRole, button: QPushButton) -> Callable[[bool], None]:
        def wish(on: bool) -> None:
            button.setChecked(not on)  # what is shown follows what was assigned
            (self.role_wanted if on else self.rules_wanted).emit(role)

        return wish
