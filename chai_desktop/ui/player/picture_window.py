"""The picture in a window of its own, for a second screen, and full screen; and back to its place in the room.

The whole player moves: picture, aids and transport. Its window is a tool window of the main one, so that every key
acts in it as well.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from chai_desktop.ui.player.player_view import PlayerView
from chai_desktop.ui.theme.look import look

_AWAY = "The picture is in its own window. Ctrl+F11 brings it back."
_SHARE = 0.8  # of a screen's width and height


class PictureWindow(QObject):
    """Moves a player out of the room and back. Clip, frame, range and speed stay as they are."""

    moved = Signal(bool)  # True: it is in its own window now

    def __init__(self, player: PlayerView) -> None:
        super().__init__(player)
        self._player = player
        self._window: _Window | None = None
        self._placeholder: QLabel | None = None
        self._place = QRect()  # of the window when it was open last
        self._only_for_full_screen = False

    @property
    def is_out(self) -> bool:
        return self._window is not None

    @property
    def window(self) -> QWidget | None:
        return self._window

    @property
    def is_full_screen(self) -> bool:
        return self._window is not None and self._window.isFullScreen()

    def toggle(self) -> None:
        """Into a window of its own, on another screen where there is one; or back."""
        if self.is_out:
            self.put_back()
        else:
            self._take_out()
            self._only_for_full_screen = False

    def toggle_full_screen(self) -> None:
        """Nothing but the picture, on the screen where it is; or as it was before."""
        if self._window is None:
            self._take_out(self._player.screen())
            self._only_for_full_screen = True
            self._show_full()
        elif not self._window.isFullScreen():
            self._show_full()
        elif self._only_for_full_screen:
            self.put_back()
        else:
            self._player.transport.show()
            self._window.showNormal()
            self._window.setGeometry(self._place)

    def leave(self) -> None:
        """One step back: from full screen to what was before, from the window to the room."""
        if self.is_full_screen:
            self.toggle_full_screen()
        else:
            self.put_back()

    def put_back(self) -> None:
        if self._window is None or self._placeholder is None:
            return
        window, placeholder = self._window, self._placeholder
        self._window = self._placeholder = None
        if not window.isFullScreen():
            self._place = window.geometry()
        self._player.transport.show()
        _swap(placeholder, self._player)
        self._player.show()
        window.hide()
        window.deleteLater()
        placeholder.deleteLater()
        self._player.setFocus()
        self.moved.emit(False)

    def _take_out(self, screen: QScreen | None = None) -> None:
        main = self._player.window()
        self._placeholder = look(QLabel(_AWAY), "muted")
        self._placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._placeholder.setWordWrap(True)
        _swap(self._player, self._placeholder)
        self._window = _Window(main, self)
        self._window.layout().addWidget(self._player)  # type: ignore[union-attr]
        self._window.setGeometry(self._place_on(screen or _other_screen(main.screen())))
        self._window.show()
        self._player.show()
        self._player.setFocus()
        self.moved.emit(True)

    def _place_on(self, screen: QScreen) -> QRect:
        """Where the window was last, if that is still on this screen; else the middle."""
        room = screen.availableGeometry()
        if room.contains(self._place.center()) and not self._place.isEmpty():
            return self._place
        place = QRect(0, 0, round(room.width() * _SHARE), round(room.height() * _SHARE))
        place.moveCenter(room.center())
        return place

    def _show_full(self) -> None:
        assert self._window is not None
        self._place = self._window.geometry()
        self._player.transport.hide()
        self._window.setGeometry(self._window.screen().geometry())  # where no window manager does it
        self._window.showFullScreen()


class _Window(QWidget):
    def __init__(self, main: QWidget, owner: PictureWindow) -> None:
        super().__init__(main, Qt.WindowType.Tool)
        self.setWindowTitle("Picture - CHAI Desktop")
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._owner = owner
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._owner.leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window closes nothing: the picture goes back into the room."""
        event.ignore()
        self._owner.put_back()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and not self.isFullScreen():
            self._owner._player.transport.show()  # the desktop can end full screen as well


def _swap(old: QWidget, new: QWidget) -> None:
    """Put ``new`` in the place of ``old``, which then has no parent."""
    parent = old.parentWidget()
    assert parent is not None
    if isinstance(parent, QSplitter):
        sizes = parent.sizes()
        parent.replaceWidget(parent.indexOf(old), new)
        parent.setSizes(sizes)
    else:
        layout = parent.layout()
        assert layout is not None
        layout.replaceWidget(old, new)
    old.setParent(None)
    new.show()


def _other_screen(screen: QScreen) -> QScreen:
    """Another one than this where there is one."""
    return next((other for other in QGuiApplication.screens() if other is not screen), screen)
