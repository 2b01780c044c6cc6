"""Exported preferences: which candidate was chosen over which, read back with every field checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from chai_desktop import __version__
from chai_desktop.errors import ChaiError
from chai_desktop.exchange.preferences import export_preferences, read_preferences
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import ClipFacts, Fingerprint, NewCandidate

HASH = hashlib.sha256(b"a").hexdigest()
FACTS = ClipFacts("/films/a.mp4", "a.mp4", HASH, 400_000, 854, 480, 120, 23.976, 5.005, False, True, "h264", 10, 109)
JUDGE = Fingerprint("judge", "1")
PROMPT = "You describe videos.\n\n[the video]\n\nDescribe the camera."


def _writer(seed: int) -> Fingerprint:
    return Fingerprint("qwen3-vl", "5", model_hash="ab" * 32, seed=seed)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "Film.chai", "Film", "chai-desktop", "1.0.0", "2") as made:
        made.add_clip(FACTS)
        made.set_me("Ada")
        yield made


def _chosen(project: Project, *prompts: str) -> list[str]:
    """The first of the candidates is chosen over the others; one for each prompt."""
    new = [
        NewCandidate(f"It pans, {n}. Käfer 🎬", _writer(n), prompt, 0.25 * n, -0.5 * n, JUDGE)
        for n, prompt in enumerate(prompts)
    ]
    clip = project.clips()[0].id
    keys = [each.id for each in project.add_candidates(clip, Aspect.CAMERA, new, "best-of-n")]
    project.choose_candidate(keys[0], keys[1:], scores_hidden=True)
    return keys


def _made_by(engine: str, version: str, model: str = "", seed: int | None = None) -> dict:
    empty = dict.fromkeys(("adapter_hash", "prompt_hash", "sampling_hash", "settings_hash"), "")
    return {"engine": engine, "engine_version": version, "model_hash": model, **empty, "seed": seed}


def test_a_line_says_everything(project, tmp_path):
    keys = _chosen(project, PROMPT, PROMPT)
    (preference,) = project.preferences()
    assert export_preferences(project, tmp_path / "p.jsonl") == 1
    sides = [
        {
            "id": keys[n], "text": f"It pans, {n}. Käfer 🎬", "source": "best-of-n", "prompt": None,
            "fingerprint": _made_by("qwen3-vl", "5", "ab" * 32, n), "p_yes": 0.25 * n, "log_odds": -0.5 * n,
            "scorer": _made_by("judge", "1"), "created_at": preference.chosen.made_at,
        }
        for n in range(2)
    ]  # fmt: skip
    clip = project.clips()[0]
    assert json.loads((tmp_path / "p.jsonl").read_text("utf-8")) == {
        "format": "chai-desktop preferences",
        "format_version": 1,
        "program_version": __version__,
        "project": {"id": project.id, "name": "Film"},
        "id": preference.id,
        "clip": {
            "id": clip.id, "name": "a.mp4", "content_hash": HASH, "size_bytes": 400_000, "width": 854, "height": 480,
            "fps": 23.976, "duration": 5.005, "frame_count": 120, "variable_rate": False, "has_audio": True,
            "codec": "h264", "first_frame": 10, "last_frame": 109,
        },
        "aspect": "camera",
        "prompt": PROMPT,
        "chosen": sides[0],
        "rejected": sides[1],
        "scores_hidden": True,
        "person": {"id": project.me().id, "name": "Ada"},
        "preferred_at": preference.at,
    }  # fmt: skip


def test_what_is_exported_reads_back_line_by_line(project, tmp_path):
    _chosen(project, PROMPT, PROMPT, "Another prompt.", "")
    assert export_preferences(project, tmp_path / "p.jsonl") == 3
    lines = read_preferences(tmp_path / "p.jsonl")
    written = (tmp_path / "p.jsonl").read_text("utf-8")
    assert "".join(line.model_dump_json() + "\n" for line in lines) == written
    by_text = {line.rejected.text[9]: line for line in lines}
    assert [by_text[n].prompt for n in "123"] == [PROMPT, None, None]
    assert (by_text["2"].chosen.prompt, by_text["2"].rejected.prompt) == (PROMPT, "Another prompt.")
    assert {line.id for line in lines} == {each.id for each in project.preferences()}


def test_a_line_is_a_row_for_training(project, tmp_path):
    _chosen(project, PROMPT, PROMPT, "")
    export_preferences(project, tmp_path / "p.jsonl")
    rows = [line.dpo_row() for line in read_preferences(tmp_path / "p.jsonl")]
    assert [row for row in rows if row] == [
        {
            "prompt": [
                {"role": "system", "content": "You describe videos."},
                {"role": "user", "content": [{"type": "video"}, {"type": "text", "text": "Describe the camera."}]},
            ],
            "chosen": [{"role": "assistant", "content": "It pans, 0. Käfer 🎬"}],
            "rejected": [{"role": "assistant", "content": "It pans, 1. Käfer 🎬"}],
            "video": {"content_hash": HASH, "first_frame": 10, "last_frame": 109},
        }
    ]


def test_a_prompt_without_a_video_is_what_the_user_says(project, tmp_path):
    _chosen(project, "Describe it.", "Describe it.")
    export_preferences(project, tmp_path / "p.jsonl")
    (line,) = read_preferences(tmp_path / "p.jsonl")
    assert line.dpo_row()["prompt"] == [{"role": "user", "content": "Describe it."}]


@pytest.mark.parametrize(
    ("field", "value"),
    [("scores_hidden", None), ("format_version", 2), ("more", 1), ("clip", {}), ("rejected", "the same")],
)
def test_a_line_that_is_not_as_the_format_says_is_named(project, tmp_path, field, value):
    _chosen(project, PROMPT, PROMPT)
    export_preferences(project, tmp_path / "p.jsonl")
    line = json.loads((tmp_path / "p.jsonl").read_text("utf-8"))
    line[field] = line["chosen"] if value == "the same" else value
    (tmp_path / "p.jsonl").write_text(json.dumps(line) + "\n")
    with pytest.raises(ChaiError, match="p.jsonl, line 1"):
        read_preferences(tmp_path / "p.jsonl")


def test_nothing_is_exported_of_what_was_undone(project, tmp_path):
    _chosen(project, PROMPT, PROMPT)
    project.undo()
    assert export_preferences(project, tmp_path / "p.jsonl") == 0
    assert not (tmp_path / "p.jsonl").exists()
