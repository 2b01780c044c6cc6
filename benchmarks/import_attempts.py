"""Imports every module that the window's process may load, and prints (as JSON) each top-level name that was asked for.

Also the names of packages that are not installed: a library that is merely tried for counts, because on the machine
where it is installed it would be loaded.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from pathlib import Path

_ROOMS = ("chai_desktop.ui", "chai_desktop.workers")


class _Listener:
    """Stands first among the finders, writes the names down, and finds nothing itself."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        self.asked.add(name.partition(".")[0])


def main() -> int:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    listener = _Listener()
    sys.meta_path.insert(0, listener)
    importlib.import_module("chai_desktop.app")
    for room in _ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            importlib.import_module(module.name)
    asked = listener.asked | {name.partition(".")[0] for name in sys.modules}
    sys.stdout.write(json.dumps(sorted(asked)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
