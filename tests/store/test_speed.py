"""How long a saved edit, a library of a thousand clips and a switch of clip take; wide bounds, for busy machines."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.project import Project

pytestmark = pytest.mark.alone

THUMBNAIL = bytes(15_000)


def _milliseconds(steps: list[Callable[[], object]]) -> tuple[float, float]:
    """Median and 95th percentile."""
    times = []
    for step in steps:
        start = time.perf_counter()
        step()
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.95)]


@pytest.mark.slow
def test_a_thousand_clips(project, facts):
    for number in range(1000):
        clip = project.add_clip(facts(f"{number}.mp4"), THUMBNAIL)
        if number % 10 == 0:
            for aspect in Aspect:
                pre = project.add_pre_caption(clip.id, aspect, "The camera holds still.", "engine")
                project.rate(pre.id, 5)
            project.submit(clip.id, Aspect.CAMERA)
    listing, _ = _milliseconds([project.clips] * 9)
    ids = [clip.id for clip in project.clips()]
    switching = _milliseconds([lambda c=c: [project.work(c, a) for a in Aspect] for c in ids[::5]])
    project.close()
    opening, _ = _milliseconds([lambda: Project.open(project.path).close()] * 9)
    assert listing < 500
    assert switching[1] < 100
    assert opening < 1000


def test_a_saved_edit(project, clip_id):
    pre = project.add_pre_caption(clip_id, Aspect.CAMERA, "The camera holds still. " * 40, "engine")
    point = Point(PointKind.WRONG, "moves", 4, 10, "camera")

    def edit(number: int) -> None:
        match number % 3:
            case 0:
                project.set_answers(clip_id, {f"question_{number % 45}": str(number)})
            case 1:
                project.set_typed(clip_id, Aspect.CAMERA, "critique", "word " * (number % 200))
            case 2:
                project.save_critique(pre.id, [point] * 5, f"version {number}")

    median, p95 = _milliseconds([lambda n=n: edit(n) for n in range(600)])
    assert median < 20
    assert p95 < 200


def test_records_are_small(project, clip_id):
    """A thousand answers take well under a megabyte."""
    for number in range(20):
        project.set_answers(clip_id, {f"question_{question}": str(number) for question in range(50)})
    project.close()
    assert Path(project.path).stat().st_size < 1_000_000
