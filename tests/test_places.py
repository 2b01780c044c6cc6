from __future__ import annotations

import os
from pathlib import Path

import pytest

from chai_desktop import places


def test_one_variable_puts_everything_below_one_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHAI_DESKTOP_HOME", str(tmp_path))
    for path in (
        places.settings_file(),
        places.log_file(),
        places.cache_folder(),
        places.project_folder(),
        places.sample_project_file(),
    ):
        assert path.is_relative_to(tmp_path)


def test_asking_for_a_place_makes_nothing(own_places: Path) -> None:
    places.settings_file(), places.log_folder(), places.cache_folder(), places.project_folder()
    assert list(own_places.iterdir()) == []


def test_a_home_with_a_tilde_or_relative_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CHAI_DESKTOP_HOME", "~/chai")
    assert places.log_folder() == tmp_path / "chai" / "log"
    monkeypatch.setenv("CHAI_DESKTOP_HOME", "chai")
    assert places.log_folder().is_absolute()


@pytest.mark.skipif(os.name == "nt", reason="the XDG variables are Unix's")
def test_without_it_the_platform_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CHAI_DESKTOP_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    found = (places.settings_file(), places.log_file(), places.cache_folder(), places.project_folder())
    assert len({path.parent for path in found}) == len(found)
    assert all(path.is_relative_to(tmp_path) for path in found)
