"""How each verb is started, with a display and without."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bootstrap import display, environment, verbs
from bootstrap.checks import Step, run_steps
from bootstrap.layout import Layout, this_checkout
from chai_desktop.cli import VERBS

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="virtual displays are Linux's")


@pytest.fixture
def layout() -> Layout:
    return this_checkout()


def with_display(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    for each in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(each, raising=False)
    if name:
        monkeypatch.setenv(name, ":0" if name == "DISPLAY" else "wayland-0")


def test_every_verb_of_the_program_can_be_started() -> None:
    assert set(VERBS) | {"test", "bench"} == set(verbs.KNOWN)
    assert all(f"  {verb} " in verbs.HELP for verb in verbs.KNOWN)


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_run_opens_the_window_on_the_display(name: str, layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    with_display(monkeypatch, name)
    start = verbs.prepare(layout, "run", ["my.chai"])
    assert start.command == [str(layout.python), "-P", "-m", "chai_desktop", "run", "my.chai"]
    assert start.environment == dict(os.environ)


def test_run_without_a_display_says_so_and_walks_the_demo(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_display(monkeypatch, None)
    start = verbs.prepare(layout, "run", [])
    assert start.command[:4] == ["xvfb-run", "-a", "-s", display.SCREEN]
    assert start.command[-3:] == ["-m", "chai_desktop", "demo"]
    assert "no display here" in capsys.readouterr().err


def test_the_demo_keeps_off_the_person_s_screen_unless_asked(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    with_display(monkeypatch, "WAYLAND_DISPLAY")
    hidden = verbs.prepare(layout, "demo", ["--out", "here"])
    assert hidden.command[0] == "xvfb-run"
    assert hidden.command[-3:] == ["demo", "--out", "here"]
    assert hidden.environment["QT_QPA_PLATFORM"] == "xcb"
    assert "WAYLAND_DISPLAY" not in hidden.environment
    shown = verbs.prepare(layout, "demo", ["--show", "--out", "here"])
    assert shown.command[0] == str(layout.python)
    assert shown.command[-3:] == ["demo", "--out", "here"]
    assert shown.environment["WAYLAND_DISPLAY"] == "wayland-0"


@pytest.mark.parametrize("verb", [*verbs.PLAIN])
def test_verbs_without_a_window_need_no_display(verb: str, layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    with_display(monkeypatch, None)
    monkeypatch.setattr(verbs, "provide", lambda needs: pytest.fail("asked for system packages"))
    assert verbs.prepare(layout, verb, ["x"]).command[-2:] == [verb, "x"]


def test_asking_for_help_needs_no_display(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    with_display(monkeypatch, None)
    monkeypatch.setattr(verbs, "provide", lambda needs: pytest.fail("asked for system packages"))
    assert verbs.prepare(layout, "run", ["--help"]).command[-2:] == ["run", "--help"]


def test_only_the_tests_install_the_test_packages() -> None:
    assert {verb for verb in verbs.KNOWN if environment.TEST in verbs.locks_for(verb)} == {"test"}


def test_one_failed_check_fails_the_whole_and_the_rest_still_runs(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = tmp_path / "ran"
    steps = [
        Step("first", [sys.executable, "-c", "print('what is wrong'); raise SystemExit(1)"]),
        Step("second", [sys.executable, "-c", f"open({str(ran)!r}, 'w')"]),
    ]
    assert run_steps(steps, layout, dict(os.environ)) == ["first"]
    assert ran.exists()
    assert "what is wrong" in capsys.readouterr().err
