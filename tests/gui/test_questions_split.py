"""The questions come first: in a low window the card beneath them gives way, until a person moves the border."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from chai_desktop.ui.checklist.questions_split import QuestionsSplit


def test_the_card_has_its_height_or_its_share_until_the_border_is_moved(qtbot):
    split = QuestionsSplit()
    qtbot.addWidget(split)
    split.addWidget(QTextEdit())
    split.addWidget(QTextEdit())
    split.resize(400, 1000)
    split.show()
    qtbot.waitExposed(split)
    assert abs(split.sizes()[1] - 190) < 10
    split.resize(400, 360)
    assert split.sizes()[1] < 0.36 * 360
    handle = split.handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(50, 2))
    QTest.mouseMove(handle, QPoint(50, -60))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(50, -60))
    moved = split.sizes()[1]
    assert moved > 0.4 * 360
    split.resize(400, 400)
    assert split.sizes()[1] >= moved
