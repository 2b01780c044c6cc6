"""What holds for every verb: help, wrong words, and a plain sentence where something fails."""

from __future__ import annotations

import struct
import subprocess
import sys

import pytest

from chai_desktop.cli import VERBS, main


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_tells_how_it_is_used(verb, capsys):
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert f"chai {verb}" in told
    assert ("--json" in told) == (verb != "run")


def test_help_names_all_verbs(chai):
    told = chai("--help")
    assert told.returncode == 0
    named = {line.split()[0] for line in told.stdout.splitlines() if line.startswith("    ") and line[4:5] != " "}
    assert [verb for verb in VERBS if verb not in named] == []


def test_an_unknown_verb_is_refused_with_the_known_ones(chai):
    refused = chai("fly")
    assert refused.returncode == 2
    assert all(verb in refused.stderr for verb in ("fly", *VERBS))


def test_a_defect_becomes_a_sentence_and_goes_to_the_log(own_places):
    code = "\n".join(
        (
            "import sys, chai_desktop.verbs.doctor_verb as verb",
            "def broken(_parsed): raise ZeroDivisionError('deep inside')",
            "verb.run = broken",
            "from chai_desktop.cli import main",
            "sys.exit(main(['doctor']))",
        )
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    log = own_places / "log" / "chai-desktop.log"
    assert ended.stderr == f"Something went wrong inside the program. The log has the details: {log}\n"
    assert "deep inside" in log.read_text("utf-8")


def test_what_no_terminal_can_show_does_not_end_a_verb(chai, tmp_path):
    (tmp_path / "config.json").write_text('{"model_type": "\\ud800"}')
    (tmp_path / "model.safetensors").write_bytes(struct.pack("<Q", 2) + b"{}")
    for words in ((), ("--json",)):
        told = chai("models", str(tmp_path), *words)
        assert (told.returncode, "\\ud800" in told.stdout) == (0, True)
