"""The virtual environment: made when missing, filled from a lock file, and left alone when nothing has changed."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

from bootstrap.layout import WINDOWS, Layout
from bootstrap.talk import SetupError, say

CORE = "requirements.lock"
TEST = "requirements-test.lock"  # holds the core too
ALONE = "requirements-alone.lock"  # for tests: installed without the packages that these ask for
_LINES_SHOWN = 15  # of pip's last words, when it fails


def venv_is_missing(layout: Layout) -> bool:
    return not layout.python.exists()


def python_lacks_venv() -> bool:
    """Whether this Python cannot make environments: Debian and Ubuntu ship that part in a package of its own."""
    return importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None


def venv_package() -> str:
    """The package of Debian and Ubuntu that lets the running Python make environments."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def make_venv(layout: Layout) -> None:
    """Make the environment with the running Python, over whatever half of one is there."""
    say(f"Making the environment {layout.venv.name} with Python {platform.python_version()}...")
    _run_quietly([sys.executable, "-m", "venv", "--clear", str(layout.venv)], "The environment could not be made")


def install(layout: Layout, lock_name: str) -> None:
    """Install what a lock file pins, unless exactly that was installed before.

    Raises SetupError with pip's last words.
    """
    wanted = fingerprint(layout, lock_name)
    stamps = read_stamps(layout)
    if stamps.get(lock_name) == wanted:
        return
    lock = layout.lock(lock_name)
    say(f"Installing {len(pins(lock))} Python packages into {layout.venv.name} (once)...")
    started = time.monotonic()
    command = [str(layout.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(lock)]
    command += ["--no-deps"] if lock_name == ALONE else []
    _run_quietly(command, "The Python packages could not be installed (is the network there?)")
    _make_checkout_importable(layout)
    write_stamps(layout, {**stamps, lock_name: wanted})
    say(f"...done in {time.monotonic() - started:.0f} s.")


def fingerprint(layout: Layout, lock_name: str) -> str:
    """Changes with the pins, with the Python version, and with the place of the checkout."""
    parts = [f"{name}=={version}" for name, version in sorted(pins(layout.lock(lock_name)).items())]
    return hashlib.sha256("\n".join([*parts, platform.python_version(), str(layout.root)]).encode()).hexdigest()


def pins(lock: Path) -> dict[str, str]:
    """The packages and versions that a lock file and those it includes (``-r NAME``) name."""
    found: dict[str, str] = {}
    for line in lock.read_text("utf-8").splitlines():
        words = line.split("#")[0].split(";")[0].strip()
        if words.startswith("-r "):
            found |= pins(lock.parent / words[3:].strip())
        elif words:
            name, _, version = words.partition("==")
            found[name.strip()] = version.strip()
    return found


def read_stamps(layout: Layout) -> dict[str, str]:
    """What is noted as installed; nothing where the note is missing or damaged (it is then installed again)."""
    try:
        noted = json.loads(layout.stamps.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def write_stamps(layout: Layout, stamps: dict[str, str]) -> None:
    part = layout.stamps.with_suffix(".part")
    part.write_text(json.dumps(stamps, indent=2), "utf-8")
    part.replace(layout.stamps)


def _make_checkout_importable(layout: Layout) -> None:
    """Let the environment find the program from any folder, without building a package of it."""
    (layout.site_packages / "chai_desktop_checkout.pth").write_text(f"{layout.root}\n", "utf-8")


def _run_quietly(command: list[str], failure: str) -> None:
    # llama.cpp is built on the spot: for any processor of this kind, since what was built is kept for other machines.
    building = {"CMAKE_ARGS": "-DGGML_NATIVE=OFF", **os.environ}
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=building
    )
    if done.returncode != 0:
        words = "\n".join(done.stdout.strip().splitlines()[-_LINES_SHOWN:])
        way_out = "Delete the folder .venv and start again." if WINDOWS else "rm -rf .venv and start again."
        raise SetupError(f"{failure}:\n{words}\nIf it keeps failing: {way_out}")
