"""`chai check` and `chai restore`: what is wrong with a project, and how it comes back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from chai_desktop.exchange.import_clips import import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.backup.making import make_backup
from chai_desktop.store.backup.names import Reason
from chai_desktop.store.project import Project


@pytest.fixture
def worked_in(tmp_path, film):
    """A project with one clip, and a backup of it as it was before the pre-caption."""
    path = tmp_path / "Film.chai"
    with create_project(path) as project:
        import_files(lambda operation: operation(project), [film], lambda _f, _n: None, lambda: False)
        make_backup(path, Reason.AT_OPEN, project.copy_to)
        project.add_pre_caption(project.clips()[0].id, Aspect.CAMERA, "The camera zooms in.", "import")
    return path


def _findings(ended):
    return [(found["kind"], found["level"]) for found in json.loads(ended.stdout)["findings"]]


def _lose_heads(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DELETE FROM heads WHERE kind = 2")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def test_a_whole_project_with_its_films(chai, worked_in):
    ended = chai("check", worked_in, "--media")
    assert ended.returncode == 0
    assert ended.stdout.startswith("Film.chai: 1 clips")
    assert ended.stdout.endswith("Nothing is wrong with it.\n")


def test_a_film_that_is_gone_or_changed_is_named_and_is_no_damage_of_the_file(chai, worked_in, film):
    content = film.read_bytes()
    film.write_bytes(content[:-1] + b"x")  # the same size: only its bytes tell
    assert chai("check", worked_in).returncode == 0
    changed = chai("check", worked_in, "--media", "--json")
    assert (changed.returncode, _findings(changed)) == (3, [("media changed", "media")])
    film.write_bytes(content[:-1])
    assert _findings(chai("check", worked_in, "--json")) == [("media changed", "media")]
    film.unlink()
    gone = chai("check", worked_in)
    assert (gone.returncode, str(film) in gone.stdout) == (3, True)


def test_damage_is_told_and_mended_in_a_copy(chai, worked_in, tmp_path):
    _lose_heads(worked_in)
    damaged = worked_in.read_bytes()
    found = chai("check", worked_in)
    assert found.returncode == 1
    assert "It can be mended." in found.stdout
    mended = chai("check", worked_in, "--mend", tmp_path / "Mended.chai", "--json")
    assert (mended.returncode, json.loads(mended.stdout)["mended"]["findings"]) == (0, [])
    assert worked_in.read_bytes() == damaged
    with Project.open(tmp_path / "Mended.chai") as project:
        assert project.work(project.clips()[0].id, Aspect.CAMERA).pre_caption.text == "The camera zooms in."


def test_nothing_is_mended_in_a_whole_project(chai, worked_in, tmp_path):
    ended = chai("check", worked_in, "--mend", tmp_path / "Mended.chai")
    assert (ended.returncode, "no copy was written" in ended.stdout) == (0, True)
    assert not (tmp_path / "Mended.chai").exists()


def test_the_backups_are_listed_with_what_is_in_them(chai, worked_in):
    told = chai("restore", worked_in, "--list")
    assert told.returncode == 0
    assert "at open.chai" in told.stdout
    assert "1 clips, 0 triples" in told.stdout
    (backup,) = json.loads(chai("restore", worked_in, "--list", "--json").stdout)
    assert (backup["clips"], backup["last"]["name"]) == (1, 'Add "fountain.mp4"')


def test_a_backup_takes_the_projects_place_which_is_kept(chai, worked_in):
    ended = chai("restore", worked_in, "--backup", 1, "--json")
    told = json.loads(ended.stdout)
    assert (ended.returncode, told["was_whole"]) == (0, True)
    with Project.open(worked_in, read_only=True) as project:
        assert project.work(project.clips()[0].id, Aspect.CAMERA).pre_caption is None
    with Project.open(told["kept_at"], read_only=True) as project:
        assert project.work(project.clips()[0].id, Aspect.CAMERA).pre_caption is not None


def test_an_unknown_backup_is_refused(chai, worked_in):
    before = worked_in.read_bytes()
    refused = chai("restore", worked_in, "--backup", "7")
    assert (refused.returncode, "no backup 7" in refused.stderr) == (1, True)
    assert worked_in.read_bytes() == before


def test_a_whole_project_is_left_as_it_is(chai, worked_in):
    before = worked_in.read_bytes()
    ended = chai("restore", worked_in)
    assert (ended.returncode, "nothing was changed" in ended.stdout) == (0, True)
    assert worked_in.read_bytes() == before


def test_a_damaged_project_comes_back_and_the_damaged_bytes_are_kept(chai, worked_in):
    content = bytearray(worked_in.read_bytes())
    content[0] ^= 0xFF  # in the header, which can be mended without loss
    worked_in.write_bytes(content)
    ended = chai("restore", worked_in, "--json")
    told = json.loads(ended.stdout)
    assert (ended.returncode, told["loss"]) == (0, "")
    assert (worked_in.parent / told["damaged_kept_at"] / worked_in.name).read_bytes() == bytes(content)
    assert chai("check", worked_in).returncode == 0


def test_what_may_be_lost_is_said(chai, worked_in):
    content = bytearray(worked_in.read_bytes())
    page = content.index(b"The camera zooms in.") // 4096 * 4096
    content[page : page + 4096] = bytes(4096)
    worked_in.write_bytes(content)
    assert chai("check", worked_in).returncode == 1
    ended = chai("restore", worked_in)
    assert ended.returncode == 3
    assert "can be opened again" in ended.stdout
    Project.open(worked_in).close()
