from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from chai_desktop import __version__, places
from chai_desktop.logbook import name_versions, start_logbook


@pytest.fixture(autouse=True)
def root_logger_as_before() -> Iterator[None]:
    root, hook = logging.getLogger(), threading.excepthook
    handlers, level = list(root.handlers), root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        handler.close()
    root.handlers, root.level, threading.excepthook = handlers, level, hook
    logging.captureWarnings(False)


def test_a_start_begins_with_the_versions(own_places: Path) -> None:
    assert start_logbook() == places.log_file()
    name_versions()
    first = places.log_file().read_text("utf-8").splitlines()[0]
    assert f"CHAI Desktop {__version__}" in first
    assert "SQLite" in first
    assert "PySide6" in first


def test_records_go_to_the_file_with_their_traceback(tmp_path: Path) -> None:
    start_logbook(tmp_path / "log")
    try:
        raise ValueError("a word that is found again")
    except ValueError:
        logging.getLogger("chai_desktop.somewhere").exception("it went wrong")
    text = (tmp_path / "log").read_text("utf-8")
    assert "chai_desktop.somewhere: it went wrong" in text
    assert "ValueError: a word that is found again" in text


def test_debug_records_are_left_out(tmp_path: Path) -> None:
    start_logbook(tmp_path / "log")
    logging.getLogger("chai_desktop").debug("chatter")
    assert "chatter" not in (tmp_path / "log").read_text("utf-8")


def test_an_error_in_a_thread_is_logged(tmp_path: Path) -> None:
    start_logbook(tmp_path / "log")

    def fail() -> None:
        raise RuntimeError("in the background")

    thread = threading.Thread(target=fail, name="worker-7")
    thread.start()
    thread.join()
    text = (tmp_path / "log").read_text("utf-8")
    assert "uncaught error in thread worker-7" in text
    assert "RuntimeError: in the background" in text


def test_a_python_warning_is_logged(tmp_path: Path) -> None:
    start_logbook(tmp_path / "log")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn("this will change", stacklevel=1)
    assert "this will change" in (tmp_path / "log").read_text("utf-8")


def test_a_second_call_moves_the_log(tmp_path: Path) -> None:
    start_logbook(tmp_path / "first")
    start_logbook(tmp_path / "second")
    logging.getLogger("chai_desktop").warning("once")
    assert "once" not in (tmp_path / "first").read_text("utf-8")
    assert (tmp_path / "second").read_text("utf-8").count("once") == 1


def test_the_log_rotates_and_keeps_a_few(tmp_path: Path) -> None:
    start_logbook(tmp_path / "log")
    for _ in range(60):
        logging.getLogger("chai_desktop").info("x" * 100_000)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["log", "log.1", "log.2", "log.3"]
    assert all(path.stat().st_size <= 1_100_000 for path in tmp_path.iterdir())


def test_where_no_log_can_be_written_the_program_still_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert start_logbook(tmp_path / "file" / "log") is None
    assert "No log is kept" in capsys.readouterr().err
    logging.getLogger("chai_desktop").warning("does not fail")
