"""The page on the project file is true: its SQL runs with plain sqlite3, and gives what the program shows."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.journal.kinds import KINDS
from chai_desktop.store.records import Fingerprint, NewCandidate
from chai_desktop.store.tables.marks import APPLICATION_ID
from chai_desktop.store.tables.migrations import NEWEST
from chai_desktop.store.tables.version_2 import ASPECTS
from chai_desktop.store.tables.version_3 import all_statements

PAGE = (Path(__file__).parents[3] / "docs" / "formats" / "project-file.md").read_text("utf-8")
BLOCKS = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def said(project, facts) -> dict[str, list[dict]]:
    """What each block of the page gives, by the heading before it; of several, joined in their order."""
    first = project.add_clip(facts("fountain.mp4"), b"jpeg").id
    other = project.add_clip(facts("harbour.mp4")).id
    project.remove_clip(project.add_clip(facts("gone.mp4")).id)
    project.set_answers(first, {"camera_pan": "no", "tracking_shot_types": ["pan", "tilt"]})
    project.set_answers(first, {"camera_pan": "left_to_right"})
    project.set_answers(other, {"camera_pan": "no"})
    project.set_answers(other, {"camera_pan": None})
    pre = project.add_pre_caption(
        first, Aspect.CAMERA, "It zooms in on a fountain.", "engine", Fingerprint("rules", "1")
    )
    project.rate(pre.id, 3)
    critique = project.save_critique(pre.id, [Point(PointKind.WRONG, "dollies", 3, 8, "zooms")], "Look again.")
    project.add_post_caption(pre.id, "It dollies in on a fountain.", "edit", None, critique.id)
    project.submit(first, Aspect.CAMERA)
    written = [
        NewCandidate(f"Boats, {n}.", Fingerprint("rules", "1", seed=n), "Describe.", 0.5 + n / 10) for n in (1, 2, 3)
    ]
    candidates = [each.id for each in project.add_candidates(other, Aspect.SPATIAL, written, "best-of-n")]
    project.choose_candidate(candidates[1], candidates[:1], scores_hidden=True)
    perfect = project.add_pre_caption(other, Aspect.SCENE, "Boats lie in a harbour.", "import")
    project.rate(perfect.id, 5)
    project.submit(other, Aspect.SCENE)
    project.close()
    found: dict[str, list[dict]] = {}
    with closing(sqlite3.connect(f"{project.path.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        db.row_factory = sqlite3.Row
        for part in PAGE.split("\n## ")[1:]:
            title = part.splitlines()[0]
            for sql in re.findall(r"```sql\n(.*?)```", part, re.DOTALL):
                found.setdefault(title, []).extend(dict(row) for row in db.execute(sql))
    return found


def test_every_block_gives_something(said):
    assert len(BLOCKS) == 11
    assert all(said.values())


def test_the_current_state_is_what_the_program_shows(said):
    assert [row["name"] for row in said["The clips"]] == ["fountain.mp4", "harbour.mp4"]
    answers = {(row["clip"], row["question"]): json.loads(row["answer"]) for row in said["The current answers"]}
    assert answers == {
        ("fountain.mp4", "camera_pan"): "left_to_right",
        ("fountain.mp4", "tracking_shot_types"): ["pan", "tilt"],
    }
    captions = [row for row in said["The current captions"] if "pre_caption" in row]
    assert [(row["clip"], ASPECTS[row["aspect"]], row["status"], row["rating"]) for row in captions] == [
        ("fountain.mp4", "camera", "submitted", 3),
        ("harbour.mp4", "scene", "submitted", 5),
        ("harbour.mp4", "spatial", "drafted", None),
    ]
    assert [row["post_caption"] for row in captions] == [
        "It dollies in on a fountain.",
        "Boats lie in a harbour.",
        None,
    ]
    assert [row["quote"] for row in said["The current captions"] if "quote" in row] == ["zooms"]


def test_candidates_and_preferences_are_what_the_program_shows(said):
    open_now, preferences = said["The candidates"][:1], said["The candidates"][1:]
    assert [(row["candidate"], row["p_yes"], row["source"], row["prompt"]) for row in open_now] == [
        ("Boats, 3.", 0.8, "best-of-n", "Describe.")
    ]
    assert [(row["chosen"], row["rejected"], row["scores_hidden"]) for row in preferences] == [
        ("Boats, 2.", "Boats, 1.", 1)
    ]


def test_triples_and_journal_are_complete(said):
    assert [(row["rating"], row["engine"]) for row in said["The submitted triples"]] == [(3, "rules"), (5, None)]
    names = [row["name"] for row in said["The journal"] if "name" in row]
    assert names[-1] == "Submit harbour.mp4, Scene"
    assert [row["value"] for row in said["The journal"] if "value" in row] == ['"no"', '"left_to_right"', '"no"', None]
    assert [row["text"] for row in said["What is not part of the record"]] == ["It zooms in on a fountain."]


def test_the_page_names_every_table_kind_and_mark():
    tables = {match[1] for sql in all_statements() if (match := re.match(r"CREATE (?:VIRTUAL )?TABLE (\w+)", sql))}
    assert [table for table in sorted(tables) if not re.search(rf"(`|FROM |JOIN ){table}\b", PAGE)] == []
    for kind in KINDS:
        assert f"| {kind.number} | `{kind.table}` |" in PAGE
    assert str(APPLICATION_ID) in PAGE
    assert f"the version of the tables: {NEWEST} |" in PAGE
    assert ", ".join(f"{number} {aspect}" for number, aspect in enumerate(ASPECTS)) in PAGE
