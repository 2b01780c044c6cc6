"""Keys in the system's keyring, where they go, and the list of a server's models."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from chai_desktop.errors import EngineError
from chai_desktop.models.endpoint.address import read_address
from chai_desktop.models.endpoint.listing import list_models
from chai_desktop.models.endpoint.server_key import KEY_VARIABLE, forget_key, keep_key, key_for, keyring_problem
from chai_desktop.models.requests import RevisionRequest
from chai_desktop.spec.aspects import Aspect

REVISION = RevisionRequest(Aspect.CAMERA, "It pans.")


class MemoryKeyring(KeyringBackend):
    """Stands in for the desktop's service, by the library's own protocol."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("secret detail")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class OpenKeyring(MemoryKeyring):
    """Keeps keys in the clear, and is ranked by the library accordingly."""

    priority = 0.5  # type: ignore[assignment]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_a_key_belongs_to_one_server(ring: MemoryKeyring) -> None:
    here, there = read_address("http://localhost:8080/v1"), read_address("http://localhost:8081/v1")
    assert keyring_problem() == ""
    keep_key(here, " first ")
    keep_key(here, "second")
    assert (key_for(here), key_for(there)) == ("second", "")
    assert key_for(read_address("http://localhost:8080/other")) == "second"
    forget_key(here)
    forget_key(here)
    assert key_for(here) == ""
    assert not ring.kept


def test_the_key_goes_with_the_question_and_nowhere_else(server: Any, engine: Any, ring: MemoryKeyring) -> None:
    keep_key(read_address(server.url), "secret")
    written = engine().revise(REVISION)
    assert set(server.keys) == {"Bearer secret"}
    assert "secret" not in repr(written)
    assert "secret" not in repr(server.asked)


def test_the_keyring_comes_before_the_variable(ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    here = read_address("http://localhost:8080/v1")
    monkeypatch.setenv(KEY_VARIABLE, "of the environment")
    assert key_for(here) == "of the environment"
    keep_key(here, "kept")
    assert key_for(here) == "kept"


@pytest.mark.parametrize("backend", [NoKeyring, OpenKeyring])
def test_where_nothing_keeps_keys_safely_the_variable_is_the_way_out(
    ring: MemoryKeyring, backend: type[KeyringBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(backend())
    here = read_address("http://localhost:8080/v1")
    assert KEY_VARIABLE in keyring_problem()
    with pytest.raises(EngineError, match="has no keyring") as said:
        keep_key(here, "secret")
    assert KEY_VARIABLE in said.value.hint
    assert "secret" not in str(said.value)
    assert key_for(here) == ""
    forget_key(here)
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    assert key_for(here) == "secret"


def test_a_locked_keyring_is_told_without_its_details(ring: MemoryKeyring, caplog: pytest.LogCaptureFixture) -> None:
    ring.locked = True
    here = read_address("http://localhost:8080/v1")
    assert key_for(here) == ""
    assert "cannot be read: KeyringLocked" in caplog.text
    assert "secret detail" not in caplog.text


@pytest.mark.parametrize("key", ["", "  ", "two\nlines", "schlüssel", "x" * 9000])
def test_what_cannot_be_a_key_is_not_kept(ring: MemoryKeyring, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    here = read_address("http://localhost:8080/v1")
    with pytest.raises(EngineError, match="is no key"):
        keep_key(here, key)
    monkeypatch.setenv(KEY_VARIABLE, key)
    if key.strip():
        with pytest.raises(EngineError, match=KEY_VARIABLE):
            key_for(here)


def test_the_library_is_loaded_only_for_keys(ring: MemoryKeyring) -> None:
    code = "import sys, chai_desktop.models.endpoint.endpoint_engine; sys.exit('keyring' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_server_lists_its_models(server: Any) -> None:
    server.names = ("qwen3-vl", "smol")
    assert list_models(read_address(server.url)) == ("qwen3-vl", "smol")


def test_a_server_without_a_list_is_a_sentence(server: Any) -> None:
    with pytest.raises(EngineError, match="does not know this address"):
        list_models(read_address(f"{server.url}/wrong"))
