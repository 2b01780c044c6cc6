"""The installed PySide6 loses no references when signals are emitted (docs/decisions/0007-not-pyside-6-12-0.md)."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class Speaker(QObject):
    said = Signal(object)


def test_emitting_keeps_the_references_of_true(qapp):
    speaker = Speaker()
    before = sys.getrefcount(True)
    for _ in range(100):
        speaker.said.emit(1)
    assert sys.getrefcount(True) > before - 50
