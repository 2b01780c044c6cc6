"""The doctor tells the truth about this machine, and about machines where something is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from chai_desktop.doctor import engines, packages, playback, report, run_doctor, screen, storage
from chai_desktop.doctor.finding import Finding, State
from chai_desktop.doctor.report import can_run

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def names(requirements: list[str]) -> set[str]:
    return {Requirement(text).name.lower() for text in requirements}


def only(findings: list[Finding]) -> Finding:
    (finding,) = findings
    return finding


def test_the_package_lists_are_those_of_pyproject() -> None:
    assert set(packages.CORE) == names(PROJECT["dependencies"])
    extras = PROJECT["optional-dependencies"]
    assert {extra: set(found) for extra, found in packages.EXTRAS.items()} == {
        extra: names(wanted) for extra, wanted in extras.items() if extra != "test"
    }


def test_core_packages_carry_their_installed_versions() -> None:
    for finding in packages.examine_core():
        assert finding.state is State.OK
        assert finding.detail == metadata.version(finding.what)


def test_a_core_package_that_is_not_there_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(packages.CORE, "no-such-package", "no_such_module")
    missing = [finding for finding in packages.examine_core() if finding.state is State.MISSING]
    assert [finding.what for finding in missing] == ["no-such-package"]
    assert missing[0].how
    assert not can_run(missing)


def test_an_absent_extra_is_optional_and_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "EXTRAS", {"x": {"no-such-package": "no_such_module", "numpy": "numpy"}})
    finding = only(packages.examine_extras())
    assert finding.state is State.OPTIONAL
    assert "no-such-package" in finding.how
    assert "numpy" not in finding.how
    assert can_run([finding])


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 46, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_the_wal_reset_bug_is_known_by_version(version: tuple[int, ...], affected: bool) -> None:
    assert storage.has_wal_reset_bug(version) is affected


def test_libmpv_gives_its_own_version() -> None:
    finding = only(playback.examine_libmpv())
    assert finding.state is State.OK, finding
    assert finding.detail.startswith("mpv ")


def test_a_library_that_is_not_mpv_is_refused_not_crashed_on(tmp_path: Path) -> None:
    text = tmp_path / "libmpv.so"
    text.write_text("not a library")
    with pytest.raises(OSError, match=r"libmpv\.so"):
        playback.libmpv_version(str(text))


def test_a_folder_that_cannot_be_written_is_named(own_places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = own_places / "file"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("CHAI_DESKTOP_HOME", str(blocked))
    found = storage.examine_folders()
    assert {finding.state for finding in found} == {State.WARNING}
    assert str(blocked) in found[0].detail


def test_free_disk_is_that_of_the_project_folder(own_places: Path) -> None:
    assert storage.existing_part(own_places / "not" / "yet" / "there") == own_places
    finding = only(storage.examine_disk())
    free = os.statvfs(own_places)
    assert float(finding.detail.split()[0]) == pytest.approx(free.f_bavail * free.f_frsize / 1e9, abs=1)


def test_a_display_that_does_not_open_is_not_called_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":987")
    assert "DISPLAY=:987 cannot be opened" in only(screen.examine_display()).detail


def test_without_display_and_without_xvfb_no_window_can_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    finding = only(screen.examine_display())
    assert finding.state is State.MISSING
    assert "xvfb" in finding.how


def test_opengl_is_tried_by_making_a_context() -> None:
    finding = only(screen.examine_opengl())
    assert finding.state is State.OK, finding
    assert "OpenGL" in finding.detail


def test_fonts_are_counted(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "A.TTF").touch()
    (tmp_path / "readme.txt").touch()
    assert screen.count_fonts(tmp_path) == 1


def test_the_rules_engine_is_tried_by_drafting() -> None:
    finding = only(engines.examine_rules())
    assert finding.state is State.OK, finding
    assert "trial caption" in finding.detail


def fake_nvidia_smi(folder: Path, words: str) -> None:
    program = folder / "nvidia-smi"
    program.write_text(f"#!/bin/sh\n{words}\n")
    program.chmod(0o755)


def test_cards_are_what_the_driver_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_nvidia_smi(tmp_path, "echo 'NVIDIA L4, 23034, 22500, 580.10'")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert engines.nvidia_cards() == ["NVIDIA L4, 23034 MiB of memory, 22500 MiB free, driver 580.10"]


@pytest.mark.parametrize("words", ["echo 'No devices were found'; exit 6", "echo 'has failed'", "exec /nowhere"])
def test_a_driver_that_does_not_answer_gives_no_card(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_nvidia_smi(tmp_path, words)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert engines.nvidia_cards() == []


def test_the_report_and_the_exit_code_agree(capsys: pytest.CaptureFixture[str]) -> None:
    code = run_doctor(json=True)
    whole = json.loads(capsys.readouterr().out)
    missing = [finding["what"] for finding in whole["findings"] if finding["state"] == "missing"]
    assert whole["can_run"] is (code == 0) is (missing == [])
    assert {"Python", "Playback", "Screen", "Engines", "Storage"} == {f["group"] for f in whole["findings"]}


def test_the_text_names_what_is_missing() -> None:
    text = report([Finding("Playback", "libmpv", State.MISSING, "not found", "install it")])
    assert "MISSING  libmpv" in text
    assert "-> install it" in text
    assert text.rstrip().endswith("Missing: libmpv.")


def test_nothing_heavy_is_imported_to_find_out() -> None:
    script = (
        "import sys; from chai_desktop.doctor import examine; examine();"
        "print([n for n in ('torch', 'transformers', 'llama_cpp', 'diffusers', 'PySide6') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
