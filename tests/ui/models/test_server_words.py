"""What is said of a server's address before anything is sent there."""

from __future__ import annotations

import pytest

from chai_desktop.errors import EngineError
from chai_desktop.ui.models.kept_models import KeptServer
from chai_desktop.ui.models.server_words import address_of, read_server


def test_this_machine_needs_no_agreement():
    asked = read_server(KeptServer("", {"url": "http://127.0.0.1:8080/v1"}))
    assert not asked.leaves and not asked.problem


def test_another_machine_is_named_until_it_is_agreed_to():
    server = KeptServer("", {"url": "https://gpu-box:8000/v1"})
    asked = read_server(server)
    assert "gpu-box" in asked.leaves and not asked.agreed
    with pytest.raises(EngineError, match="not this machine"):
        address_of(server)
    agreed = KeptServer("", {**server.settings, "consent": "gpu-box"})
    assert read_server(agreed).agreed and address_of(agreed).host == "gpu-box"


def test_an_agreement_is_for_one_machine():
    server = KeptServer("", {"url": "https://other-box/v1", "consent": "gpu-box"})
    assert not read_server(server).agreed
    with pytest.raises(EngineError):
        address_of(server)


@pytest.mark.parametrize("url", ["", "gpu-box", "ftp://x", "http://[", "http://name:secret@x/v1"])
def test_what_is_no_address_is_said(url):
    assert read_server(KeptServer("", {"url": url})).problem
