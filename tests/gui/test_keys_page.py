"""docs/keys.md says what the program's registry says. `python -m tests.gui.test_keys_page` writes it anew."""

from __future__ import annotations

from pathlib import Path

from chai_desktop import places
from chai_desktop.app import make_application, make_workbench
from chai_desktop.settings import SettingsFile
from chai_desktop.ui.commands.keys_page import keys_page

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def test_the_page_of_keys_is_up_to_date(qtbot):
    bench = make_workbench(SettingsFile(places.settings_file()))
    qtbot.addWidget(bench.window)
    assert PAGE.read_text("utf-8") == keys_page(bench.registry)


if __name__ == "__main__":
    make_application()
    PAGE.write_text(keys_page(make_workbench(SettingsFile(places.settings_file())).registry), "utf-8")
