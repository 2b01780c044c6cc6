"""Menus and keys made from the command registry."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)

from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.commands.key_rules import Focus, acting_keys
from chai_desktop.ui.commands.registry import CommandRegistry
from chai_desktop.ui.theme.icons import icon


class Menus(QObject):
    """Builds the menu bar once; asks each command, when its menu opens, whether it can be done now."""

    def __init__(self, window: QMainWindow, registry: CommandRegistry) -> None:
        super().__init__(window)
        self._registry = registry
        self._actions: dict[str, QAction] = {}
        for menu in Menu:
            commands = registry.of(menu)
            if not commands:
                continue
            shown = window.menuBar().addMenu(f"&{menu}")
            shown.aboutToShow.connect(self._refresh)
            shown.aboutToHide.connect(self._allow_all)
            for command in commands:
                if command.begins_group:
                    shown.addSeparator()
                shown.addAction(self._action(window, command))
        QApplication.instance().focusChanged.connect(self._give_keys)  # type: ignore[union-attr]

    def _action(self, window: QMainWindow, command: Command) -> QAction:
        action = QAction(_label(command), window)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setToolTip(command.tip or command.text)
        action.setAutoRepeat(command.repeats)
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda: self._registry.run(command.id))
        self._actions[command.id] = action
        return action

    @Slot()
    def _refresh(self) -> None:
        for command in self._registry:
            action = self._actions[command.id]
            action.setEnabled(command.enabled())
            if command.says is not None:
                action.setText(_label(command))
            if command.checked is not None:
                action.setChecked(command.checked())

    @Slot()
    def _allow_all(self) -> None:
        """A disabled action swallows no keys; the registry asks again when the key comes."""
        for action in self._actions.values():
            action.setEnabled(True)

    @Slot("QWidget*", "QWidget*")
    def _give_keys(self, _old: object, now: object) -> None:
        """Keys that the focused widget needs for itself are its own as long as it has the focus."""
        focus = _kind_of(now)
        for command in self._registry:
            keys = acting_keys(command.keys, focus)
            self._actions[command.id].setShortcuts([QKeySequence(key) for key in keys])


def _label(command: Command) -> str:
    """An ampersand in the words is one, not the mark of a mnemonic."""
    return command.words.replace("&", "&&")


def _kind_of(widget: object) -> Focus:
    if isinstance(widget, QTextEdit | QPlainTextEdit) and widget.isReadOnly():
        return Focus.LIST
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return Focus.TEXT
    if isinstance(widget, QAbstractButton):
        return Focus.BUTTON
    if isinstance(widget, QAbstractItemView | QComboBox | QTabBar):
        return Focus.LIST
    return Focus.OTHER
