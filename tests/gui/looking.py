"""What a test of the window asks again and again: what it says, whether it answers, what the project holds."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from chai_desktop.spec.aspects import Aspect


def said(qtbot, bench, *words: str) -> str:
    """What the messages say, as soon as they hold all of these words."""
    notices = bench.window.notices

    def holds_all() -> None:
        assert [word for word in words if word not in notices.words()] == [], notices.words()

    qtbot.waitUntil(holds_all, timeout=10000)
    return notices.words()


def still_answers(qtbot, bench) -> None:
    """Keys reach the window, and no text anywhere on the screen is meant for programmers."""
    QTest.keyClick(bench.window, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bench.window.room() == "Library")
    # The window's own, dialogs among them: Python may not hold on to widgets of windows that are going.
    labels = [label.text() for label in bench.window.findChildren(QLabel) if label.isVisible()]
    texts = [text.toPlainText() for text in bench.window.findChildren(QPlainTextEdit) if text.isVisible()]
    for words in labels + texts:
        assert "Traceback" not in words
        assert "Errno" not in words


def ask(qtbot, bench, operation):
    answers = []
    bench.desk.thread_of_project.call(operation, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def names(qtbot, bench) -> list[str]:
    return [clip.facts.name for clip in ask(qtbot, bench, lambda project: project.clips())]


def with_a_draft(source: Path, target: Path) -> Path:
    """A copy of the project in which the Camera caption of every clip is drafted."""
    from chai_desktop.store.project import Project

    shutil.copy(source, target)
    with Project.open(target) as project:
        for clip in project.clips():
            project.add_pre_caption(clip.id, Aspect.CAMERA, "The camera zooms in on the fountain.", "import")
    return target
