"""A virtual display for each worker of a run in several processes: their windows must not take the keyboard from each
other, which on one display without a window manager they would."""

from __future__ import annotations

import os
import subprocess
import sys

_SCREEN = ("-screen", "0", "1920x1080x24")  # as ./chai test gives one


def is_worker() -> bool:
    """Whether this process is one of several that share a run."""
    return "PYTEST_XDIST_WORKER" in os.environ


def start() -> subprocess.Popen[bytes] | None:
    """Start a display and make it this process's; None where windows are shown otherwise. OSError without Xvfb."""
    if not sys.platform.startswith("linux") or not os.environ.get("DISPLAY"):
        return None
    reader, writer = os.pipe()
    try:
        display = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), *_SCREEN, "-nolisten", "tcp"],
            pass_fds=(writer,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    finally:
        os.close(writer)
    with os.fdopen(reader) as told:
        number = told.readline().strip()  # written once it takes connections; '' where it ended instead
    if not number:
        display.wait()
        raise OSError("Xvfb did not start")
    os.environ["DISPLAY"] = f":{number}"
    os.environ.pop("XAUTHORITY", None)  # that of the display which all share
    return display


def end(display: subprocess.Popen[bytes]) -> None:
    display.terminate()
    display.wait()
