"""Who works here, where the program knows a name, the file another, and a part was handed to a third."""

from __future__ import annotations

import pytest

from chai_desktop.store.people import seat
from chai_desktop.store.project import Project
from chai_desktop.store.records import Role
from chai_desktop.store.refusals import PassphraseNeededError


def _names(project: Project) -> list[str]:
    return [person.name for person in project.people()]


@pytest.fixture
def elsewhere(monkeypatch):
    """Another computer from here on."""

    def move(name: str = "another computer") -> None:
        monkeypatch.setattr(seat, "_seat", lambda: f"seat.{name}")

    return move


def test_who_was_known_by_their_login_gets_their_name_and_stays_one_person(project, clip_id):
    assert not project.seat_taken()
    before = project.me()
    assert project.sit_down("Ada").id == before.id
    assert _names(project) == ["Ada"]
    assert project.moments(clip_id)[0].author.name == "Ada"
    assert project.seat_taken()


def test_the_default_name_does_not_take_a_seat_that_somebody_took(project):
    project.set_me("Bo")
    assert project.sit_down("Ada").name == "Bo"
    assert "Ada" not in _names(project)


def test_the_default_name_takes_the_profile_of_that_name(project, elsewhere):
    ada = project.add_person("Ada", Role.REVIEWER)
    elsewhere()
    assert project.sit_down("Ada") == ada
    assert project.me() == ada


def test_a_guarded_profile_is_not_taken_by_the_default_name(project, elsewhere):
    ada = project.add_person("Ada")
    project.change_profile(ada.id, passphrase="open sesame")
    before = project.me()
    with pytest.raises(PassphraseNeededError):
        project.sit_down("Ada")
    assert project.me() == before
    assert project.set_me("Ada", "open sesame").id == ada.id


def test_a_part_that_was_handed_to_somebody_is_theirs_whatever_the_default_name(project, clip_id, tmp_path, elsewhere):
    bo = project.add_person("Bo")
    part = tmp_path / "For Bo.chai"
    project.export_share([clip_id], part, bo.id)
    elsewhere()
    with Project.open(part) as share:
        assert share.is_share
        assert share.seat_taken()
        assert share.sit_down("Ada") == bo
        share.set_me("Ada")  # said on purpose
        assert share.me().name == "Ada"


def test_reading_alone_makes_nobody_known(project):
    before = _names(project)
    project.close()
    with Project.open(project.path, read_only=True) as copy:
        assert copy.sit_down("Ada").name != "Ada"
        assert _names(copy) == before


def test_choosing_a_name_first_makes_no_second_person_of_the_login(project, elsewhere):
    before = _names(project)
    elsewhere()
    project.set_me("Ada")
    assert _names(project) == [*before, "Ada"]
