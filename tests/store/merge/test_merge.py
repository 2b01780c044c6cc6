"""Copies of a project that went apart are joined: nothing is lost, whatever the order, however often."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.check.check import check_file
from chai_desktop.store.journal.state import state_lines
from chai_desktop.store.project import Project
from tests.store.random_edits import EDITS, Edit, apply

CAMERA = Aspect.CAMERA


def _copy(path: Path, name: str) -> Path:
    target = path.with_name(f"{name}.chai")
    shutil.copyfile(path, target)
    return target


def _worked_on(path: Path, person: str, edits: list[Edit]) -> Path:
    with Project.open(path) as project:
        project.set_me(person)
        apply(project, edits)
    return path


def _merged(first: Path, second: Path, name: str) -> Path:
    """What `chai merge` does: a copy of the first takes in the second."""
    target = _copy(first, name)
    with Project.open(target) as project:
        project.merge(second)
    return target


def _state(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        lines = state_lines(project._file)
        apart = [line for line in lines if " apart " in line.split("{")[0] + " "]
        assert bool(project.conflicts()) <= bool(apart)
        _whole(project)
        return lines


def _whole(project: Project) -> None:
    """Heads and forks are what the chains say, and no key points nowhere."""
    from chai_desktop.store.journal.kinds import KINDS
    from chai_desktop.store.merge.ends import ends_of

    file = project._file
    assert file.rows("PRAGMA foreign_key_check") == []
    for kind in KINDS:
        slots = {tuple(row) for row in file.rows(f"SELECT {', '.join(kind.slot)} FROM {kind.table}")}
        for slot in slots:
            *others, head = [end["seq"] for end in ends_of(file, kind, slot)]
            halves = (kind.number, slot[0], slot[1] if len(slot) > 1 else 0)
            assert file.number("SELECT node FROM heads WHERE kind = ? AND a = ? AND b = ?", halves) == head
            forks = file.rows("SELECT node FROM forks WHERE kind = ? AND a = ? AND b = ?", halves)
            assert sorted(row["node"] for row in forks) == sorted(others)


def _start(folder: str, edits: list[Edit]) -> Path:
    path = Path(folder) / "Film.chai"
    with Project.create(path, "Film") as project:
        project.set_me("Lead")
        apply(project, [("add", 0, 0), ("add", 1, 0), *edits])
    return path


@settings(max_examples=30, deadline=None)
@given(start=EDITS, first=EDITS, second=EDITS)
def test_merging_is_commutative_and_idempotent(start: list[Edit], first: list[Edit], second: list[Edit]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = _start(folder, start)
        ada = _worked_on(_copy(base, "Ada"), "Ada", first)
        bo = _worked_on(_copy(base, "Bo"), "Bo", second)
        one, other = _merged(ada, bo, "one"), _merged(bo, ada, "other")
        joined = _state(one)
        assert _state(other) == joined
        assert _state(_merged(one, bo, "again")) == joined
        assert _state(_merged(one, other, "both")) == joined
        assert _state(_merged(one, base, "base")) == joined
        assert _state(_merged(ada, base, "ada again")) == _state(ada)


@settings(max_examples=12, deadline=None)
@given(start=EDITS, first=EDITS, second=EDITS, third=EDITS)
def test_three_people_in_any_order(start: list[Edit], first: list[Edit], second: list[Edit], third: list[Edit]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = _start(folder, start)
        a = _worked_on(_copy(base, "a"), "Ada", first)
        b = _worked_on(_copy(base, "b"), "Bo", second)
        c = _worked_on(_copy(base, "c"), "Cy", third)
        ways = [
            _merged(_merged(a, b, "ab"), c, "ab_c"),
            _merged(a, _merged(b, c, "bc"), "a_bc"),
            _merged(_merged(c, a, "ca"), b, "ca_b"),
            _merged(_merged(a, b, "x"), _merged(c, b, "y"), "xy"),
        ]
        states = [_state(path) for path in ways]
        assert all(state == states[0] for state in states[1:])


@settings(max_examples=15, deadline=None)
@given(start=EDITS, first=EDITS, second=EDITS, later=EDITS)
def test_work_goes_on_after_a_merge_and_is_merged_again(
    start: list[Edit], first: list[Edit], second: list[Edit], later: list[Edit]
) -> None:
    """Ada goes on in the joined file, Bo in his own: joining again is still the same from both sides."""
    with tempfile.TemporaryDirectory() as folder:
        base = _start(folder, start)
        ada = _worked_on(_copy(base, "Ada"), "Ada", first)
        bo = _worked_on(_copy(base, "Bo"), "Bo", second)
        joined = _worked_on(_merged(ada, bo, "joined"), "Ada", later)
        bo = _worked_on(bo, "Bo", list(reversed(later)))
        assert _state(_merged(joined, bo, "one")) == _state(_merged(bo, joined, "other"))


@pytest.fixture
def copies(project, clip_id):
    """Two closed copies of a project with one clip that has a draft."""
    project.set_me("Ada")
    project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "engine")
    project.close()
    return project.path, _copy(project.path, "Bo")


def test_what_does_not_collide_is_simply_there(copies, clip_id):
    ours, theirs = copies
    with Project.open(ours) as ada:
        ada.set_answers(clip_id, {"camera_pan": "no"})
    with Project.open(theirs) as bo:
        bo.set_me("Bo")
        bo.set_answers(clip_id, {"camera_tilt": "up"})
        pre = bo.add_pre_caption(clip_id, Aspect.SCENE, "A square.", "engine")
        bo.rate(pre.id, 5)
        bo.submit(clip_id, Aspect.SCENE)
    with Project.open(ours) as joined:
        report = joined.merge(theirs)
        assert (report.triples, report.clips, report.conflicts) == (1, 0, 0)
        assert joined.answers(clip_id) == {"camera_pan": "no", "camera_tilt": "up"}
        assert joined.work(clip_id, Aspect.SCENE).submitted_now
        assert joined.history(clip_id, Aspect.SCENE)[0].author.name == "Bo"
        assert joined.search("square")[0].clip_id == clip_id
        again = joined.merge(theirs)
        assert (again.operations, again.triples) == (0, 0)


def test_two_people_on_one_caption_stand_side_by_side_until_it_is_settled(copies, clip_id):
    ours, theirs = copies
    for path, person, text in ((ours, "Ada", "It dollies."), (theirs, "Bo", "It zooms and pans.")):
        with Project.open(path) as project:
            project.set_me(person)
            project.save_critique(project.work(clip_id, CAMERA).pre_caption.id, [], text)
    with Project.open(ours) as joined:
        assert joined.merge(theirs).conflicts == 1
        (conflict,) = joined.conflicts()
        assert (conflict.clip_name, conflict.what) == ("a.mp4", "Camera")
        assert [side.author.name for side in conflict.sides] == ["Bo", "Ada"]  # Bo spoke last
        texts = [side.work.critique.free_text for side in conflict.sides]
        assert texts == ["It zooms and pans.", "It dollies."]
        joined.settle(conflict, conflict.sides[1].key)
        assert joined.conflicts() == []
        assert joined.work(clip_id, CAMERA).critique.free_text == "It dollies."
        assert any(version.text == "It zooms and pans." for version in joined.history(clip_id, CAMERA))
        assert joined.merge(theirs).conflicts == 0
    with Project.open(theirs) as bo:  # the settlement travels
        assert bo.merge(ours).conflicts == 0
        assert bo.work(clip_id, CAMERA).critique.free_text == "It dollies."


def test_a_settlement_that_is_undone_leaves_the_conflict_as_it_was(copies, clip_id):
    ours, theirs = copies
    for path, person, answer in ((ours, "Ada", "no"), (theirs, "Bo", "left_to_right")):
        with Project.open(path) as project:
            project.set_me(person)
            project.set_answers(clip_id, {"camera_pan": answer})
    with Project.open(ours) as joined:
        joined.merge(theirs)
        before, sides = state_lines(joined._file), _sides(joined)
        assert [name for name, _ in sides] == ["Bo", "Ada"]
        (conflict,) = joined.conflicts()
        joined.settle(conflict, conflict.sides[1].key)
        settled = state_lines(joined._file)
        for _ in range(2):
            joined.undo()
            assert state_lines(joined._file) == before
            assert _sides(joined) == sides
            joined.redo()
            assert state_lines(joined._file) == settled
            assert joined.conflicts() == []
        joined.undo()
        _whole(joined)
        (conflict,) = joined.conflicts()
        joined.settle(conflict, conflict.sides[0].key)
        assert joined.answers(clip_id) == {"camera_pan": "left_to_right"}
        joined.undo()
    one, other = _merged(ours, theirs, "one"), _merged(theirs, ours, "other")
    assert _state(one) == _state(other)
    with Project.open(one) as project:
        assert _sides(project) == sides
    assert not check_file(one).damaged


def _sides(project: Project) -> list[tuple[str, str]]:
    (conflict,) = project.conflicts()
    return [(side.author.name, side.words) for side in conflict.sides]


def test_the_same_answer_from_both_is_no_conflict_and_stays_none(copies, clip_id):
    ours, theirs = copies
    for path in copies:
        with Project.open(path) as project:
            project.set_answers(clip_id, {"camera_pan": "no"})
    with Project.open(ours) as joined:
        assert joined.merge(theirs).conflicts == 0
        joined.set_answers(clip_id, {"camera_pan": "left_to_right"})
        assert joined.conflicts() == []


def test_a_clip_taken_out_here_and_worked_on_there_stays_until_somebody_decides(copies, clip_id):
    ours, theirs = copies
    with Project.open(ours) as ada:
        ada.remove_clip(clip_id)
    with Project.open(theirs) as bo:
        bo.set_me("Bo")
        bo.set_answers(clip_id, {"camera_pan": "no"})
    one, other = _merged(ours, theirs, "one"), _merged(theirs, ours, "other")
    assert _state(one) == _state(other)
    with Project.open(one) as joined:
        (conflict,) = joined.conflicts()
        assert [side.words for side in conflict.sides] == ['in the project, as "a.mp4"', "taken out of the project"]
        assert joined.answers(clip_id) == {"camera_pan": "no"}
        joined.settle(conflict, conflict.sides[1].key)
        assert joined.clips() == []


def test_another_project_is_refused_and_nothing_changes(copies, tmp_path, clip_id):
    with Project.create(tmp_path / "Other.chai", "Other") as other:
        other.set_setting("a", 1)
    with Project.open(copies[0]) as project:
        before = state_lines(project._file)
        with pytest.raises(ProjectError, match="Other.chai is not a copy of Film.chai"):
            project.merge(tmp_path / "Other.chai")
        assert state_lines(project._file) == before


def test_a_merge_that_fails_half_way_leaves_everything_as_it_was(copies, clip_id, monkeypatch):
    from chai_desktop.store.merge import transfer

    ours, theirs = copies
    with Project.open(theirs) as bo:
        for number in range(5):
            bo.set_answers(clip_id, {f"question_{number}": "no"})
    with Project.open(ours) as project:
        before = state_lines(project._file), project._file.row("SELECT count(*) FROM operations")[0]
        find_ends, calls = transfer.find_ends, []

        def failing(*arguments):
            calls.append(arguments)
            if len(calls) == 3:
                raise RuntimeError("power cut")
            find_ends(*arguments)

        monkeypatch.setattr(transfer, "find_ends", failing)
        with pytest.raises(RuntimeError):
            project.merge(theirs)
        assert (state_lines(project._file), project._file.row("SELECT count(*) FROM operations")[0]) == before


def test_unsent_words_come_along_unless_there_are_others_here(copies, clip_id):
    ours, theirs = copies
    with Project.open(theirs) as bo:
        bo.set_typed(clip_id, CAMERA, "critique", "half a wo")
        bo.set_typed(clip_id, Aspect.SCENE, "post", "theirs")
        bo.set_setting("a", 1)
    with Project.open(ours) as ada:
        ada.set_typed(clip_id, Aspect.SCENE, "post", "ours")
        report = ada.merge(theirs)
        assert ada.work(clip_id, CAMERA).typed == {"critique": "half a wo"}
        assert ada.work(clip_id, Aspect.SCENE).typed == {"post": "ours"}
        assert "typed but not sent in Bo.chai stay there" in report.notes[0]


def test_a_part_is_handed_out_worked_on_and_taken_back(project, facts, tmp_path):
    project.set_me("Lead")
    ids = [project.add_clip(facts(f"{number}.mp4"), b"jpeg").id for number in range(4)]
    for clip_id in ids:
        project.set_answers(clip_id, {"camera_pan": "no"})
        project.add_pre_caption(clip_id, CAMERA, f"Caption of {clip_id}.", "engine")
    bo = project.add_person("Bo")
    part = tmp_path / "For Bo.chai"
    assert project.export_share(ids[1:3], part, bo.id) == 2
    with Project.open(part) as share:
        assert [clip.facts.name for clip in share.clips()] == ["1.mp4", "2.mp4"]
        assert [share.thumbnail(clip.id) for clip in share.clips()] == [b"jpeg"] * 2
        assert share.answers(ids[1]) == {"camera_pan": "no"}
        assert len(share.history(ids[1], CAMERA)) == 1
        work = share.work(ids[1], CAMERA)
        share.rate(work.pre_caption.id, 5)
        share.submit(ids[1], CAMERA)
        _whole(share)
    report = project.merge(part)
    assert (report.clips, report.triples, report.conflicts) == (0, 1, 0)
    assert project.work(ids[1], CAMERA).submitted_now
    assert len(project.clips()) == 4
    _whole(project)


def test_a_handed_out_part_is_worked_on_under_the_right_name_where_nobody_sat_before(
    project, facts, tmp_path, monkeypatch
):
    from chai_desktop.store.people import seat

    clip_id = project.add_clip(facts()).id
    bo = project.add_person("Bo")
    project.export_share([clip_id], tmp_path / "For Bo.chai", bo.id)
    monkeypatch.setattr(seat, "_seat", lambda: "seat.another computer")
    with Project.open(tmp_path / "For Bo.chai") as share:
        assert share.me() == bo
        share.set_answers(clip_id, {"camera_pan": "no"})
        assert share.moments(clip_id)[0].author == bo


def test_no_share_is_left_behind_when_it_cannot_be_made(project, clip_id, tmp_path):
    with pytest.raises(ProjectError, match="No clips were chosen"):
        project.export_share([], tmp_path / "Part.chai")
    with pytest.raises(ProjectError, match="not in Film"):
        project.export_share(["nowhere"], tmp_path / "Part.chai")
    assert not (tmp_path / "Part.chai").exists()


def test_a_long_merge_of_whole_files_is_bounded(project, facts, tmp_path):
    """Two hundred clips that only the other has."""
    project.close()
    other = _copy(project.path, "Other")
    with Project.open(other) as theirs:
        for number in range(200):
            theirs.add_clip(facts(f"{number}.mp4"), b"jpeg")
    with Project.open(project.path) as ours:
        assert ours.merge(other).clips == 200
        assert len(ours.clips()) == 200
