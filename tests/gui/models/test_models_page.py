"""The Models page in the real window: finding, checking, loading, giving roles, setting, downloading."""

from __future__ import annotations

import json

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QSpinBox

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.requests import DraftRequest
from chai_desktop.models.roles import EngineRole
from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.models.kept_models import KeptModels
from chai_desktop.workers.engine.engine_state import Phase
from tests.models.catalog.hub_server import HubServer
from tests.models.catalog.model_writer import write_chat, write_eyes


def choose(room, title: str) -> None:
    entry = next(entry for entry in room.models.desk.entries if entry.title == title)
    room.models.desk.choose(entry.key)
    assert room.models.view.page.title.text() == title


def press(qtbot, button) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def added(room, qtbot, folder) -> None:
    room.models.ask_for_folder = lambda: str(folder)
    room.models.view.folder_wanted.emit()
    qtbot.waitUntil(lambda: not room.models.jobs.active_jobs(), timeout=10000)


def checked_sentences(room) -> str:
    layout = room.models.view.page._checked
    return "\n".join(layout.itemAt(number).widget().text() for number in range(layout.count()))


def test_the_key_opens_the_page_and_it_says_what_to_do_next(open_bench, project_file, qtbot):
    bench = open_bench(project_file, room="Library")
    qtbot.keyClick(bench.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bench.models.desk is not None, timeout=10000)
    assert bench.window.room() == "Models"
    qtbot.waitUntil(lambda: not bench.models.jobs.active_jobs(), timeout=10000)
    found = bench.models.desk.found
    assert bench.models.view.ways.isVisible() == (not found)
    assert bench.models.view.list.titles()[0] == "Rules"
    choose(bench, "Rules")
    page = bench.models.view.page
    assert not page.load.isVisible() and not page.unload.isVisible()
    assert not page.roles.buttons[EngineRole.REWARD].isEnabled()
    assert page.roles.buttons[EngineRole.CAPTIONER].isChecked()


def test_a_folder_is_searched_until_it_is_left_out(room, qtbot, tmp_path):
    write_chat(tmp_path / "models" / "Tiny.gguf")
    write_eyes(tmp_path / "models" / "mmproj-Tiny.gguf")
    (tmp_path / "models" / "Broken.gguf").write_bytes(b"GGUF")
    added(room, qtbot, tmp_path / "models")
    choose(room, "Broken")
    page = room.models.view.page
    assert "cut off or damaged" in page.problem.text() and not page.load.isVisible() and not page.roles.isVisible()
    assert "Tiny" in room.models.view.list.titles() and not room.models.view.ways.isVisible()
    assert KeptModels.from_json(room.settings.value.models).folders == (str(tmp_path / "models"),)
    room.models.view.folders.linkActivated.emit("0")
    qtbot.waitUntil(lambda: not room.models.jobs.active_jobs(), timeout=10000)
    assert "Tiny" not in room.models.view.list.titles()


def test_a_check_says_what_is_wrong(room, qtbot, tmp_path):
    path = write_chat(tmp_path / "models" / "Tiny.gguf")
    path.write_bytes(path.read_bytes()[:-40])
    added(room, qtbot, tmp_path / "models")
    choose(room, "Tiny")
    press(qtbot, room.models.view.page.check)
    qtbot.waitUntil(lambda: "cut off" in checked_sentences(room), timeout=10000)
    assert "SHA-256 of Tiny.gguf" in checked_sentences(room)
    choose(room, "Rules")
    assert checked_sentences(room) == ""
    choose(room, "Tiny")
    assert "cut off" in checked_sentences(room)


def test_an_engine_is_loaded_used_measured_and_unloaded(installed, room, qtbot):
    choose(room, installed)
    page = room.models.view.page
    press(qtbot, page.load)
    choice = EngineChoice(installed)
    qtbot.waitUntil(lambda: room.engines.state(choice).phase is Phase.LOADED, timeout=20000)
    qtbot.waitUntil(lambda: page.state.text().startswith("Loaded: process"), timeout=3000)
    press(qtbot, page.roles.buttons[EngineRole.REVISER])
    assert room.engines.choice(EngineRole.REVISER) == choice
    assert page.roles.buttons[EngineRole.REVISER].isChecked()
    assert page.roles.buttons[EngineRole.REVISER].text() == "Is the reviser"
    assert not page.roles.buttons[EngineRole.CRITIC].isChecked()
    assert page.roles.buttons[EngineRole.CRITIC].text() == "Use as critic"
    press(qtbot, page.measure)
    qtbot.waitUntil(lambda: "Wrote a caption" in page.measured.text(), timeout=20000)
    press(qtbot, page.roles.buttons[EngineRole.REVISER])
    assert room.engines.choice(EngineRole.REVISER) == EngineChoice("rules")
    press(qtbot, page.load if page.load.isVisible() else page.unload)
    qtbot.waitUntil(lambda: not room.engines.jobs.active_jobs(), timeout=20000)


def test_an_engine_that_dies_is_told_with_its_log(installed, room, qtbot):
    choose(room, installed)
    page = room.models.view.page
    request = DraftRequest("dies", "", Aspect.CAMERA, {}, "", "")
    room.engines.submit_to(EngineChoice(installed), "Die", lambda engine, _progress: engine.draft([request]))
    qtbot.waitUntil(lambda: page.state.text().startswith("Not running"), timeout=20000)
    assert "signal 9" in page.state.text() and page.log.isVisible() and page.load.isVisible()
    assert room.models.view.list.currentItem().text(4).startswith("failed")


def test_other_settings_go_along_with_the_roles_of_a_model(room, qtbot, tmp_path):
    path = write_chat(tmp_path / "models" / "Tiny.gguf", architecture="llama")
    added(room, qtbot, tmp_path / "models")
    choose(room, "Tiny")
    entry = room.models.desk.entry
    if entry.problem:  # the engine's package is not installed: its settings cannot be seen
        assert "pip install" in entry.problem
        return
    press(qtbot, room.models.view.page.roles.buttons[EngineRole.CAPTIONER])
    room.models.desk.form.findChild(QSpinBox, "threads").setValue(3)
    assert room.engines.choice(EngineRole.CAPTIONER) == EngineChoice("gguf", str(path), {"threads": 3})
    assert json.loads(room.settings.value.models)["own"] == {f"gguf:{path}": {"threads": 3}}
    room.models.desk.form.findChild(QSpinBox, "threads").setValue(2)
    assert room.engines.choice(EngineRole.CAPTIONER) == EngineChoice("gguf", str(path), {"threads": 2})
    assert room.models.view.page.roles.buttons[EngineRole.CAPTIONER].text() == "Is the captioner"


def test_nothing_is_sent_to_another_machine_before_it_is_agreed_to(room, qtbot):
    room.models.view.server_wanted.emit()
    form = room.models.desk.server_form
    qtbot.waitUntil(form.isVisible, timeout=3000)
    assert form.address.hasFocus()
    form.address.setText("https://gpu-box:8000/v1")
    form.address.editingFinished.emit()
    assert "gpu-box" in room.models.view.page.title.text()
    assert "gpu-box" in form.leaves.text() and form.consent.isVisible() and not form.consent.isChecked()
    form.models_wanted.emit(room.models.desk.kept.servers[0])
    qtbot.waitUntil(lambda: "not this machine" in form.problem.text(), timeout=10000)
    qtbot.mouseClick(form.consent, Qt.MouseButton.LeftButton, pos=QPoint(8, form.consent.height() // 2))
    assert room.models.desk.kept.servers[0].settings["consent"] == "gpu-box"
    form.address.setText("https://other-box:8000/v1")
    form.address.editingFinished.emit()
    assert "consent" not in room.models.desk.kept.servers[0].settings and not form.consent.isChecked()
    form.removed.emit()
    assert room.models.desk.kept.servers == ()


def test_a_model_is_downloaded_only_after_its_size_was_shown(room, qtbot, tmp_path, monkeypatch):
    hub = HubServer("someone/Tiny", {"Tiny.gguf": write_chat(tmp_path / "Tiny.gguf").read_bytes()})
    try:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
        room.models.view.download_wanted.emit()
        dialog = room.models.downloads.dialog
        qtbot.keyClicks(dialog.name, "someone/Tiny")
        press(qtbot, dialog.look_up)
        qtbot.waitUntil(lambda: dialog.begin.isEnabled() or dialog.words.objectName() == "error", timeout=20000)
        if dialog.words.objectName() == "error":
            assert "pip install huggingface_hub" in dialog.words.text()
            return
        assert "Tiny.gguf: 3 KB" in dialog.choice.currentText() and "apache-2.0" in dialog.words.text()
        assert hub.asked == []
        press(qtbot, dialog.begin)
        qtbot.waitUntil(lambda: "someone/Tiny: Tiny" in room.models.view.list.titles(), timeout=20000)
    finally:
        hub.close()
    room.models.view.download_wanted.emit()
    press(qtbot, dialog.look_up)
    qtbot.waitUntil(lambda: dialog.words.objectName() == "error", timeout=20000)
    assert "cannot be reached" in dialog.words.text() and not dialog.begin.isEnabled()
    dialog.close()


def test_tab_walks_through_the_ways_to_a_model_too(room, qtbot):
    view = room.models.view
    qtbot.waitUntil(view.list.hasFocus, timeout=3000)
    seen = []
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
        if view.list.hasFocus():
            break
    assert room.models.tabs.tabBar() in seen
    words = [button.text() for button in seen if hasattr(button, "text")]
    assert {"Search again", "Add a folder...", "Add a server...", "Download..."} <= set(words)


def test_a_wheel_that_passes_a_setting_does_not_turn_it(room, qtbot, tmp_path):
    write_chat(tmp_path / "models" / "Tiny.gguf", architecture="llama")
    added(room, qtbot, tmp_path / "models")
    choose(room, "Tiny")
    if room.models.desk.entry.problem:
        return  # the engine's package is not installed: its settings cannot be seen
    threads = room.models.desk.form.findChild(QSpinBox, "threads")
    before = threads.value()

    def turn() -> None:
        at = QPointF(threads.rect().center())
        turned = QWheelEvent(
            at,
            threads.mapToGlobal(at),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(threads, turned)

    turn()
    assert threads.value() == before
    threads.setFocus()
    turn()
    assert threads.value() > before


def test_a_folder_without_a_model_says_what_is_missing(room, qtbot, tmp_path):
    (tmp_path / "empty").mkdir()
    added(room, qtbot, tmp_path / "empty")
    assert "holds no model" in room.models.view.notes.text()
    write_eyes(tmp_path / "empty" / "mmproj-Tiny.gguf")
    room.models.desk.search()
    qtbot.waitUntil(lambda: "only the eyes" in room.models.view.notes.text(), timeout=5000)
    write_chat(tmp_path / "empty" / "Tiny.gguf")
    room.models.desk.search()
    qtbot.waitUntil(lambda: room.models.view.notes.text() == "", timeout=5000)
