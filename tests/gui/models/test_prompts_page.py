"""The Prompts tab in the real window: what is typed is checked, kept where it can be used, and shown filled in."""

from __future__ import annotations

import json

from chai_desktop.models.requests import Task
from chai_desktop.settings import SettingsFile
from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.prompts.prompt_book import built_in_source
from chai_desktop.ui.prompts.prompt_words import PromptExample
from chai_desktop.ui.prompts.prompts_desk import PromptsDesk
from chai_desktop.ui.prompts.prompts_view import PromptsView


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


def test_a_prompt_that_is_not_finished_is_there_at_the_next_start(room):
    room.models.show_tab("Prompts")
    room.models.prompts_view.editor.setPlainText("task: half of what I wanted to say, $half")
    room.models.finish()
    kept = json.loads(room.settings.value.unfinished_prompts)
    assert kept == {"draft": "task: half of what I wanted to say, $half"}
    assert room.settings.value.prompts == ""


def test_a_prompt_that_built_on_another_is_not_lost_with_it(qtbot, tmp_path):
    settings = SettingsFile(tmp_path / "settings.json")
    settings.change(prompts=json.dumps({"score": "task: what can be used no more, $nonsense"}))
    for _start in range(2):
        view = PromptsView()
        qtbot.addWidget(view)
        PromptsDesk(view, settings, lambda aspect: PromptExample(aspect=aspect or Aspect.CAMERA))
        view.tasks.setCurrentIndex(3)
        assert view.editor.toPlainText() == "task: what can be used no more, $nonsense"
        assert view.verdict.text().startswith("Not in use yet")
        view.tasks.setCurrentIndex(0)
        view.editor.setPlainText(built_in_source(Task.DRAFT).replace("Give the caption only.", "Be brief."))
        view.flush()
        assert "Be brief." in json.loads(settings.value.prompts)["draft"]
