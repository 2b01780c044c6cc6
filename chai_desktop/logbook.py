"""The log: one rotating file in the platform's place. Each start writes the versions that a report needs."""

from __future__ import annotations

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path

from chai_desktop import __version__, places

_LIMIT = 1_000_000  # bytes of one file
_KEPT = 3  # older files beside it
_FORMAT = "%(asctime)s %(levelname)-8s %(process)d %(threadName)s %(name)s: %(message)s"
_PACKAGES = ("PySide6-Essentials", "mpv", "av", "numpy", "sqlite-utils", "pydantic")
_log = logging.getLogger(__name__)


def start_logbook(path: Path | None = None) -> Path | None:
    """Send every log record from INFO on to the log file.

    Warnings of Python and uncaught errors of threads go there too. Returns the file, or None where it cannot be
    written: the program then works without a log, and says so once on standard error. A second call moves the log.
    """
    target = path or places.log_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handler = _OwnHandler(target, maxBytes=_LIMIT, backupCount=_KEPT, encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"No log is kept: {target} cannot be written ({error.strerror}).\n")
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    for old in [present for present in root.handlers if isinstance(present, _OwnHandler)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)
    threading.excepthook = _log_thread_error
    return target


def versions() -> str:
    """The program, Python, the system and the packages that matter to a report, in one line; imports none of them."""
    import platform
    import sqlite3

    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    python = f"Python {platform.python_version()}"
    return f"CHAI Desktop {__version__}, {python}, {platform.platform()}, SQLite {sqlite3.sqlite_version}, {packages}"


class _OwnHandler(RotatingFileHandler):
    """A type of its own, so that a second start finds the first one's handler among others'."""


def name_versions() -> None:
    """Write down the versions of this start. Looking them up takes some hundredths of a second: not before a window."""
    _log.info("%s", versions())


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "missing"


def _log_thread_error(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is None or arguments.exc_type is SystemExit:
        return
    name = arguments.thread.name if arguments.thread else "a thread that is gone"
    trace = (arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
    _log.critical("uncaught error in thread %s", name, exc_info=trace)
