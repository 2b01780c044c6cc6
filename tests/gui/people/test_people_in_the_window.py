"""Who works in a project: names, roles, passphrases, and the name that the program remembers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chai_desktop import places
from chai_desktop.exchange.new_project import create_project
from chai_desktop.settings import SettingsFile
from chai_desktop.store.project import Project
from chai_desktop.store.records import Role
from tests.gui.looking import ask, said

pytestmark = pytest.mark.gui


@pytest.fixture
def guarded(project_file):
    """A project with Ada, who works here, and Bo, who has a passphrase."""
    with Project.open(project_file) as project:
        project.set_me("Ada")
        bo = project.add_person("Bo", Role.REVIEWER)
        project.change_profile(bo.id, passphrase="rosebud")
    return project_file


def open_people(qtbot, bench):
    QTest.mouseClick(bench.window.status._person, Qt.MouseButton.LeftButton)
    people = bench.together.people
    qtbot.waitUntil(lambda: people.dialog is not None and people.dialog.isVisible())
    return people.dialog


def choose(dialog, name: str) -> None:
    dialog.list.choose(next(person.id for person in dialog._state.people if person.name == name))


def works(bench) -> str:
    return bench.window.status._person.text()


def rows(dialog) -> list[tuple[str, ...]]:
    items = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(3)) for item in items]


def test_a_wrong_passphrase_is_said_inside_and_the_right_one_lets_in(qtbot, open_bench, guarded):
    bench = open_bench(guarded, room="Library")
    qtbot.waitUntil(lambda: works(bench) == "Ada")
    dialog = open_people(qtbot, bench)
    assert ("Bo", "Reviewer", "asks for a passphrase") in rows(dialog)
    choose(dialog, "Bo")
    QTest.keyClicks(dialog.form.given_words, "rosebush")
    QTest.mouseClick(dialog.form.work_as, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "this is not it" in dialog.message())
    assert dialog.isVisible()
    assert works(bench) == "Ada"
    dialog.form.given_words.clear()
    QTest.keyClicks(dialog.form.given_words, "rosebud")
    QTest.keyClick(dialog.form.given_words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: works(bench) == "Bo")
    assert dialog.message() == ""
    assert ask(qtbot, bench, lambda project: project.me().name) == "Bo"


def test_somebody_is_added_renamed_and_given_a_role_and_a_passphrase(qtbot, open_bench, guarded):
    bench = open_bench(guarded, room="Library")
    dialog = open_people(qtbot, bench)
    QTest.keyClicks(dialog._new_name, "Cy")
    QTest.keyClick(dialog._new_name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ("Cy", "Annotator", "") in rows(dialog))
    assert dialog._new_name.text() == ""
    form = dialog.form
    form._name.setFocus()
    form._name.selectAll()
    QTest.keyClicks(form._name, "Cyd")
    QTest.keyClick(form._name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ("Cyd", "Annotator", "") in rows(dialog))
    form._role.setFocus()
    QTest.keyClick(form._role, Qt.Key.Key_Down)
    form._role.activated.emit(form._role.currentIndex())
    qtbot.waitUntil(lambda: ("Cyd", "Reviewer", "") in rows(dialog))
    QTest.keyClicks(form._new_words, "secret")
    QTest.mouseClick(form._set, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("Cyd", "Reviewer", "asks for a passphrase") in rows(dialog))
    assert form._new_words.text() == ""
    assert not form._remove.isEnabled()  # it is not for Ada, who is no lead, to take it away


def test_a_name_twice_is_refused_and_the_field_says_again_what_holds(qtbot, open_bench, guarded):
    bench = open_bench(guarded, room="Library")
    dialog = open_people(qtbot, bench)
    choose(dialog, "Ada")
    dialog.form._name.setText("Bo")
    QTest.keyClick(dialog.form._name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "There is a person called Bo already" in dialog.message())
    assert dialog.form._name.text() == "Ada"


def test_the_name_of_the_settings_holds_in_new_projects_and_takes_nobodys_seat(qtbot, open_bench, guarded, tmp_path):
    SettingsFile(places.settings_file()).change(person="Eve")
    bench = open_bench(guarded, room="Library")
    qtbot.waitUntil(lambda: works(bench) == "Ada")
    assert "Eve" not in [person.name for person in ask(qtbot, bench, lambda project: project.people())]
    bench.new_project(tmp_path / "New.chai")
    qtbot.waitUntil(lambda: works(bench) == "Eve")
    assert [person.name for person in ask(qtbot, bench, lambda project: project.people())] == ["Eve"]
    bench.together.name_person("Eva")  # a change of the name goes along where it is in use
    qtbot.waitUntil(lambda: works(bench) == "Eva")


def test_a_guarded_default_is_asked_for_and_not_a_failure(qtbot, open_bench, tmp_path):
    path = tmp_path / "Film.chai"
    with create_project(path) as project:
        eve = project.add_person("Eve")
        project.change_profile(eve.id, passphrase="rosebud")
    SettingsFile(places.settings_file()).change(person="Eve")
    from chai_desktop.app import make_workbench

    bench = make_workbench(SettingsFile(places.settings_file()))
    bench.window.show()
    bench.open_project(path)
    said(qtbot, bench, "Eve has a passphrase in this project")
    bench.together.people.open_dialog("Eve")
    people = bench.together.people
    qtbot.waitUntil(lambda: people.dialog is not None and people.dialog.isVisible())
    QTest.keyClicks(people.dialog.form.given_words, "rosebud")
    QTest.keyClick(people.dialog.form.given_words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: works(bench) == "Eve")
    people.dialog.accept()
    bench.window.close()
