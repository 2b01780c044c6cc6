"""The real command line, run as a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import pytest

Chai = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def chai() -> Chai:
    """Runs `chai WORDS...`; whatever happens, no traceback may reach the person."""

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "chai_desktop", *(str(word) for word in words)]
        ended = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)
        assert "Traceback" not in ended.stdout + ended.stderr
        return ended

    return run


@pytest.fixture
def film(tmp_path: Path, small_clip: Path) -> Path:
    """A usable video file with a name of its own."""
    return Path(shutil.copy(small_clip, tmp_path / "fountain.mp4"))


@pytest.fixture
def cut_off(tmp_path: Path, small_clip: Path) -> Path:
    """A film whose index stands in front, so that the first part of a copy that broke off can be used."""
    whole, cut = tmp_path / "whole.bin", tmp_path / "broken off.mp4"
    with av.open(str(small_clip)) as source, av.open(str(whole), "w", "mp4", options={"movflags": "faststart"}) as to:
        stream = to.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.size:
                packet.stream = stream
                to.mux(packet)
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    return cut


@pytest.fixture
def sealed_folder(tmp_path: Path) -> Iterator[Callable[[Path], Path]]:
    """Gives a view of a folder in which nothing can be written, not even by the super-user."""
    view = tmp_path / "sealed"
    view.mkdir()
    sealed: list[Path] = []

    def seal(folder: Path) -> Path:
        if os.name != "posix":
            pytest.skip("permissions work differently here")
        if os.geteuid() != 0:
            folder.chmod(0o555)
            sealed.append(folder)
            return folder
        if subprocess.run(["mount", "--bind", str(folder), str(view)], check=False).returncode:
            pytest.skip("this machine does not let root mount a folder")
        subprocess.run(["mount", "-o", "remount,bind,ro", str(view)], check=True)
        sealed.append(view)
        return view

    yield seal
    for place in sealed:
        if place == view:
            subprocess.run(["umount", "--lazy", str(view)], check=True)
        else:
            place.chmod(0o755)
