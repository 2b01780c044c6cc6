"""An error that nothing caught: a plain sentence, details to copy, and the program goes on."""

from __future__ import annotations

import logging
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from chai_desktop.ui.crash_dialog import CrashReporter

pytestmark = pytest.mark.gui


@pytest.fixture
def reporter(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    reporter = CrashReporter(window)
    yield reporter
    box = getattr(reporter, "box", None)
    if box is not None:
        box.close()


def crash(reporter: CrashReporter, words: str) -> None:
    try:
        raise ZeroDivisionError(words)
    except ZeroDivisionError:
        reporter.catch(*sys.exc_info())


def button(reporter: CrashReporter, words: str) -> QPushButton:
    return next(b for b in reporter.box.findChildren(QPushButton) if b.text() == words)


def test_the_person_reads_a_sentence_and_the_log_has_the_traceback(qtbot, reporter, caplog):
    with caplog.at_level(logging.CRITICAL):
        crash(reporter, "a number by nothing")
    qtbot.waitUntil(lambda: hasattr(reporter, "box") and reporter.box.isVisible())
    said = reporter.box.text() + reporter.box.informativeText()
    assert "What you typed is saved" in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" not in said
    assert "a number by nothing" in caplog.text
    assert not reporter.box.isModal()


def test_details_are_copied_and_the_dialog_stays(qtbot, reporter):
    crash(reporter, "a number by nothing")
    qtbot.waitUntil(lambda: hasattr(reporter, "box") and reporter.box.isVisible())
    QTest.mouseClick(button(reporter, "Copy details"), Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    assert "CHAI Desktop" in copied
    assert "ZeroDivisionError: a number by nothing" in copied
    assert "Traceback" in copied
    assert reporter.box.isVisible()
    QTest.mouseClick(button(reporter, "Go on"), Qt.MouseButton.LeftButton)
    assert not reporter.box.isVisible()


def test_a_second_error_does_not_pile_up_dialogs(qtbot, reporter):
    crash(reporter, "first")
    qtbot.waitUntil(lambda: hasattr(reporter, "box"))
    shown = reporter.box
    crash(reporter, "second")
    qtbot.wait(50)
    assert reporter.box is shown
