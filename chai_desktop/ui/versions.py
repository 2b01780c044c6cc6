"""The versions that matter when something goes wrong, in lines."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion

from chai_desktop import __version__


def versions() -> list[str]:
    from chai_desktop.doctor.storage import sqlite_words  # seldom asked for: not at the start

    return [
        f"CHAI Desktop {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        f"SQLite {sqlite_words()}",
    ]
