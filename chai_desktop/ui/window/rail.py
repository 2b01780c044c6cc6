"""The narrow column of workspaces at the left."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Size


class Rail(QWidget):
    chosen = Signal(str)  # the room's name

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(Size.RAIL)
        self._group = QButtonGroup(self, exclusive=True)
        self._buttons: dict[str, QToolButton] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)

    def add(self, name: str, icon_name: str, tip: str) -> None:
        button = QToolButton()
        button.setText(name)
        button.setIcon(icon(icon_name))
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(Size.ICON + 4, Size.ICON + 4))
        button.setFixedWidth(Size.RAIL - 1)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the room
        button.setToolTip(tip)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(button)
        self._buttons[name] = button
        self._layout.insertWidget(len(self._buttons) - 1, button)

    def button(self, name: str) -> QToolButton:
        return self._buttons[name]

    def show_button(self, name: str, shown: bool) -> None:
        """A room that is seldom needed has its button only then."""
        self._buttons[name].setVisible(shown)

    def mark(self, name: str) -> None:
        self._buttons[name].setChecked(True)
