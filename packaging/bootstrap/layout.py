"""Where things are in a checkout, on each platform."""

from __future__ import annotations

import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

WINDOWS = sys.platform == "win32"
MACOS = sys.platform == "darwin"
LINUX = sys.platform.startswith("linux")


@dataclass(frozen=True)
class Layout:
    """The folders of one checkout."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The environment's interpreter; it may not be there yet."""
        return self.venv / ("Scripts/python.exe" if WINDOWS else "bin/python")

    @property
    def stamps(self) -> Path:
        """Where it is noted what has been installed into the environment."""
        return self.venv / "chai-installed.json"

    @property
    def site_packages(self) -> Path:
        """Of an environment made by the running Python version."""
        base = str(self.venv)
        return Path(sysconfig.get_path("purelib", "venv", vars={"base": base, "platbase": base}))

    def lock(self, name: str) -> Path:
        return self.root / "packaging" / name


def this_checkout() -> Layout:
    return Layout(Path(__file__).resolve().parents[2])
