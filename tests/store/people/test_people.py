"""People: profiles with roles and passphrases, and whose name stands on what."""

from __future__ import annotations

import sqlite3

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.store.people.passphrase import opens, sealed
from chai_desktop.store.project import Project
from chai_desktop.store.records import Role
from chai_desktop.store.refusals import PassphraseNeededError


def test_a_person_added_by_a_lead_is_the_one_who_works_later(project):
    bo = project.add_person("Bo", Role.REVIEWER)
    assert project.set_me("Bo") == bo
    assert bo.role == Role.REVIEWER


def test_nobody_is_there_twice(project):
    project.add_person("Bo")
    with pytest.raises(ProjectError, match="called Bo already"):
        project.add_person(" Bo ")
    ada = project.add_person("Ada")
    with pytest.raises(ProjectError, match="called Bo already"):
        project.change_profile(ada.id, name="Bo")


def test_a_profile_changes_and_is_the_same_person(project, clip_id):
    me = project.set_me("Ada")
    project.set_answers(clip_id, {"camera_pan": "no"})
    changed = project.change_profile(me.id, name="Ada L.", role=Role.LEAD)
    assert (changed.id, changed.name, changed.role) == (me.id, "Ada L.", Role.LEAD)
    assert project.me() == changed
    assert project.moments(clip_id)[0].author == changed
    project.undo()
    assert project.me() == me


def test_a_guarded_name_is_not_taken_without_its_passphrase(project):
    lead = project.set_me("Lead")
    project.change_profile(lead.id, passphrase="open sesame")
    project.set_me("Bo")
    for words in ("", "open says me"):
        with pytest.raises(PassphraseNeededError, match="Lead has a passphrase"):
            project.set_me("Lead", words)
    assert project.me().name == "Bo"
    assert project.set_me("Lead", "open sesame").guarded
    project.change_profile(lead.id, passphrase="")
    project.set_me("Bo")
    assert project.set_me("Lead").name == "Lead"


def test_no_passphrase_stands_in_the_file(project):
    project.change_profile(project.me().id, passphrase="open sesame")
    project.close()
    assert b"open sesame" not in project.path.read_bytes()
    connection = sqlite3.connect(project.path)
    (kept,) = connection.execute("SELECT passphrase FROM profiles WHERE passphrase IS NOT NULL").fetchone()
    connection.close()
    assert kept.startswith("scrypt$")


def test_equal_passphrases_are_kept_differently():
    assert sealed("a") != sealed("a")
    assert opens("ü 🎬", sealed("ü 🎬"))


@pytest.mark.parametrize(
    "seal", ["", "scrypt$1$2", "scrypt$1073741824$8$1$00$00", "md5$a$b$c$d$e", "scrypt$x$8$1$00$00"]
)
def test_a_seal_that_cannot_be_read_opens_to_nobody(seal):
    assert not opens("", seal)


def test_a_passphrase_travels_and_is_asked_for_elsewhere(project, monkeypatch):
    from chai_desktop.store.people import seat

    lead = project.set_me("Lead")
    project.change_profile(lead.id, passphrase="open sesame")
    project.close()
    monkeypatch.setattr(seat, "_seat", lambda: "seat.another computer")
    with Project.open(project.path) as there:
        assert there.me().name != "Lead"
        with pytest.raises(PassphraseNeededError):
            there.set_me("Lead")
