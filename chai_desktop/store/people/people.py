"""The people of a project: profiles with a name, a role and perhaps a passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chai_desktop.errors import ProjectError
from chai_desktop.store.journal.kinds import PROFILE
from chai_desktop.store.journal.nodes import Payload, put, value
from chai_desktop.store.people.passphrase import opens, sealed
from chai_desktop.store.people.seat import introduce, login, seat_taken, take_seat
from chai_desktop.store.records import Person, Role
from chai_desktop.store.refusals import PassphraseNeededError

if TYPE_CHECKING:
    from chai_desktop.store.file.project_file import ProjectFile, Row

_EVERYONE = f"""
    SELECT people.seq, people.id, profile.name, profile.role, profile.passphrase IS NOT NULL AS guarded
    FROM people
    LEFT JOIN heads ON heads.kind = {PROFILE.number} AND heads.a = people.seq AND heads.b = 0
    LEFT JOIN profiles AS profile ON profile.seq = heads.node"""


def me(file: ProjectFile) -> Person:
    """The person at this computer; at first, the name with which they are logged in."""
    author = file.author()
    if author is None and file.read_only:
        return Person("", login())
    if author is None:
        with file.in_place() as author:
            pass
    return person(file, author)


def set_me(file: ProjectFile, name: str, passphrase: str = "") -> Person:
    """Say who works here from now on; a name that is known already is that person.

    Raises PassphraseNeededError where that person's profile has a passphrase and this is not it.
    """
    name = _checked(name)
    if file.author() is not None and me(file).name == name:
        return me(file)
    known = _named(file, name)
    if known is not None:
        _let_in(file, known, passphrase)
    with file.whole():  # nobody is made known by their login on the way
        person_id = introduce(file, name)[0] if known is None else known.id
        take_seat(file, person_id)
    return me(file)


def sit_down(file: ProjectFile, name: str) -> Person:
    """Let somebody work here by the name that they use everywhere, unless it was said before who works here.

    Who was known by their login only gets that name. Raises PassphraseNeededError, like ``set_me``.
    """
    name = _checked(name)
    if file.read_only or seat_taken(file):
        return me(file)
    author = file.author()
    if author is None or _named(file, name) is not None:
        return set_me(file, name)
    with file.operation(f'Introduce "{name}"', kind="note") as stamp:
        put(file, stamp, PROFILE, (author,), {**(value(file, PROFILE, (author,)) or {}), "name": name})
    return person(file, author)


def add_person(file: ProjectFile, name: str, role: Role) -> Person:
    """Make somebody known who does not sit here now."""
    name = _checked(name)
    _refuse_twice(file, name)
    with file.in_place():
        _, number = introduce(file, name, role)
    return person(file, number)


def change_profile(
    file: ProjectFile, person_id: str, name: str | None = None, role: Role | None = None, passphrase: str | None = None
) -> Person:
    """Give somebody another name, role or passphrase ("" takes it away); None leaves a thing as it is."""
    number = file.number("SELECT seq FROM people WHERE id = ?", (person_id,))
    before = None if number is None else value(file, PROFILE, (number,))
    if number is None or before is None:
        raise ProjectError(f"{file.path.name} knows no such person.", "Choose one from the list of people.")
    after = _changed(before, name, role, passphrase)
    if after == before:
        return person(file, number)
    if after["name"] != before["name"]:
        _refuse_twice(file, after["name"])
    with file.operation(f'Change the profile of "{after["name"]}"') as stamp:
        put(file, stamp, PROFILE, (number,), after)
    return person(file, number)


def _changed(before: Payload, name: str | None, role: Role | None, passphrase: str | None) -> Payload:
    after = dict(before)
    if name is not None:
        after["name"] = _checked(name)
    if role is not None:
        after["role"] = str(role)
    if passphrase is not None:
        after["passphrase"] = sealed(passphrase) if passphrase else None
    return after


def _checked(name: str) -> str:
    if not name.strip():
        raise ProjectError("A person needs a name.", "Type the name under which your work is recorded.")
    return name.strip()


def _named(file: ProjectFile, name: str) -> Person | None:
    return next((each for each in everyone(file).values() if each.name == name), None)


def _refuse_twice(file: ProjectFile, name: str) -> None:
    if _named(file, name) is not None:
        raise ProjectError(f"There is a person called {name} already.", "Choose another name, or work as that person.")


def _let_in(file: ProjectFile, known: Person, passphrase: str) -> None:
    number = file.number("SELECT seq FROM people WHERE id = ?", (known.id,))
    profile = None if number is None else value(file, PROFILE, (number,))
    if profile is None or profile["passphrase"] is None or opens(passphrase, profile["passphrase"]):
        return
    raise PassphraseNeededError(
        f"{known.name} has a passphrase, and this is not it." if passphrase else f"{known.name} has a passphrase.",
        "Type it, or work under another name.",
    )


def person(file: ProjectFile, number: int) -> Person:
    row = file.row(f"{_EVERYONE} WHERE people.seq = ?", (number,))
    if row is None:
        raise ProjectError(f"{file.path.name} knows no person {number}.", "Run a check on the project file.")
    return _person(row)


def everyone(file: ProjectFile) -> dict[int, Person]:
    """By number, in the order in which they came."""
    return {row["seq"]: _person(row) for row in file.rows(f"{_EVERYONE} ORDER BY people.seq")}


def _person(row: Row) -> Person:
    return Person(row["id"], row["name"] or "unnamed", Role(row["role"] or Role.ANNOTATOR), bool(row["guarded"]))
