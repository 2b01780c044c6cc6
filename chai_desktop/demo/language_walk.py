"""The video language in the window: a contradiction and its way out, policy and coverage, findings, the glossary."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from chai_desktop.demo.stage import Album, settle, wait_until
from chai_desktop.ui.annotate.annotator import Annotator
from chai_desktop.ui.policy.side_tabs import Side
from chai_desktop.ui.workbench.workbench import Workbench


def walk_language(bench: Workbench, room: Annotator, album: Album) -> None:
    """Leaves the answers as they were: the first way out of the contradiction is the answer that was there."""
    _contradict_and_mend(room, bench, album)
    room.view.captions.focus_pre()
    room.view.show_side(Side.POLICY)
    album.take(bench.window, "policy")
    room.view.show_side(Side.COVERAGE)
    album.take(bench.window, "coverage")
    room.lint.next_finding()
    album.take(bench.window, "a finding of the check")
    bench.language.open_glossary()
    settle()
    glossary = QApplication.activeWindow()
    album.take(bench.window, "glossary")
    if glossary is not None and glossary is not bench.window:
        glossary.close()
    bench.window.activateWindow()
    wait_until(bench.window.isActiveWindow, "the window has the keys again")
    room.view.show_side(Side.MEANING)


def _contradict_and_mend(room: Annotator, bench: Workbench, album: Album) -> None:
    checklist = room.view.checklist
    checklist.reveal("steadiness")
    checklist.row("steadiness").field.press(0)  # type: ignore[attr-defined]
    wait_until(checklist.problems.isVisible, "the contradiction is shown")
    album.take(bench.window, "a contradiction")
    checklist.problems.ways()[0].click()
    wait_until(lambda: not checklist.problems.isVisible(), "the contradiction is mended")
