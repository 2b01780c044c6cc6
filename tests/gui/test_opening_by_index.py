"""Opening a clip in the real window: the frame index is read once and kept; a part of a file is a clip."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from chai_desktop.errors import MediaError
from chai_desktop.media import index_cache
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.index_cache import NAME, VERSION
from chai_desktop.store.project import Project
from chai_desktop.ui.annotate.clip_index import index_of_clip
from tests.gui.looking import ask

pytestmark = pytest.mark.gui


def opened(qtbot, bench, clip_id: str):
    bench.open_clip(clip_id)
    player = bench.annotate.annotator.view.player
    qtbot.waitUntil(lambda: bench.annotate.annotator.clip_id == clip_id and player.state.is_open, timeout=15000)
    return player


def test_the_index_is_kept_beside_the_project_and_the_next_window_does_not_read_the_file(
    qtbot, open_bench, project_file, monkeypatch
):
    bench = open_bench(project_file)
    first = ask(qtbot, bench, lambda project: project.clips()[0])
    opened(qtbot, bench, first.id)
    kept = project_file.with_name("Loop.chai-cache") / first.facts.content_hash / NAME
    qtbot.waitUntil(kept.exists, timeout=5000)
    with np.load(kept, allow_pickle=False) as arrays:
        assert json.loads(str(arrays["head"]))["version"] == VERSION
    bench.window.close()

    def must_not_be_read(*_):
        raise AssertionError("the file was read again")

    monkeypatch.setattr(index_cache, "build_frame_index", must_not_be_read)
    again = open_bench(project_file)
    assert again.annotate.annotator.view.player.index.frame_count == first.facts.frame_count


def test_a_clip_that_is_a_part_of_a_file_has_its_own_frames_only(qtbot, open_bench, project_file):
    with Project.open(project_file) as project:
        facts = project.clips()[0].facts
        part = project.add_clip(
            replace(facts, name="part", first_frame=10, last_frame=33, frame_count=24, duration=1.0), None
        )
    bench = open_bench(project_file)
    player = opened(qtbot, bench, part.id)
    qtbot.waitUntil(lambda: player.index.frame_count == 24, timeout=15000)
    whole = build_frame_index(facts.path)
    assert player.index.first_timestamp == int(whole.timestamps[10])
    player.seek_frame(23)
    qtbot.waitUntil(lambda: player.current_frame == 23, timeout=15000)


def test_a_part_of_a_file_that_was_cut_off_is_refused_with_a_sentence(project_file):
    with Project.open(project_file) as project:
        facts = project.clips()[0].facts
    gone = replace(facts, first_frame=100, last_frame=110)
    with pytest.raises(MediaError, match="begins at frame 100, but small.mp4 has only 48 frames"):
        index_of_clip(gone, None, lambda: False)
    shorter = replace(facts, first_frame=40, last_frame=110)
    assert index_of_clip(shorter, None, lambda: False).frame_count == 8
