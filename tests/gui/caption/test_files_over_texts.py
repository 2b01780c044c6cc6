"""Files dropped or pasted on a text are no words: the window gets the drop, and the text stays as it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from chai_desktop.spec.points import PointKind
from tests.gui.caption.room_samples import REVISED

pytestmark = pytest.mark.gui


class Around(QWidget):
    """What stands around the room and takes files, as the window does."""

    def __init__(self, room: QWidget) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.files: list[str] = []
        QVBoxLayout(self).addWidget(room)

    def dragEnterEvent(self, event):
        event.setAccepted(event.mimeData().hasUrls())

    def dropEvent(self, event):
        self.files += [url.fileName() for url in event.mimeData().urls()]
        event.acceptProposedAction()


def mime(address: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(address)])
    data.setText(address)
    return data


def words(editor) -> str:
    return editor.text() if hasattr(editor, "text") else editor.toPlainText()


def drop(target: QWidget, data: QMimeData) -> None:
    middle = QPointF(target.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(middle.toPoint(), Qt.DropAction.CopyAction, data, left, none))
    QApplication.sendEvent(target, QDropEvent(middle, Qt.DropAction.CopyAction, data, left, none))


@pytest.fixture
def around(room, qtbot):
    around = Around(room)
    around.show()
    qtbot.waitExposed(around)
    around.activateWindow()
    yield around
    room.setParent(None)  # it is closed by whoever made it
    around.close()


@pytest.fixture(params=["pre", "post", "critique", "instead", "reason"])
def editor(request, room, around):
    room.show_work(REVISED)
    start = REVISED.pre.index("zooms in")
    room.pre_pane.text.place(start, start + len("zooms in"))
    room.add_point(PointKind.WRONG)
    point = room.pre_pane.editor
    return {
        "pre": room.pre_pane.text,
        "post": room.post_pane.text,
        "critique": room.critique_pane.free,
        "instead": point.instead,
        "reason": point.reason,
    }[request.param]


def test_a_dropped_file_goes_to_what_is_around(editor, around):
    before = words(editor)
    drop(editor.viewport() if hasattr(editor, "viewport") else editor, mime("file:///clips/one.mp4"))
    assert words(editor) == before
    assert around.files == ["one.mp4"]


def test_a_copied_file_is_not_pasted_and_a_copied_link_is(editor):
    before = words(editor)
    editor.setFocus()
    QGuiApplication.clipboard().setMimeData(mime("file:///clips/one.mp4"))
    QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert words(editor) == before
    QGuiApplication.clipboard().setMimeData(mime("https://terms.example/zoom"))
    QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    expected = not getattr(editor, "isReadOnly", bool)()
    assert ("https://terms.example/zoom" in words(editor)) is expected
