"""What is asked of the system's package manager. Only that program is stood in for: tests must not install anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bootstrap import system_needs, system_packages
from bootstrap.system_needs import Need
from bootstrap.talk import NEEDS_THE_PERSON, SetupError
from chai_desktop.verbs import DONE, FAILED, IN_PART

MPV = Need(("libmpv2", "libmpv1"), "plays the clips", lambda: False)
FONT = Need(("fonts-dejavu-core",), "a font", lambda: False)
pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no apt on Windows")


class Apt:
    """Programs that write down how they are called; ``known`` are the packages of the index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls = folder / "calls"
        self.write("apt-get", f'echo "$DEBIAN_FRONTEND $@" >> {self.calls}; test ! -e {folder}/fails-"$2"')
        self.known("libmpv2", "fonts-dejavu-core")

    def known(self, *names: str) -> None:
        self.write("apt-cache", f'case " {" ".join(names)} " in *" $2 "*) echo "Package: $2";; *) exit 100;; esac')

    def fails_at(self, verb: str) -> None:
        (self.folder / f"fails-{verb}").touch()

    def write(self, name: str, words: str) -> None:
        (self.folder / name).write_text(f"#!/bin/sh\n{words}\n")
        (self.folder / name).chmod(0o755)

    @property
    def called(self) -> list[str]:
        return self.calls.read_text().splitlines() if self.calls.exists() else []


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Apt:
    for name in ("sh", "env", "test"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(system_packages.ALWAYS_YES, raising=False)
    monkeypatch.setattr(system_packages, "_index_is_empty", lambda: False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return Apt(tmp_path)


def test_nothing_is_asked_when_nothing_is_missing(apt: Apt) -> None:
    system_packages.provide([])
    assert apt.called == []


def test_root_installs_at_once_and_names_each(apt: Apt, capsys: pytest.CaptureFixture[str]) -> None:
    system_packages.provide([MPV, FONT])
    assert apt.called == ["noninteractive -qq install -y --no-install-recommends libmpv2 fonts-dejavu-core"]
    said = capsys.readouterr().err
    assert "libmpv2" in said
    assert "plays the clips" in said
    assert "a font" in said


def test_the_name_that_this_system_knows_is_taken(apt: Apt) -> None:
    apt.known("libmpv1")
    system_packages.provide([MPV])
    assert apt.called[0].endswith(" libmpv1")


def test_an_empty_index_is_fetched_first(apt: Apt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "_index_is_empty", lambda: True)
    system_packages.provide([FONT])
    assert [call.split()[2] for call in apt.called] == ["update", "install"]


def test_an_old_index_is_fetched_and_tried_again(apt: Apt, capfd: pytest.CaptureFixture[str]) -> None:
    apt.fails_at("install")
    with pytest.raises(SetupError, match="sudo apt-get install -y --no-install-recommends fonts-dejavu-core") as raised:
        system_packages.provide([FONT])
    assert raised.value.code == NEEDS_THE_PERSON
    assert [call.split()[2] for call in apt.called] == ["install", "update", "install"]


def test_without_rights_and_without_a_terminal_the_command_is_said(
    apt: Apt, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    apt.write("sudo", 'exec "$@"')
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(SetupError, match="sudo apt-get install -y .* libmpv2 fonts-dejavu-core") as raised:
        system_packages.provide([MPV, FONT])
    assert raised.value.code == NEEDS_THE_PERSON
    assert apt.called == []


def test_sudo_is_used_where_the_person_has_agreed_beforehand(apt: Apt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    apt.write("sudo", f'echo "sudo" >> {apt.calls}; exec "$@"')
    monkeypatch.setenv(system_packages.ALWAYS_YES, "1")
    system_packages.provide([FONT])
    assert apt.called == ["sudo", "noninteractive -qq install -y --no-install-recommends fonts-dejavu-core"]


@pytest.mark.parametrize(("answer", "installed"), [("\n", True), ("y\n", True), ("n\n", False), ("", True)])
def test_on_a_terminal_the_person_is_asked(
    answer: str, installed: bool, apt: Apt, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return answer

    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    apt.write("sudo", 'exec "$@"')
    monkeypatch.setattr("sys.stdin", Terminal())
    if installed:
        system_packages.provide([FONT])
    else:
        with pytest.raises(SetupError):
            system_packages.provide([FONT])
    assert bool(apt.called) is installed


def test_without_apt_the_things_themselves_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupError, match="plays the clips .*libmpv2"):
        system_packages.provide([MPV])


@pytest.mark.skipif(not system_needs.can_be_checked(), reason="this system has no loader cache to read")
def test_the_loader_s_libraries_are_seen() -> None:
    assert system_needs.has_library(("libc.so.6",))
    assert not system_needs.has_library(("libnosuchthing.so.1",))


def test_only_what_is_absent_is_missing() -> None:
    here = Need(("here",), "", lambda: True)
    assert system_needs.missing([here, MPV]) == [MPV]


def test_each_package_is_asked_for_once() -> None:
    every = (
        *system_needs.window_needs(),
        *system_needs.implied_needs(),
        *system_needs.virtual_display_needs(),
    )
    names = [need.packages[0] for need in every]
    assert len(names) == len(set(names))
    assert all(need.purpose for need in every)


def test_what_only_the_person_can_do_has_an_exit_code_of_its_own() -> None:
    wrong_command_line = 2
    assert NEEDS_THE_PERSON not in (DONE, FAILED, IN_PART, wrong_command_line)
