"""Where the program keeps its own files on this machine. Nothing here makes a folder; whoever writes, makes it.

The environment variable CHAI_DESKTOP_HOME, when set, puts everything below one folder: for tests, and for people
who carry the program on a stick.
"""

from __future__ import annotations

import os
import platform
from pathlib import Path

import platformdirs

_NAME = "chai-desktop"
HOME_VARIABLE = "CHAI_DESKTOP_HOME"


def settings_file() -> Path:
    """What the program remembers about this person."""
    return (_own_home() or platformdirs.user_config_path(_NAME, appauthor=False)) / "settings.json"


def log_folder() -> Path:
    return _below_home("log") or platformdirs.user_log_path(_NAME, appauthor=False)


def log_file() -> Path:
    return log_folder() / "chai-desktop.log"


def engine_log() -> Path:
    """What the processes of engines write to their error output."""
    return log_folder() / "engines.log"


def gpu_lease_file() -> Path:
    """Who uses this machine's GPU. A home folder may be shared by several machines: each has its own."""
    folder = _below_home("state") or platformdirs.user_state_path(_NAME, appauthor=False)
    return folder / f"gpu-{platform.node() or 'this-machine'}.json"


def cache_folder() -> Path:
    """What can be made again: thumbnails, frame indexes. May be emptied at any time."""
    return _below_home("cache") or platformdirs.user_cache_path(_NAME, appauthor=False)


def project_folder() -> Path:
    """Where new projects are offered to be kept: a folder that the person sees, not a hidden one."""
    return _below_home("projects") or platformdirs.user_documents_path() / "CHAI Desktop"


def sample_project_file() -> Path:
    return project_folder() / "Sample.chai"


def _own_home() -> Path | None:
    home = os.environ.get(HOME_VARIABLE, "")
    return Path(home).expanduser().absolute() if home else None


def _below_home(name: str) -> Path | None:
    home = _own_home()
    return home / name if home else None
