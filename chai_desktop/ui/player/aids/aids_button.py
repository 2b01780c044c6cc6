"""The button below the picture whose menu switches the aids, and says by its look whether any is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from chai_desktop.ui.commands.keys_in_words import keys_in_words
from chai_desktop.ui.player.aids.aid_commands import AID_VERBS, AidVerb, can_be_done
from chai_desktop.ui.player.aids.aid_state import AidState, badges
from chai_desktop.ui.player.aids.picture_aids import PictureAids
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size


class AidsButton(QToolButton):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("flat")
        self.setText("Aids")
        self.setIcon(icon("grid-3x3"))
        self.setIconSize(QSize(Size.ICON, Size.ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they were
        self.setAccessibleName("Picture aids")
        self._aids: PictureAids | None = None
        self._actions: list[tuple[QAction, AidVerb]] = []
        menu = QMenu(self)
        menu.aboutToShow.connect(self._refresh)
        for verb in AID_VERBS:
            self._add(menu, verb)
        self.setMenu(menu)

    def follow(self, aids: PictureAids) -> None:
        """The aids that the menu switches."""
        self._aids = aids
        aids.changed.connect(self._show_state)
        self._show_state(aids.state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "_aids"):
            self._colour_icon()  # it may have a colour of the theme

    def _add(self, menu: QMenu, verb: AidVerb) -> None:
        if verb.begins_group:
            menu.addSeparator()
        # The key stands there to be read; it acts as the command's, not as this action's.
        keys = keys_in_words(verb.keys)
        action = menu.addAction(f"{verb.text}\t{keys}" if keys else verb.text)
        if verb.icon:
            action.setIcon(icon(verb.icon))
        action.setCheckable(verb.is_on is not None)
        action.triggered.connect(lambda: self._do(verb))
        self._actions.append((action, verb))

    def _do(self, verb: AidVerb) -> None:
        if self._aids is not None and can_be_done(self._aids, verb):
            getattr(self._aids, verb.name)()

    @Slot()
    def _refresh(self) -> None:
        if self._aids is None:
            return
        for action, verb in self._actions:
            action.setEnabled(can_be_done(self._aids, verb))
            if verb.is_on is not None:
                action.setChecked(verb.is_on(self._aids.state))

    @Slot(object)
    def _show_state(self, state: AidState) -> None:
        on = ", ".join(badges(state))
        self._colour_icon()
        self.setAccessibleDescription(f"on: {on}" if on else "none is on")
        self.setToolTip(f"Picture aids; on: {on} (Esc: all off)" if on else "Picture aids (G, H, Z ...)")

    def _colour_icon(self) -> None:
        is_on = self._aids is not None and self._aids.state.any_on
        self.setIcon(icon("grid-3x3", tokens().accent if is_on else ""))
