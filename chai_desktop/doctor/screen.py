"""Whether a window can be shown: a display, OpenGL, fonts."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from chai_desktop.doctor.finding import Finding, State

_GROUP = "Screen"
_FONT_FOLDERS = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts"),
    "win32": ("C:/Windows/Fonts",),
}
_PROBE_LIMIT = 20  # seconds


def examine_display() -> list[Finding]:
    if not sys.platform.startswith("linux"):
        return [Finding(_GROUP, "display", State.OK, "the system's own")]
    for name, can_open in (("WAYLAND_DISPLAY", _wayland_answers), ("DISPLAY", _x_answers)):
        value = os.environ.get(name, "")
        if value and can_open(value):
            return [Finding(_GROUP, "display", State.OK, f"{name}={value}")]
    asked = [f"{name}={os.environ[name]}" for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)]
    detail = f"{' and '.join(asked)} cannot be opened" if asked else "none"
    if shutil.which("xvfb-run"):
        return [Finding(_GROUP, "display", State.OK, f"{detail}; ./chai demo works in a virtual one (Xvfb)")]
    return [Finding(_GROUP, "display", State.MISSING, detail, "sudo apt-get install xvfb xauth (a virtual display)")]


def examine_opengl() -> list[Finding]:
    """Make an OpenGL context in a process of its own, since a broken driver may end the process."""
    if not sys.platform.startswith("linux"):
        return [Finding(_GROUP, "OpenGL", State.OK, "the system's own (not checked)")]
    probe = [sys.executable, str(Path(__file__).with_name("gl_probe.py"))]
    how = "sudo apt-get install libegl1 libgl1 libopengl0 libgl1-mesa-dri, or your graphics card's driver"
    try:
        done = subprocess.run(probe, capture_output=True, text=True, timeout=_PROBE_LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return [Finding(_GROUP, "OpenGL", State.MISSING, f"the driver gave no answer in {_PROBE_LIMIT} s", how)]
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines()
        reason = lines[-1] if lines else f"the driver ended the process ({done.returncode})"
        return [Finding(_GROUP, "OpenGL", State.MISSING, reason, how)]
    return [Finding(_GROUP, "OpenGL", State.OK, done.stdout.strip())]


def examine_fonts() -> list[Finding]:
    folders = _FONT_FOLDERS.get(sys.platform, _FONT_FOLDERS["linux"])
    count = sum(count_fonts(Path(folder).expanduser()) for folder in folders)
    if count == 0:
        return [Finding(_GROUP, "fonts", State.MISSING, "none found", "sudo apt-get install fonts-dejavu-core")]
    return [Finding(_GROUP, "fonts", State.OK, f"{count} files")]


def count_fonts(folder: Path) -> int:
    return sum(name.lower().endswith((".ttf", ".otf", ".ttc")) for _, _, files in os.walk(folder) for name in files)


def _x_answers(display: str) -> bool:
    name = ctypes.util.find_library("X11")
    if name is None:
        return False
    library = ctypes.CDLL(name)
    library.XOpenDisplay.argtypes, library.XOpenDisplay.restype = [ctypes.c_char_p], ctypes.c_void_p
    library.XCloseDisplay.argtypes = [ctypes.c_void_p]
    opened = library.XOpenDisplay(display.encode())
    if opened:
        library.XCloseDisplay(opened)
    return bool(opened)


def _wayland_answers(display: str) -> bool:
    return Path(os.environ.get("XDG_RUNTIME_DIR", "/"), display).exists()
