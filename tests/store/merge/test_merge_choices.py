"""Two people choose among the same candidates in two copies: what each preferred stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.check.check import check_file
from chai_desktop.store.journal.state import state_lines
from chai_desktop.store.project import Project
from chai_desktop.store.records import Fingerprint, NewCandidate
from tests.store.random_edits import facts

CAMERA = Aspect.CAMERA
NEW = [
    NewCandidate(text, Fingerprint("qwen3-vl", seed=seed), "Describe it.", 0.5)
    for seed, text in enumerate(("It pans.", "It tilts.", "It holds."))
]


@pytest.fixture
def base(tmp_path) -> Path:
    path = tmp_path / "Film.chai"
    with Project.create(path, "Film") as project:
        project.set_me("Lead")
        for number in range(2):
            clip = project.add_clip(facts(number)).id
            project.add_candidates(clip, CAMERA, NEW, "best-of-n")
    return path


def _choosing(base: Path, person: str, first: int, over: tuple[int, ...]) -> Path:
    """A copy in which this person chose among the candidates of the first clip."""
    path = base.with_name(f"{person}.chai")
    shutil.copyfile(base, path)
    with Project.open(path) as project:
        project.set_me(person)
        keys = _keys(project)
        project.choose_candidate(keys[first], [keys[number] for number in over])
    return path


def _keys(project: Project) -> list[str]:
    return [each.id for each in project.candidates(project.clips()[0].id, CAMERA)]


def _preferred(project: Project) -> set[tuple[str, str, str]]:
    return {(each.author.name, each.chosen.text, each.rejected.text) for each in project.preferences()}


def test_both_preferences_stay_and_the_drafts_are_a_conflict(base):
    ada, bo = _choosing(base, "Ada", 0, (1, 2)), _choosing(base, "Bo", 1, (0,))
    states, keys = [], []
    for one, other in ((ada, bo), (bo, ada)):
        joined = base.with_name(f"joined {one.name}")
        shutil.copyfile(one, joined)
        with Project.open(joined) as project:
            project.merge(other)
            assert _preferred(project) == {
                ("Ada", "It pans.", "It tilts."), ("Ada", "It pans.", "It holds."), ("Bo", "It tilts.", "It pans."),
            }  # fmt: skip
            (conflict,) = project.conflicts()
            assert {side.work.pre_caption.text for side in conflict.sides} == {"It pans.", "It tilts."}
            assert _keys(project) == []
            states.append(state_lines(project._file))
            keys.append({each.id for each in project.preferences()})
        assert not check_file(joined).damaged
    assert states[0] == states[1]
    assert keys[0] == keys[1]


def test_what_one_person_says_in_two_places_is_a_conflict_with_words(base):
    here, there = _choosing(base, "Ada", 0, (1,)), base.with_name("there.chai")
    shutil.copyfile(here, there)
    with Project.open(here) as project:
        project.undo()
        project.dismiss_candidates(_keys(project)[1:2])
    with Project.open(there) as other:
        chosen = other.preferences()[0]
        other.choose_candidate(chosen.rejected.id, [chosen.chosen.id])
    with Project.open(here) as project:
        project.merge(there)
        found = {each.what: [side.words for side in each.sides] for each in project.conflicts()}
        assert found['candidate "It tilts."'] == ["chosen", "dismissed"]
        assert found['candidate "It pans."'] == ['passed over for "It tilts."', "nothing"]
        conflict = next(each for each in project.conflicts() if "tilts" in each.what)
        assert conflict.clip_id == project.clips()[0].id
        project.settle(conflict, conflict.sides[1].key)
        assert 'candidate "It tilts."' not in {each.what for each in project.conflicts()}


def test_the_same_run_taken_in_twice_is_one(base):
    other = base.with_name("other.chai")
    shutil.copyfile(base, other)
    for path in (base, other):
        with Project.open(path) as project:
            project.add_candidates(project.clips()[0].id, Aspect.SCENE, NEW, "run:7")
    with Project.open(base) as project:
        project.merge(other)
        assert len(project.candidates(project.clips()[0].id, Aspect.SCENE)) == 3
        assert project.conflicts() == []


def test_a_part_holds_the_candidates_of_its_clips_and_brings_choices_back(base, tmp_path):
    part = tmp_path / "Part.chai"
    with Project.open(base) as project:
        first, second = (clip.id for clip in project.clips())
        written = [(clip, aspect, NEW) for clip in (first, second) for aspect in Aspect]
        project.add_many_candidates(written, "run:1")
        project.export_share([second], part)
    assert not check_file(part).damaged
    with Project.open(part) as project:
        assert [clip.id for clip in project.clips()] == [second]
        assert sum(project.count_candidates().values()) == 3 + 15
        candidates = project.candidates(second, Aspect.SCENE)
        project.choose_candidate(candidates[0].id, [candidates[1].id])
        assert project.prompt_of(candidates[0].id) == "Describe it."
    with Project.open(base) as project:
        project.merge(part)
        assert [(each.clip_id, each.rejected.text) for each in project.preferences()] == [(second, "It tilts.")]
        assert project.count_candidates()[second, Aspect.SCENE] == 1
        assert project.count_candidates()[first, Aspect.SCENE] == 3
    assert not check_file(base).damaged
