"""Settings survive restarts, damage and folders that cannot be written to."""

from __future__ import annotations

from chai_desktop.settings import Settings, SettingsFile


def test_a_change_is_there_at_the_next_start(tmp_path):
    path = tmp_path / "deep" / "settings.json"
    SettingsFile(path).change(theme="light", person="Ada")
    assert SettingsFile(path).value == Settings(theme="light", person="Ada")


def test_damaged_settings_are_set_aside_and_defaults_used(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text("{half", "utf-8")
    assert SettingsFile(path).value == Settings()
    assert (tmp_path / "settings.damaged").read_text("utf-8") == "{half"


def test_unknown_keys_and_wrong_types_are_left_out(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "person": 7, "future": true}', "utf-8")
    assert SettingsFile(path).value == Settings(theme="dark")


def test_a_place_that_cannot_be_written_costs_nothing_but_the_memory(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("", "utf-8")
    assert SettingsFile(blocker / "settings.json").change(theme="dark").theme == "dark"


def test_two_windows_leave_each_other_what_they_changed(tmp_path):
    path = tmp_path / "settings.json"
    one, other = SettingsFile(path), SettingsFile(path)
    one.change(prompts="what a person wrote", theme="dark")
    other.change(theme="light")
    assert SettingsFile(path).value == Settings(prompts="what a person wrote", theme="light")
    assert one.value.theme == "dark"


def test_what_could_not_be_saved_is_saved_with_the_next_change(tmp_path):
    place = tmp_path / "place"
    place.write_text("", "utf-8")
    settings = SettingsFile(place / "settings.json")
    settings.change(prompts="what a person wrote")
    place.unlink()
    settings.change(theme="light")
    assert SettingsFile(place / "settings.json").value == Settings(prompts="what a person wrote", theme="light")
