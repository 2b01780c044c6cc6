"""Who works in a project, and who sits at this computer."""

from __future__ import annotations

import getpass
import hashlib
import platform
from typing import TYPE_CHECKING

from chai_desktop.errors import ProjectError
from chai_desktop.store import project_settings
from chai_desktop.store.ids import new_id, now
from chai_desktop.store.records import Person

if TYPE_CHECKING:
    from chai_desktop.store.project_file import ProjectFile


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a user without an entry, as in some containers
        return "unnamed"


def _seat() -> str:
    """The settings key of the person at this computer; hashed, because a project file is given away."""
    here = f"{platform.node()}/{_login()}".encode()
    return f"me.{hashlib.sha256(here).hexdigest()[:16]}"


def me(file: ProjectFile) -> Person:
    """The person at this computer; at first, the name with which they are logged in."""
    known = project_settings.read(file, _seat(), None)
    if known is not None:
        return person(file, known)
    if file.read_only:
        return Person("", _login())
    with file.operation("Begin"):
        pass
    return person(file, project_settings.read(file, _seat(), None))


def set_me(file: ProjectFile, name: str) -> Person:
    """Say who works here from now on; a name that is known already is that person."""
    name = name.strip()
    if not name:
        raise ProjectError("A person needs a name.", "Type the name under which your work is recorded.")
    if me(file).name == name:
        return me(file)
    with file.operation(f'Work as "{name}"') as stamp:
        found = file.row("SELECT id FROM people WHERE name = ? ORDER BY seq", (name,))
        person_id = _introduce(file, name) if found is None else found["id"]
        project_settings.write(file, _seat(), person_id, stamp.author_id)
    return Person(person_id, name)


def person(file: ProjectFile, person_id: str) -> Person:
    row = file.row("SELECT id, name FROM people WHERE id = ?", (person_id,))
    if row is None:
        raise ProjectError(f"{file.path.name} knows no person {person_id}.", "Run a check on the project file.")
    return Person(row["id"], row["name"])


def everyone(file: ProjectFile) -> dict[str, Person]:
    return {row["id"]: Person(row["id"], row["name"]) for row in file.rows("SELECT id, name FROM people ORDER BY seq")}


def current_person_id(file: ProjectFile) -> str:
    """The author of a change; inside a transaction, in which a person who is new here gets a row."""
    known: str | None = project_settings.read(file, _seat(), None)
    if known is not None:
        return known
    person_id = _introduce(file, _login())
    project_settings.write(file, _seat(), person_id, person_id)
    return person_id


def _introduce(file: ProjectFile, name: str) -> str:
    person_id = new_id()
    file.insert("people", {"id": person_id, "name": name, "created_at": now()})
    return person_id
