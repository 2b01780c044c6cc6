"""What the list of people shows, without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.store.project import Project
from chai_desktop.store.records import Person, Role

ROLE_WORDS = {Role.ANNOTATOR: "Annotator", Role.REVIEWER: "Reviewer", Role.LEAD: "Lead"}
HONEST = (
    "A passphrase keeps colleagues from working under your name by mistake. It does not encrypt the file: "
    "who has the file can read all of it."
)


@dataclass(frozen=True)
class PeopleState:
    """``me`` works at this computer now; ``people`` is in the order in which they came."""

    project: str
    me: Person
    people: tuple[Person, ...]
    read_only: bool

    def is_me(self, person: Person) -> bool:
        return person.id == self.me.id

    def row(self, person: Person) -> tuple[str, str, str]:
        """Name, role and passphrase as words."""
        name = f"{person.name} (works now)" if self.is_me(person) else person.name
        return name, ROLE_WORDS[person.role], "asks for a passphrase" if person.guarded else ""

    def may_change_passphrase(self, person: Person) -> bool:
        """One's own; that of somebody who has none; and a lead may take away what was forgotten."""
        return not self.read_only and (self.is_me(person) or not person.guarded or self.me.role == Role.LEAD)


def read_people(project: Project) -> PeopleState:
    """On the project thread."""
    return PeopleState(project.name, project.me(), tuple(project.people()), project.read_only)
