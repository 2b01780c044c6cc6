"""Two people's copies of the small project of the window's tests, which went apart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.project import Project

DRAFT = (
    "The camera zooms in on the fountain at a steady pace. It stays at eye level, and the framing moves from a wide "
    "shot to a medium shot of a woman in a red coat. The image is sharp throughout."
)
ADA = (
    "The camera dollies in towards the fountain at a steady pace. It stays at eye level, and the framing moves from a "
    "wide shot to a medium shot of a woman in a red coat. The image is sharp throughout."
)
BO = (
    "The camera pushes in on the fountain at a slow, steady pace. It stays at eye level, and the framing moves from a "
    "wide shot to a medium close-up of a woman in a red coat. The image is sharp throughout."
)


@pytest.fixture
def apart(project_file) -> tuple[Path, Path]:
    """Ada's file, and Bo's copy of it: both worked on the Camera caption and on one answer of the first clip."""
    with Project.open(project_file) as project:
        project.set_me("Ada")
        clip = project.clips()[0]
        project.add_pre_caption(clip.id, Aspect.CAMERA, DRAFT, "import")
    other = project_file.with_name("Bo.chai")
    shutil.copy(project_file, other)
    work(project_file, "Ada", ADA, 3, "no", "dollies in")
    work(other, "Bo", BO, 2, "left_to_right", "pushes in")
    return project_file, other


def work(path: Path, name: str, post: str, rating: int, pan: str, instead: str) -> None:
    with Project.open(path) as project:
        project.set_me(name)
        clip = project.clips()[0]
        pre = project.work(clip.id, Aspect.CAMERA).pre_caption
        start = DRAFT.index("zooms in")
        point = Point(
            PointKind.WRONG, instead, start, start + 8, "zooms in", "Near things move against far ones.", 0, 40
        )
        critique = project.save_critique(pre.id, (point,), f"{name} looked at it twice.")
        project.rate(pre.id, rating)
        project.add_post_caption(pre.id, post, "edit", None, critique.id)
        project.set_answers(clip.id, {"camera_pan": pan})
