"""All commands by id, in the order in which they were added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chai_desktop.ui.commands.command import Command, Menu


class CommandRegistry:
    """Holds each command once; refuses a second id and a key that another command has."""

    def __init__(self) -> None:
        self._commands: dict[str, Command] = {}
        self._owner_of_key: dict[str, str] = {}

    def add(self, commands: Iterable[Command]) -> None:
        for command in commands:
            if command.id in self._commands:
                raise ValueError(f"two commands are called {command.id}")
            for key in command.keys:
                if key in self._owner_of_key:
                    raise ValueError(f"{key} belongs to {self._owner_of_key[key]} and {command.id}")
                self._owner_of_key[key] = command.id
            self._commands[command.id] = command

    def __getitem__(self, command_id: str) -> Command:
        return self._commands[command_id]

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def of(self, menu: Menu) -> list[Command]:
        return [command for command in self if command.menu == menu]

    def run(self, command_id: str) -> bool:
        """Do it, if it can be done now; says whether it was done."""
        command = self._commands[command_id]
        if not command.enabled():
            return False
        command.run()
        return True

    def find(self, words: str) -> list[Command]:
        """Commands whose words or menu hold every one of the words, best first: those that begin with them."""
        wanted = words.lower().split()
        hits = [c for c in self if all(word in f"{c.menu} {c.words}".lower() for word in wanted)]
        return sorted(hits, key=lambda c: not c.words.lower().startswith(words.lower().strip()))
