"""What the program remembers about this person on this machine: one small JSON file, written atomically."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """Values with their defaults. Unknown keys are left out; a value of a wrong type falls back to the default."""

    theme: str = "system"  # "system" | "dark" | "light"
    person: str = ""
    last_project: str = ""
    window_shape: str = ""  # hex of Qt's geometry
    check_texts: str = "yes"  # "yes" | "no": whether captions and critiques are checked while they are written
    measure_clips: str = "yes"  # "yes" | "no": whether clips are measured in the background when they are opened
    annotate_layout: str = ""  # the borders of the Annotate room, as JSON
    engines: str = ""  # which engine does what, as JSON (``models.roles``)
    sampling: str = ""  # how frames are chosen for engines that see, as JSON (``media.sampling``)
    drafts_at_once: str = "4"  # how many drafts are written to choose from, 2 to 8
    drafts_temperature: str = "0.8"  # how freely they are written
    hide_scores: str = "yes"  # "yes" | "no": whether scores are shown only after the person has chosen
    prepare_next: str = "yes"  # "yes" | "no": whether an engine that sees reads the next clip ahead
    prompts: str = ""  # the person's own prompts by task, as JSON (docs/formats/prompts.md)
    unfinished_prompts: str = ""  # those that cannot be used yet, as they were typed, in the same way
    models: str = ""  # folders to search, servers, settings of models, as JSON (``ui.models.kept_models``)


class SettingsFile:
    """Reads once, writes on every change. A file that cannot be read is set aside, never overwritten.

    Another window may have the same file: what it changed stays there, and only what was changed here is written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unsaved: dict[str, str] = {}
        self.value = self._read()

    def change(self, **changes: str) -> Settings:
        """Set some values and save them; a folder that cannot be written to costs only the memory of them."""
        self.value = replace(self.value, **changes)
        self._unsaved |= changes
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part = self._path.with_suffix(".part")
            part.write_text(json.dumps(asdict(replace(self._there(), **self._unsaved)), indent=2), "utf-8")
            os.replace(part, self._path)
            self._unsaved.clear()
        except OSError as error:
            _log.warning("settings not saved to %s: %s", self._path, error)
        return self.value

    def _read(self) -> Settings:
        try:
            return _settings_in(self._path)
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError) as error:
            _log.warning("settings in %s cannot be read: %s", self._path, error)
            self._set_aside()
            return Settings()

    def _there(self) -> Settings:
        """What stands in the file now; what is known here where it cannot be read any more."""
        try:
            return _settings_in(self._path)
        except (OSError, ValueError):
            return self.value

    def _set_aside(self) -> None:
        try:
            os.replace(self._path, self._path.with_suffix(".damaged"))
        except OSError as error:
            _log.warning("could not set the damaged settings aside: %s", error)


def _settings_in(path: Path) -> Settings:
    """OSError, ValueError where it cannot be read."""
    stored = json.loads(path.read_text("utf-8"))
    known = {field.name for field in fields(Settings)}
    usable = stored if isinstance(stored, dict) else {}
    return Settings(**{key: value for key, value in usable.items() if key in known and isinstance(value, str)})
