"""Who sits at this computer, in a project file that knows several people and travels between computers."""

from __future__ import annotations

import getpass
import hashlib
import platform
from typing import TYPE_CHECKING

from chai_desktop.store import local_values
from chai_desktop.store.file.ids import new_id, now
from chai_desktop.store.journal.kinds import PROFILE
from chai_desktop.store.journal.nodes import put, value

if TYPE_CHECKING:
    from chai_desktop.store.file.project_file import ProjectFile


HANDED_TO = "handed to"  # key of a local value: whose work a part of a project is meant for


def login() -> str:
    """The name under which the person is logged in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a user without an entry, as in some containers
        return "unnamed"


def computer() -> str:
    """This computer, told from others without naming it: a project file is given away."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:16]


def _seat() -> str:
    here = f"{platform.node()}/{login()}".encode()
    return f"seat.{hashlib.sha256(here).hexdigest()[:16]}"


def author_at_this_computer(file: ProjectFile) -> int | None:
    person_id = local_values.recall(file, _seat()) or local_values.recall(file, HANDED_TO)
    return None if person_id is None else file.number("SELECT seq FROM people WHERE id = ?", (person_id,))


def seat_taken(file: ProjectFile) -> bool:
    """Whether it was said who works in this copy here: by name, or by handing it to somebody.

    Somebody who is known by nothing but their login never said anything.
    """
    if local_values.recall(file, HANDED_TO) is not None:
        return True
    number = author_at_this_computer(file)
    held = None if number is None else value(file, PROFILE, (number,))
    return held is not None and held["name"] != login()


def take_seat(file: ProjectFile, person_id: str) -> None:
    """Inside a transaction: whoever works here from now on."""
    local_values.write(file, _seat(), person_id)


def introduce_author(file: ProjectFile) -> int:
    """The person at this computer; inside a transaction, in which somebody new here is made known by their login."""
    known = author_at_this_computer(file)
    if known is not None:
        return known
    person_id, number = introduce(file, login())
    take_seat(file, person_id)
    return number


def introduce(file: ProjectFile, name: str, role: str = "annotator") -> tuple[str, int]:
    """Inside a transaction: somebody new in the project; gives their id and number."""
    person_id = new_id()
    number = file.insert("people", {"id": person_id, "created_at": now()})
    stamp = file.begin(f'Introduce "{name}"', "note", number)
    put(file, stamp, PROFILE, (number,), {"name": name, "role": role})
    return person_id, number
