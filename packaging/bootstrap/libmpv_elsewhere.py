"""Finding libmpv on macOS and Windows, where no package manager puts it on the loader's own path.

Written after the documentation of Homebrew and python-mpv; not yet tried on either system.
"""

from __future__ import annotations

import ctypes.util
import os
from collections.abc import Mapping
from pathlib import Path

from bootstrap.layout import MACOS, WINDOWS, Layout
from bootstrap.talk import NEEDS_THE_PERSON, SetupError

_MAC_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")
_WINDOWS_NAMES = ("libmpv-2.dll", "mpv-2.dll")


def with_libmpv(layout: Layout, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment in which libmpv is found. Raises SetupError with the way to get it where it is not there."""
    if MACOS:
        return _on_macos(environment)
    if WINDOWS:
        return _on_windows(layout, environment)
    return dict(environment)


def _on_macos(environment: Mapping[str, str]) -> dict[str, str]:
    folder = next((folder for folder in _MAC_FOLDERS if any(Path(folder).glob("libmpv*.dylib"))), None)
    if folder is None:
        raise SetupError("libmpv, which plays the clips, is missing. Get it with: brew install mpv", NEEDS_THE_PERSON)
    searched = ":".join(filter(None, [environment.get("DYLD_FALLBACK_LIBRARY_PATH"), folder, "/usr/lib"]))
    return {**environment, "DYLD_FALLBACK_LIBRARY_PATH": searched}


def _on_windows(layout: Layout, environment: Mapping[str, str]) -> dict[str, str]:
    beside = layout.python.parent
    if not any((beside / name).exists() or ctypes.util.find_library(name) for name in _WINDOWS_NAMES):
        raise SetupError(
            f"libmpv, which plays the clips, is missing. Get libmpv-2.dll (a 'libmpv' or 'mpv-dev' build of mpv for "
            f"Windows) and put it into {beside}.",
            NEEDS_THE_PERSON,
        )
    return {**environment, "PATH": os.pathsep.join([str(beside), environment.get("PATH", "")])}
