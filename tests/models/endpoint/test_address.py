from __future__ import annotations

from dataclasses import fields

import pytest

from chai_desktop.errors import EngineError
from chai_desktop.models.endpoint.address import read_address, what_leaves
from chai_desktop.models.endpoint.settings import EndpointSettings
from chai_desktop.models.registry import kind_named


@pytest.mark.parametrize("url", ["http://localhost:1/v1", "http://127.8.9.1/v1/", "https://[::1]:8080"])
def test_this_machine_needs_no_consent(url: str) -> None:
    address = read_address(url)
    assert address.is_local
    assert what_leaves(address) == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.0.7/v1",
        "https://example.com/v1",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://0x7f.1/",
        "http://[::2]/",
    ],
)
def test_another_machine_does_and_for_itself(url: str) -> None:
    with pytest.raises(EngineError, match="is not this machine") as said:
        read_address(url, "elsewhere.example.com")
    host = said.value.message.split(" ")[0]
    assert not read_address(url, host).is_local
    assert host in what_leaves(read_address(url, host))


def test_consent_is_no_general_yes() -> None:
    with pytest.raises(EngineError, match="is not this machine"):
        read_address("https://example.com/v1", "true")
    assert read_address("https://Example.com/v1", "example.COM").host == "example.com"


def test_an_open_line_is_told() -> None:
    assert "unencrypted" in what_leaves(read_address("http://gpu-box:8000/v1", "gpu-box"))
    encrypted = what_leaves(read_address("https://gpu-box/v1", "gpu-box"), frames=False)
    assert "unencrypted" not in encrypted
    assert "frames" not in encrypted


@pytest.mark.parametrize("url", ["", "localhost:8080", "file:///etc/passwd", "http://", "http://a:b/", "http://[::1/"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(EngineError, match="no address of a server"):
        read_address(url)


def test_a_password_in_an_address_is_refused() -> None:
    with pytest.raises(EngineError, match="holds a password"):
        read_address("http://me:secret@localhost/")


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("http://localhost:8080", "http://localhost:8080/v1"),
        ("http://localhost:8080/v1/chat/completions", "http://localhost:8080/v1"),
        (" http://localhost:8080/api/v3/ ", "http://localhost:8080/api/v3"),
    ],
)
def test_addresses_as_people_write_them(given: str, used: str) -> None:
    address = read_address(given)
    assert (address.url, address.origin) == (used, "http://localhost:8080")


def test_every_setting_has_its_name_in_the_list_of_engines() -> None:
    own = {field.name for field in fields(EndpointSettings)} - {"address"}
    assert set(kind_named("endpoint").settings or ()) == own | {"url", "consent"}
