"""Who may do what in the list of people, and how it is said."""

from __future__ import annotations

from chai_desktop.store.records import Person, Role
from chai_desktop.ui.people.people_model import PeopleState

ADA = Person("1", "Ada", Role.ANNOTATOR, guarded=True)
BO = Person("2", "Bo", Role.LEAD, guarded=True)
CY = Person("3", "Cy")


def _as(me: Person, read_only: bool = False) -> PeopleState:
    return PeopleState("Film", me, (ADA, BO, CY), read_only)


def test_a_row_in_words():
    assert _as(ADA).row(ADA) == ("Ada (works now)", "Annotator", "asks for a passphrase")
    assert _as(ADA).row(CY) == ("Cy", "Annotator", "")


def test_a_passphrase_is_changed_by_its_owner_by_a_lead_or_where_there_is_none():
    assert _as(ADA).may_change_passphrase(ADA)
    assert not _as(ADA).may_change_passphrase(BO)
    assert _as(ADA).may_change_passphrase(CY)
    assert _as(BO).may_change_passphrase(ADA)
    assert not _as(ADA, read_only=True).may_change_passphrase(ADA)
