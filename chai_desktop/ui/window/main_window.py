"""The frame: rail, rooms, messages, status line. It hosts features and knows none of their insides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from chai_desktop.ui.commands.registry import CommandRegistry
from chai_desktop.ui.notices.notice_bar import NoticeBar
from chai_desktop.ui.player.picture_path import why_software
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space
from chai_desktop.ui.window.menus import Menus
from chai_desktop.ui.window.rail import Rail
from chai_desktop.ui.window.status_line import StatusLine


class MainWindow(QMainWindow):
    files_dropped = Signal(list)  # of Path
    closing = Signal()
    room_shown = Signal(str)
    ready = Signal()  # painted once, and answering

    def __init__(self, registry: CommandRegistry) -> None:
        super().__init__()
        self.setWindowTitle("CHAI Desktop")
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 500)
        self.resize(QSize(1440, 900).boundedTo(QGuiApplication.primaryScreen().availableGeometry().size()))
        self.notices = NoticeBar()
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.rail = Rail()
        self.rail.chosen.connect(self.show_room)
        self._rooms: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._registry = registry
        self._menus: Menus | None = None
        self._painted = False
        self.setCentralWidget(self._build_centre())
        self._draw_by_opengl()

    def add_room(self, name: str, icon_name: str, tip: str, room: QWidget) -> None:
        self._rooms[name] = room
        self._stack.addWidget(room)
        self.rail.add(name, icon_name, tip)

    def build_menus(self) -> None:
        """Once, after every feature has added its commands."""
        self._menus = Menus(self, self._registry)

    def show_room(self, name: str) -> None:
        self.rail.mark(name)
        if self._stack.currentWidget() is not self._rooms[name]:
            self._stack.setCurrentWidget(self._rooms[name])
        self._rooms[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self.room_shown.emit(name)

    def room(self) -> str:
        """The name of the room on show."""
        return next(name for name, room in self._rooms.items() if room is self._stack.currentWidget())

    def shape(self) -> bytes:
        return bytes(self.saveGeometry().data())

    def restore_shape(self, shape: bytes) -> None:
        self.restoreGeometry(QByteArray(shape))

    def _draw_by_opengl(self) -> None:
        """Let the window be drawn by OpenGL from the start, with a surface that is never shown.

        Qt makes a window anew when its first OpenGL child comes; the player's would make it flash and lose the keys.
        """
        if not why_software():  # a window that is to be drawn by an OpenGL that does not work stays empty
            QOpenGLWidget(self).hide()

    def _build_centre(self) -> QWidget:
        centre = look(QWidget(), "ground")
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.notices)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        return centre

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.ready.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _local_paths(event)
        if paths:
            event.acceptProposedAction()
            later: Callable[[], None] = lambda: self.files_dropped.emit(paths)  # noqa: E731
            QTimer.singleShot(0, self, later)


def _local_paths(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
