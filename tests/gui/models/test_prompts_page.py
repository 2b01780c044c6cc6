"""The Prompts tab in the real window: what is typed is checked, kept where it can be used, and shown filled in."""

from __future__ import annotations

import json

from chai_desktop.models.requests import Task


def test_an_own_prompt_is_checked_kept_shown_and_taken_back(room, qtbot):
    room.models.show_tab("Prompts")
    view = room.models.prompts_view
    built_in = view.editor.toPlainText()
    view.editor.setPlainText(built_in.replace("Give the caption only.", "Be brief, $nonsense."))
    qtbot.waitUntil(lambda: "$nonsense is not known" in view.verdict.text(), timeout=3000)
    assert room.settings.value.prompts == ""
    view.editor.setPlainText(built_in.replace("Give the caption only.", "Be brief."))
    qtbot.waitUntil(lambda: view.verdict.text() == "In use, and kept.", timeout=3000)
    assert "Be brief." in view.example.toPlainText() and "Be brief." in json.loads(room.settings.value.prompts)["draft"]
    assert len(view.editor.extraSelections()) == 1 and view.tasks.tabText(0) == "Draft (own)"
    view.back.click()
    assert view.editor.toPlainText() == built_in and room.settings.value.prompts == ""
    view.editor.setPlainText("task: $half")
    view.tasks.setCurrentIndex(1)
    assert view.editor.toPlainText() != "task: $half"
    view.tasks.setCurrentIndex(0)
    assert view.editor.toPlainText() == "task: $half" and "$half is not known" in view.verdict.text()


def test_the_example_is_the_clip_on_show(open_bench, project_file, qtbot):
    bench = open_bench(project_file)
    bench.registry.run("view.models")
    qtbot.waitUntil(lambda: bench.models.tabs is not None, timeout=10000)
    bench.models.show_tab("Prompts")
    view = bench.models.prompts_view
    name = bench.annotate.annotator.session().clip.facts.name
    qtbot.waitUntil(lambda: name in view.example_name.text(), timeout=3000)
    bench.models.show_tab("What the model sees")
    assert name in bench.models.sampling_view.card.head.text()
    bench.models.show_tab("Prompts")
    view.tasks.setCurrentIndex(3)
    assert view.task is Task.SCORE and "Answer Yes or No" in view.example.toPlainText()
