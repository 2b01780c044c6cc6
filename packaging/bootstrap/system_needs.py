"""What the program needs of the system beside Python: which libraries, why, and which packages bring them.

The lists are what Qt's platform plugins and libraries ask the loader for (``readelf -d``), and libmpv. Package names
are those of Debian 12 and Ubuntu 24.04; where they differ, several are named, and the one that the machine's package
index knows is taken.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LDCONFIG = ("/sbin/ldconfig", "/usr/sbin/ldconfig")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_DRIVER_PATTERNS = ("dri/*_dri.so", "libgallium*.so", "libGLX_nvidia.so.0", "libEGL_nvidia.so.0")


@dataclass(frozen=True)
class Need:
    """One thing that the system must have. ``packages`` are alternative names of one package."""

    packages: tuple[str, ...]
    purpose: str
    present: Callable[[], bool]


def window_needs() -> tuple[Need, ...]:
    """What it takes to open the window and play a clip."""
    return (
        _library("libmpv2", "libmpv1", why="plays the clips", names=("libmpv.so.2", "libmpv.so.1")),
        _library("libegl1", why="OpenGL", names=("libEGL.so.1",)),
        _library("libgl1", why="OpenGL", names=("libGL.so.1",)),
        _library("libopengl0", why="OpenGL", names=("libOpenGL.so.0",)),
        Need(("libgl1-mesa-dri",), "OpenGL drivers", has_gl_driver),
        _library("libxkbcommon-x11-0", why="the keyboard", names=("libxkbcommon-x11.so.0",)),
        _library("libxcb-cursor0", why="windows (X11)", names=("libxcb-cursor.so.0",)),
        _library("libxcb-icccm4", why="windows (X11)", names=("libxcb-icccm.so.4",)),
        _library("libxcb-keysyms1", why="windows (X11)", names=("libxcb-keysyms.so.1",)),
        _library("libxcb-shape0", why="windows (X11)", names=("libxcb-shape.so.0",)),
        _library("libdbus-1-3", why="talks to the desktop", names=("libdbus-1.so.3",)),
        _library("libfontconfig1", why="finds fonts", names=("libfontconfig.so.1",)),
        Need(("fonts-dejavu-core",), "a font", has_font),
    )


def implied_needs() -> tuple[Need, ...]:
    """What Qt asks for as well, and what the packages of ``window_needs`` bring along (checked on Debian 12).

    Asked for only after those, in case another system's packages are cut differently.
    """
    return (
        _library("libglib2.0-0t64", "libglib2.0-0", why="Qt", names=("libglib-2.0.so.0",)),
        _library("libx11-xcb1", why="windows (X11)", names=("libX11-xcb.so.1",)),
        _library("libxkbcommon0", why="the keyboard", names=("libxkbcommon.so.0",)),
        _library("libxcb-image0", why="windows (X11)", names=("libxcb-image.so.0",)),
        _library("libxcb-randr0", why="windows (X11)", names=("libxcb-randr.so.0",)),
        _library("libxcb-render-util0", why="windows (X11)", names=("libxcb-render-util.so.0",)),
        _library("libxcb-sync1", why="windows (X11)", names=("libxcb-sync.so.1",)),
        _library("libxcb-xfixes0", why="windows (X11)", names=("libxcb-xfixes.so.0",)),
        _library("libxcb-xkb1", why="the keyboard", names=("libxcb-xkb.so.1",)),
        _library("libwayland-client0", why="windows (Wayland)", names=("libwayland-client.so.0",)),
        _library("libwayland-cursor0", why="windows (Wayland)", names=("libwayland-cursor.so.0",)),
    )


def virtual_display_needs() -> tuple[Need, ...]:
    """What it takes to work without a display."""
    return (
        _command("xvfb", why="a virtual display", name="xvfb-run"),
        _command("xauth", why="a virtual display", name="xauth"),
    )


def building_needs() -> tuple[Need, ...]:
    """What it takes to build llama.cpp, for the tests."""
    return (_command("g++", why="builds llama.cpp", name="g++"), _command("make", why="builds llama.cpp", name="make"))


def missing(needs: Iterable[Need]) -> list[Need]:
    return [need for need in needs if not need.present()]


def has_library(names: tuple[str, ...]) -> bool:
    """Whether the system's loader knows a library by one of these names."""
    return any(name in loadable_libraries() for name in names)


def forget_libraries() -> None:
    """Ask the loader again: packages have been installed."""
    loadable_libraries.cache_clear()


@cache
def loadable_libraries() -> frozenset[str]:
    """The names of the libraries that the system's loader knows. Empty where that cannot be asked (no ldconfig)."""
    program = next((path for path in _LDCONFIG if os.access(path, os.X_OK)), None)
    if program is None:
        return frozenset()
    lines = subprocess.run([program, "-p"], capture_output=True, text=True, check=False).stdout.splitlines()
    return frozenset(line.split()[0] for line in lines if "=>" in line)


def can_be_checked() -> bool:
    """Whether this system has the loader cache that the check reads."""
    return bool(loadable_libraries())


def has_gl_driver() -> bool:
    """Whether Mesa's or NVIDIA's driver lies in a library folder."""
    folders = [*Path("/usr/lib").glob("*-linux-gnu*"), Path("/usr/lib64"), Path("/usr/lib")]
    return any(next(folder.glob(pattern), None) for folder in folders for pattern in _DRIVER_PATTERNS)


def has_font() -> bool:
    for folder in _FONT_FOLDERS:
        for _, _, files in os.walk(Path(folder).expanduser()):
            if any(name.endswith((".ttf", ".otf", ".ttc")) for name in files):
                return True
    return False


def _library(*packages: str, why: str, names: tuple[str, ...]) -> Need:
    return Need(packages, why, lambda: has_library(names))


def _command(package: str, why: str, name: str) -> Need:
    return Need((package,), why, lambda: shutil.which(name) is not None)
