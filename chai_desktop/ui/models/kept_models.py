"""What a person set about models, without Qt: folders to search, servers, and the settings of each model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chai_desktop.models.choice import EngineChoice


@dataclass(frozen=True)
class KeptServer:
    """``settings`` as the engine "endpoint" has them; ``url`` is one of them."""

    model: str
    settings: Mapping[str, Any]

    @property
    def url(self) -> str:
        return str(self.settings.get("url", ""))


@dataclass(frozen=True)
class KeptModels:
    """``own``: settings by ``key_of`` a model; what is not in it is as the engine likes."""

    folders: tuple[str, ...] = ()
    servers: tuple[KeptServer, ...] = ()
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def with_folder(self, folder: str) -> KeptModels:
        return self if folder in self.folders else replace(self, folders=(*self.folders, folder))

    def without_folder(self, folder: str) -> KeptModels:
        return replace(self, folders=tuple(each for each in self.folders if each != folder))

    def with_server(self, number: int | None, server: KeptServer) -> KeptModels:
        """In the place of the one of this number, or as a new one."""
        servers = list(self.servers)
        if number is None:
            servers.append(server)
        else:
            servers[number] = server
        return replace(self, servers=tuple(servers))

    def without_server(self, number: int) -> KeptModels:
        return replace(self, servers=tuple(each for at, each in enumerate(self.servers) if at != number))

    def with_own(self, key: str, settings: Mapping[str, Any]) -> KeptModels:
        return replace(self, own={**self.own, key: dict(settings)})

    def to_json(self) -> str:
        servers = [{"model": server.model, "settings": dict(server.settings)} for server in self.servers]
        own = {key: dict(settings) for key, settings in self.own.items()}
        return json.dumps({"folders": list(self.folders), "servers": servers, "own": own}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> KeptModels:
        """What cannot be read is left out: a window has to open."""
        try:
            stored = json.loads(text) if text else {}
        except ValueError:
            stored = {}
        if not isinstance(stored, dict):
            return cls()
        folders = tuple(each for each in _list(stored.get("folders")) if isinstance(each, str))
        servers = tuple(
            KeptServer(str(each.get("model", "")), _table(each.get("settings")))
            for each in _list(stored.get("servers"))
            if isinstance(each, dict)
        )
        own = {str(key): _table(value) for key, value in _table(stored.get("own")).items()}
        return cls(folders, servers, own)


def key_of(engine: str, model: str) -> str:
    return f"{engine}:{model}"


def choice_with(engine: str, model: str, settings: Mapping[str, Any]) -> EngineChoice:
    """What was left empty is the engine's own default."""
    return EngineChoice(engine, model, {key: value for key, value in settings.items() if value is not None})


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
