"""The library's rows read well, and the filter keeps what it should."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import AspectStatus, Clip, ClipFacts
from chai_desktop.ui.library.library_model import LibraryRow, LibraryRows, filtered, readable_size, rows_of

FACTS = ClipFacts(
    path="/nowhere/a.mp4",
    name="a.mp4",
    content_hash="00",
    size_bytes=480_000,
    width=854,
    height=480,
    frame_count=72,
    fps=24.0,
    duration=3.0,
    variable_rate=False,
    has_audio=False,
    codec="h264",
    first_frame=0,
    last_frame=71,
)


def clip(name: str, **facts) -> Clip:
    return Clip(name, replace(FACTS, **({"name": name, "path": f"/nowhere/{name}"} | facts)), "2026-01-01T00:00:00Z")


def test_words_of_a_row():
    row = LibraryRow(clip("a.mp4", duration=83.456, fps=30000 / 1001), missing=False)
    assert (row.length, row.picture, row.rate, row.size) == ("1:23.46", "854 x 480", "29.97 fps", "480 kB")
    assert LibraryRow(clip("b.mp4", variable_rate=True), False).rate == "24 fps, variable"


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (123_456_789, "123 MB"), (5_000_000_000, "5.0 GB")],
)
def test_sizes(size, words):
    assert readable_size(size) == words


def test_the_filter_wants_all_words_and_can_hide_finished_clips():
    done = Clip("d", clip("dolly in.mp4").facts, "", dict.fromkeys(Aspect, AspectStatus.SUBMITTED))
    rows = [LibraryRow(done, False), LibraryRow(clip("dolly out.mp4"), False), LibraryRow(clip("pan.mp4"), False)]
    assert [r.name for r in filtered(rows, "OUT dolly", False)] == ["dolly out.mp4"]
    assert [r.name for r in filtered(rows, "", True)] == ["dolly out.mp4", "pan.mp4"]


def submitted(name: str, count: int) -> Clip:
    return replace(clip(name), status=dict.fromkeys(list(Aspect)[:count], AspectStatus.SUBMITTED))


def test_the_rows_count_what_is_submitted_also_when_one_changes_or_goes():
    rows = LibraryRows()
    rows.extend(rows_of([submitted("a", 2), submitted("b", 0)]))
    assert (len(rows), rows.submitted) == (2, 2)
    rows.put(LibraryRow(submitted("b", 5)))
    assert ([row.name for row in rows], rows.submitted) == (["a", "b"], 7)
    rows.remove("a")
    rows.remove("never there")
    assert ([row.name for row in rows], rows.submitted) == (["b"], 5)
    assert rows.get("a") is None
