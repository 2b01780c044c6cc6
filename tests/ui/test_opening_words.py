"""What a person is told when a project has opened."""

from __future__ import annotations

from chai_desktop.store.records import Run
from chai_desktop.ui.notices.notice import Level
from chai_desktop.ui.workbench.opening_words import interrupted_notice, notes_notice


def run(title: str, fraction: float | None = None) -> Run:
    return Run("1", "job", title, "interrupted", fraction, "", "", "", "")


def test_nothing_is_said_where_there_is_nothing_to_say():
    assert notes_notice(()) is None
    assert interrupted_notice(()) is None


def test_interrupted_work_is_named_with_how_far_it_was_and_what_to_do():
    notice = interrupted_notice([run("Import", 0.4)])
    assert notice is not None
    assert notice.text == "Import was interrupted at 40 %."
    assert "Import the same files again" in notice.hint
    assert notice.level is Level.WARNING


def test_several_fit_into_one_message():
    notice = interrupted_notice([run("Import"), run("Draft camera"), run("Something new")])
    assert notice is not None
    assert notice.text == "3 pieces of work were interrupted."
    assert [line.split(".")[0] for line in notice.details] == ["Import", "Draft camera", "Something new"]
    assert all(line.endswith((".", "it.")) and len(line) > 30 for line in notice.details)


def test_what_opening_found_out_is_one_quiet_message():
    one = notes_notice(["It was not closed properly; nothing is lost."])
    assert one is not None
    assert (one.text, one.level, one.details) == ("It was not closed properly; nothing is lost.", Level.INFO, ())
    two = notes_notice(["One.", "Two."])
    assert two is not None
    assert two.details == ("One.", "Two.")
