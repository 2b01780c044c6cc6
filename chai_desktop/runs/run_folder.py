"""A run's folder: where each file lies, and what is to be done. Who works in it has a seat (``seat.py``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from chai_desktop.errors import ChaiError
from chai_desktop.runs.records import VERSION, RunDescription, RunResult, RunState
from chai_desktop.runs.whole_files import read_whole, typed, write_whole

DESCRIPTION = "run.json"
SHARDS = "shards"
_ANEW = "Make the run anew, in the window or with: chai recaption --make-config"


class RunError(ChaiError):
    """A run folder cannot be used."""


@dataclass(frozen=True)
class Seat:
    """Where one process of a run writes: the run's folder itself, or one folder for each shard."""

    folder: Path

    @property
    def state_file(self) -> Path:
        return self.folder / "state.json"

    @property
    def events_file(self) -> Path:
        return self.folder / "events.ndjson"

    @property
    def log_file(self) -> Path:
        return self.folder / "log.txt"

    @property
    def result_file(self) -> Path:
        return self.folder / "result.json"

    @property
    def lock_file(self) -> Path:
        return self.folder / "lock"

    def state(self) -> RunState | None:
        """None before the first start, and where the file is torn."""
        return read_whole(self.state_file, RunState)

    def result(self) -> RunResult | None:
        return read_whole(self.result_file, RunResult)


@dataclass(frozen=True)
class RunFolder:
    path: Path

    @classmethod
    def create(cls, path: Path, description: RunDescription) -> RunFolder:
        """Make the folder and write what is to be done. RunError where another run lies there."""
        folder = cls(path)
        if folder.description_file.exists():
            if folder.description() == description:
                return folder
            raise RunError(f"There is another run in {path}.", "Choose another folder: a run is never changed.")
        try:
            path.mkdir(parents=True, exist_ok=True)
            write_whole(folder.description_file, description)
        except OSError as error:
            raise cannot_write(path, error) from error
        return folder

    @property
    def description_file(self) -> Path:
        return self.path / DESCRIPTION

    def description(self) -> RunDescription:
        """RunError that names the file and the field where it cannot be read."""
        return read_description(self.description_file)

    def seat(self, shard: int, shards: int) -> Seat:
        """``shard`` counts from 1."""
        return Seat(self.path if shards == 1 else self.path / SHARDS / f"{shard}-of-{shards}")

    def seats(self, shards: int) -> list[Seat]:
        return [self.seat(number, shards) for number in range(1, shards + 1)]

    def files_called(self, name: str) -> list[Path]:
        """The files of that name of all seats there are, however many shards wrote them."""
        found = sorted((self.path / SHARDS).glob(f"*/{name}"))
        own = self.path / name
        return [own, *found] if own.exists() else found


def read_description(path: Path) -> RunDescription:
    """Read a ``run.json``. RunError that names the file and the field."""
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise RunError(f"{path} cannot be read: {error.strerror or error}.", "Check the name of the file.") from error
    except ValueError as error:
        raise RunError(f"{path} is not JSON ({error}).", _ANEW) from error
    if not isinstance(data, dict) or not isinstance(data.get("version"), int):
        raise RunError(f"{path} does not describe a run.", _ANEW)
    if data["version"] > VERSION:
        raise RunError(f"{path} was made by a newer CHAI Desktop.", "Use that version, or make the run anew.")
    try:
        return typed(RunDescription, data)
    except ValueError as error:
        raise RunError(f"{path} does not describe a run: {error}.", _ANEW) from error


def cannot_write(path: Path, error: OSError) -> RunError:
    return RunError(
        f"{path} cannot be written to: {error.strerror or error}.",
        "Make space or choose another folder; what was written before stays.",
    )


def last_lines(path: Path, count: int) -> list[str]:
    """The end of a log, for people; nothing where there is none."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - 200 * count))
            return file.read().decode("utf-8", "replace").splitlines()[-count:]
    except OSError:
        return []
