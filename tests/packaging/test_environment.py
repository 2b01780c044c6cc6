from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from bootstrap import environment
from bootstrap.layout import Layout, this_checkout


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    (tmp_path / "packaging").mkdir()
    (tmp_path / ".venv").mkdir()
    lock = tmp_path / "packaging" / environment.CORE
    lock.write_text("# made\nnumpy==2.4.6\nav==18.1.0  # brings FFmpeg\n")
    (tmp_path / "packaging" / environment.TEST).write_text(f"-r {environment.CORE}\npytest==9.2.0\n")
    return Layout(tmp_path)


def test_pins_are_read_with_those_of_included_files(layout: Layout) -> None:
    core = {"numpy": "2.4.6", "av": "18.1.0"}
    assert environment.pins(layout.lock(environment.CORE)) == core
    assert environment.pins(layout.lock(environment.TEST)) == {**core, "pytest": "9.2.0"}


def test_what_is_noted_as_installed_is_not_installed_again(layout: Layout) -> None:
    wanted = environment.fingerprint(layout, environment.CORE)
    environment.write_stamps(layout, {environment.CORE: wanted})
    environment.install(layout, environment.CORE)  # there is no Python to install with: it would raise


@pytest.mark.parametrize("change", ["pin", "python", "place"])
def test_the_fingerprint_notices(change: str, layout: Layout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = environment.fingerprint(layout, environment.CORE)
    assert environment.fingerprint(layout, environment.CORE) == before
    if change == "pin":
        layout.lock(environment.CORE).write_text("numpy==2.4.7\nav==18.1.0\n")
    elif change == "python":
        monkeypatch.setattr("platform.python_version", lambda: "3.12.1")
    else:
        layout = Layout(layout.root.rename(tmp_path.parent / f"{tmp_path.name} moved"))
    assert environment.fingerprint(layout, environment.CORE) != before


def test_a_comment_in_the_lock_changes_nothing(layout: Layout) -> None:
    before = environment.fingerprint(layout, environment.CORE)
    layout.lock(environment.CORE).write_text("av==18.1.0\nnumpy==2.4.6\n")
    assert environment.fingerprint(layout, environment.CORE) == before


@pytest.mark.parametrize("damaged", ["", "{", "[]"])
def test_a_damaged_note_counts_as_nothing_installed(layout: Layout, damaged: str) -> None:
    layout.stamps.write_text(damaged)
    assert environment.read_stamps(layout) == {}


def test_the_project_s_locks_pin_exactly_what_the_tests_run_with() -> None:
    pinned = environment.pins(this_checkout().lock(environment.TEST))
    pinned |= environment.pins(this_checkout().lock(environment.ALONE))
    assert len(pinned) > 30
    assert {name: metadata.version(name).partition("+")[0] for name in pinned} == pinned


def test_the_locks_hold_names_and_versions_only() -> None:
    for name in (environment.CORE, environment.TEST, environment.ALONE):
        for line in this_checkout().lock(name).read_text("utf-8").splitlines():
            assert re.fullmatch(r"#.*|-r requirements\.lock|[a-z0-9-]+==[0-9][a-z0-9.]*", line), line


def test_the_lock_holds_all_that_the_core_needs() -> None:
    pinned = environment.pins(this_checkout().lock(environment.CORE))
    project = tomllib.loads((this_checkout().root / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {canonicalize_name(re.split(r"[<>=]", text)[0]) for text in project["dependencies"]}
    assert wanted <= set(pinned)
