"""A real project file in an empty folder, and facts of clips to put into it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chai_desktop.store.project import Project
from chai_desktop.store.records import ClipFacts

_FACTS = ClipFacts(
    path="/films/a.mp4",
    name="a.mp4",
    content_hash="",
    size_bytes=400_000,
    width=854,
    height=480,
    frame_count=120,
    fps=24.0,
    duration=5.0,
    variable_rate=False,
    has_audio=False,
    codec="h264",
    first_frame=0,
    last_frame=119,
)


@pytest.fixture
def facts() -> Callable[..., ClipFacts]:
    """Facts of clip ``name``; equal names have equal hashes."""

    def make(name: str = "a.mp4", **changes: Any) -> ClipFacts:
        content_hash = hashlib.sha256(name.encode()).hexdigest()
        return replace(_FACTS, name=name, content_hash=content_hash, **{"path": f"/films/{name}", **changes})

    return make


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(
        tmp_path / "Film.chai", "Film", spec_id="chai-desktop", spec_version="1.0.0", policy_version="1"
    )
    yield made
    made.close()


@pytest.fixture
def clip_id(project: Project, facts: Callable[..., ClipFacts]) -> str:
    return project.add_clip(facts(), b"\xff\xd8 a thumbnail").id
