"""The start script itself, in a small checkout of its own: the same `packaging/`, and a program of one file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd()}))
sys.exit(7 if "fail" in sys.argv else 0)
"""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows has another start script")]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As after a clone: no environment yet. Its lock files pin nothing, so that no network is needed."""
    root = tmp_path_factory.mktemp("a checkout with a space")
    shutil.copy(ROOT / "chai", root)
    shutil.copytree(ROOT / "packaging", root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements.lock", "requirements-test.lock"):
        (root / "packaging" / name).write_text("# nothing\n")
    (root / "chai_desktop").mkdir()
    (root / "chai_desktop" / "__init__.py").touch()
    (root / "chai_desktop" / "__main__.py").write_text(PROGRAM)
    start(root, "doctor")
    return root


def start(
    root: Path, *arguments: str, cwd: Path | None = None, script: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the start script with the system's Python first on the path."""
    found = {"PATH": f"{Path(sys.executable).resolve().parent}{os.pathsep}{os.environ['PATH']}", **environment}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "COVERAGE"))}
    return subprocess.run(
        [str(script or root / "chai"), *arguments],
        cwd=cwd or root,
        env={**kept, **found},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_first_start_makes_the_environment(checkout: Path) -> None:
    assert (checkout / ".venv" / "bin" / "python").exists()
    stamps = json.loads((checkout / ".venv" / "chai-installed.json").read_text())
    assert set(stamps) == {"requirements.lock"}


def test_the_second_start_says_nothing_and_hands_over(checkout: Path, tmp_path: Path) -> None:
    done = start(checkout, "draft", "a b.chai", "--json", cwd=tmp_path)
    assert done.stderr == ""
    assert json.loads(done.stdout) == {"arguments": ["draft", "a b.chai", "--json"], "folder": str(tmp_path)}


def test_the_program_s_exit_code_comes_through(checkout: Path) -> None:
    assert start(checkout, "draft", "fail").returncode == 7


def test_it_may_be_started_through_a_link(checkout: Path, tmp_path: Path) -> None:
    link = tmp_path / "chai"
    link.symlink_to(checkout / "chai")
    done = start(checkout, "doctor", script=link, cwd=tmp_path)
    assert json.loads(done.stdout)["arguments"] == ["doctor"]


def test_files_in_the_person_s_folder_are_not_imported(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported by mistake')")
    assert start(checkout, "doctor", cwd=tmp_path).returncode == 0


def test_a_broken_interpreter_is_replaced(checkout: Path) -> None:
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    done = start(checkout, "doctor")
    assert done.returncode == 0, done.stderr
    assert "Making the environment" in done.stderr


def test_a_changed_lock_is_installed_once(checkout: Path) -> None:
    with (checkout / "packaging" / "requirements.lock").open("a") as lock:
        lock.write("pip  # every environment has it\n")
    assert "Installing 1 Python package" in start(checkout, "doctor", PIP_NO_INDEX="1").stderr
    assert start(checkout, "doctor").stderr == ""


def test_packages_that_cannot_be_had_are_said_and_nothing_is_noted(checkout: Path) -> None:
    lock = checkout / "packaging" / "requirements.lock"
    before = lock.read_text()
    lock.write_text("no-such-package-anywhere==1.0\n")
    try:
        done = start(checkout, "doctor", PIP_NO_INDEX="1")
        assert done.returncode == 1
        assert "no-such-package-anywhere" in done.stderr
        assert "could not be installed" in done.stderr
        assert "Installing" in start(checkout, "doctor", PIP_NO_INDEX="1").stderr
    finally:
        lock.write_text(before)


@pytest.mark.parametrize("arguments", [(), ("--help",), ("no-such-verb",)])
def test_without_a_known_verb_it_says_which_there_are(checkout: Path, arguments: tuple[str, ...]) -> None:
    done = start(checkout, *arguments)
    assert "usage: ./chai VERB" in done.stdout + done.stderr
    assert done.returncode == (0 if arguments == ("--help",) else 2)


def test_without_a_new_enough_python_it_says_how_to_get_one(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "readlink", "dirname", "cat"):
        (programs / name).symlink_to(Path(shutil.which(name) or name))
    old = programs / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")  # what the question for 3.11 answers on an older one
    old.chmod(0o755)
    shutil.copy(ROOT / "chai", tmp_path)
    done = subprocess.run([str(tmp_path / "chai"), "run"], env={"PATH": str(programs)}, capture_output=True, text=True)
    assert done.returncode == 4  # 3 is a verb's: done in part
    assert "needs Python 3.11" in done.stderr
    assert "apt-get install python3" in done.stderr
