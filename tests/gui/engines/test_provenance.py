"""What wrote a text, and the exact prompt, shown on demand; and how the engines are used, in the settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QSpinBox

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import Fingerprint

pytestmark = pytest.mark.gui
PROMPT = "System: you are a captioner.\n<b>not bold</b> & so on\nUser: describe."
MADE = Fingerprint("gguf", "0.3.16", model_hash="ab" * 32, prompt_hash="cd" * 32, seed=7)


@pytest.fixture
def room(qtbot, open_bench, project_file, asked):
    bench = open_bench(project_file)
    clip_id = bench.annotate.annotator.clip_id
    asked(bench).ask(lambda p: p.add_pre_caption(clip_id, Aspect.CAMERA, "The camera.", "engine", MADE, PROMPT))
    bench.annotate.read_anew()
    pane = bench.annotate.annotator.view.captions.pre_pane
    qtbot.waitUntil(lambda: pane.text.text() == "The camera.")
    return bench


def test_prompt_engine_hashes_and_seed_of_a_draft(qtbot, room):
    annotator = room.annotate.annotator
    QTest.mouseClick(annotator.view.captions.pre_pane.origin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: annotator.provenance.dialog is not None and annotator.provenance.dialog.isVisible())
    said = annotator.provenance.dialog.text.toPlainText()
    for words in (PROMPT, "gguf 0.3.16", "ab" * 32, "cd" * 32, "7"):
        assert words in said
    copy = next(button for button in annotator.provenance.dialog.findChildren(QPushButton) if "Copy" in button.text())
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert PROMPT in QApplication.clipboard().text()


def test_a_text_that_nothing_wrote_says_so(qtbot, room):
    room.registry.run("caption.origin_post")
    qtbot.waitUntil(lambda: "There is no text yet" in room.window.notices.words())
    assert room.annotate.annotator.view.captions.post_pane.origin.isHidden()


def test_from_the_history_too(qtbot, room, asked):
    asked(room).draft("A later draft.")
    view = room.annotate.annotator.view
    view.open_history()
    qtbot.waitUntil(lambda: len(view.history.list.titles()) >= 2)
    first = asked(room).ask(lambda project: project.moments(room.annotate.annotator.clip_id))[1]
    view.history.list.choose(first.operation_id)
    qtbot.waitUntil(lambda: view.history.comparison._origin.isVisible())
    QTest.mouseClick(view.history.comparison._origin, Qt.MouseButton.LeftButton)
    provenance = room.annotate.annotator.provenance
    qtbot.waitUntil(lambda: provenance.dialog is not None and provenance.dialog.isVisible())
    assert PROMPT in provenance.dialog.text.toPlainText()


def test_how_the_engines_are_used_is_set_and_remembered(qtbot, room):
    room.window.show_room("Settings")
    section = next(s for s in room._settings_page.findChildren(QSpinBox) if "drafts" in s.accessibleName()).parent()
    section.findChild(QSpinBox).setValue(6)
    for check in section.findChildren(QCheckBox):
        check.toggle()
    kept = room.settings.value
    assert (kept.drafts_at_once, kept.hide_scores, kept.prepare_next) == ("6", "no", "no")
    assert room.engines.roles.reviser_sees
