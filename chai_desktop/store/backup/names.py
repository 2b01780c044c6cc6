"""Where the backups of a project lie, what they are called, and which there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from chai_desktop.store.file.plain_words import from_os

SUFFIX = ".chai"
HALF_WRITTEN = ".part"
_TIME = "%Y-%m-%d %H%M%S"  # UTC; no colons, which Windows refuses in names
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d{6})(?:-(\d+))? (\S.*)\.chai")


class Reason(StrEnum):
    """Why a backup was made; part of its name."""

    AT_OPEN = "at open"
    HALF_HOUR = "every half hour"
    BEFORE_UPGRADE = "before upgrade"
    BEFORE_MERGE = "before merge"
    BEFORE_RESTORE = "before restore"


@dataclass(frozen=True)
class Backup:
    """One verified backup. ``reason`` is a ``Reason``, or what a person wrote in its place; ``size`` in bytes."""

    path: Path
    time: datetime  # UTC, in whole seconds
    reason: str
    size: int
    number: int = 1  # tells backups of one second apart


def backup_folder(project_path: Path) -> Path:
    """``NAME backups`` beside ``NAME.chai``; it need not exist."""
    name = project_path.stem if project_path.suffix == SUFFIX else project_path.name
    return project_path.with_name(f"{name} backups")


def new_name(folder: Path, time: datetime, reason: str) -> Path:
    """A name that no backup in the folder has yet."""
    stamp = time.astimezone(UTC).strftime(_TIME)
    taken = [found.number for found in _in(folder) if found.time.strftime(_TIME) == stamp]
    number = f"-{max(taken) + 1}" if taken else ""
    return folder / f"{stamp}{number} {reason}{SUFFIX}"


def list_backups(project_path: Path) -> list[Backup]:
    """The backups of a project, the newest first. Half-written ones and other files are left out."""
    return sorted(_in(backup_folder(project_path)), key=order, reverse=True)


def order(backup: Backup) -> tuple[datetime, int, str]:
    """What backups are put in order by: ``max`` finds the newest."""
    return backup.time, backup.number, backup.path.name


def _in(folder: Path) -> list[Backup]:
    try:
        entries = list(folder.iterdir())
        found = [backup for entry in entries if (backup := _backup(entry)) is not None]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise from_os(error, folder) from error
    return found


def _backup(path: Path) -> Backup | None:
    said = _NAME.fullmatch(path.name)
    if said is None or path.is_symlink() or not path.is_file():
        return None
    try:
        time = datetime.strptime(said[1], _TIME).replace(tzinfo=UTC)
    except ValueError:  # a month 13 is no backup of ours
        return None
    return Backup(path, time, said[3], path.stat().st_size, int(said[2] or 1))
