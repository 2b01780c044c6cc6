"""What all tests share: their own place for settings and logs, the data beside the checkout, a display for windows."""

from __future__ import annotations

import functools
import os
import sys
import threading
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from types import FrameType
from typing import Any

import hypothesis
import pytest

from benchmarks.coded_clips import ClipRecipe, make_clip
from tests import own_display

ROOT = Path(__file__).resolve().parents[1]
_GUI = Path(__file__).parent / "gui"

# How long one example takes says more about what else the machine does than about the code.
hypothesis.settings.register_profile("chai", deadline=None)
hypothesis.settings.load_profile("chai")


def _nobody_sees_windows() -> bool:
    return sys.platform.startswith("linux") and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY")


_CANNOT_DRAW = _nobody_sees_windows() and "QT_QPA_PLATFORM" not in os.environ
if _CANNOT_DRAW:  # else Qt would end the whole process at the first QApplication
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_configure(config: pytest.Config) -> None:
    """In a run of several processes each has a display of its own."""
    display = own_display.start() if own_display.is_worker() else None
    if display is not None:
        config.add_cleanup(functools.partial(own_display.end, display))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the window tests, and skip them where there is no X server to show a window."""
    for item in items:
        if item.path.is_relative_to(_GUI):
            item.add_marker(pytest.mark.gui)
            if _CANNOT_DRAW:
                item.add_marker(pytest.mark.skip(reason="needs a display; ./chai test provides one"))


def pytest_collection_finish() -> None:
    """Let coverage see into Qt's threads, which Python's own hook for new threads knows nothing of."""
    trace = threading.gettrace()
    if trace is None or "PySide6.QtCore" not in sys.modules:
        return
    for kind in _kinds_of(sys.modules["PySide6.QtCore"].QThread):
        if "run" in vars(kind) and kind.__module__.startswith("chai_desktop"):
            kind.run = _traced(kind.run, trace)


def _kinds_of(base: type) -> Iterator[Any]:
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds_of(kind)


def _traced(run: Callable[..., None], trace: Callable[[FrameType, str, Any], Any]) -> Callable[..., None]:
    @functools.wraps(run)
    def traced(thread: object) -> None:
        sys.settrace(trace)
        try:
            run(thread)
        finally:
            sys.settrace(None)

    return traced


@pytest.fixture(autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, log, cache and projects of a test lie in a folder of its own, also for processes that it starts."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CHAI_DESKTOP_HOME", str(home))
    # Engines keep off the network in their own processes; where a test makes one in this process, that must not stay.
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def offered(tmp_path: Path) -> str:
    """A folder for the import path in which a package offers the troubled engine."""
    package = tmp_path / "packages"
    facts = package / "troubled-1.0.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: troubled\nVersion: 1.0\n")
    offers = "troubled = troubled_engine:KIND\nheavy = troubled_engine:HEAVY\n"
    (facts / "entry_points.txt").write_text(f"[chai_desktop.engines]\n{offers}")
    engine = ROOT / "tests" / "models" / "process" / "troubled_engine.py"
    (package / "troubled_engine.py").write_bytes(engine.read_bytes())
    return str(package)


@pytest.fixture
def installed(offered: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The troubled engine as an installed package, for this process and for those that it starts; its name."""
    monkeypatch.syspath_prepend(offered)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([offered, *filter(None, [os.environ.get("PYTHONPATH")])]))
    return "troubled"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real footage and the corpus sample, which lie beside the checkout where they are to be had."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the test data beside the checkout (../shared/data) is not there")
    return folder


@pytest.fixture(scope="session")
def small_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real H.264 file of 48 frames, 320x180, 24 frames per second."""
    recipe = ClipRecipe("small", ".mp4", Fraction(1, 24), (1,), group=24, b_frames=2, frames=48, size=(320, 180))
    return make_clip(recipe, tmp_path_factory.mktemp("clip"))
