"""With a display or without one: the window needs a real X server either way, and Xvfb is one."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from bootstrap.layout import LINUX

SCREEN = "-screen 0 1920x1080x24"


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be seen by somebody. macOS and Windows always have a display."""
    return not LINUX or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def in_virtual_display(command: Sequence[str]) -> list[str]:
    return ["xvfb-run", "-a", "-s", SCREEN, *command]


def virtual_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for a command in the virtual display: X11 with software GL, whatever the desktop uses."""
    kept = {name: value for name, value in environment.items() if name not in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE")}
    return {**kept, "LIBGL_ALWAYS_SOFTWARE": "1", "QT_QPA_PLATFORM": "xcb"}
