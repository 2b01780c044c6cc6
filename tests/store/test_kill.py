"""The process is killed at random moments of real editing: every acknowledged edit is there, and the file is whole."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.check.check import check_file
from chai_desktop.store.project import Project

KILLS = int(os.environ.get("CHAI_KILLS", "20"))
ROOT = Path(__file__).parents[2]
PROCESS = Path(__file__).with_name("project_process.py")


def _run_and_kill(path: Path, seed: int, dice: random.Random) -> list[dict]:
    """What the process had acknowledged when it died."""
    command = [sys.executable, str(PROCESS), "edit", str(path), str(seed)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        first = b"".join(process.stdout.readline() for _ in range(dice.randrange(1, 25)))
        time.sleep(dice.uniform(0.0, 0.02))  # not always right after an acknowledgement
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
        complaint = process.stderr.read()
    assert process.returncode == -signal.SIGKILL, complaint.decode()
    return [json.loads(line) for line in (first + rest).splitlines() if line.endswith(b"}")]


def _recorded(path: Path) -> set[tuple[str, str]]:
    """Every number that stands in the closed file, by kind of edit."""
    sql = """
        SELECT 'answer', json_extract(given.value, '$')
        FROM answers JOIN answer_values AS given ON given.seq = answers.value
        UNION ALL SELECT 'pre', text FROM pre_captions UNION ALL SELECT 'critique', free_text FROM critiques
        UNION ALL SELECT 'post', id FROM triples"""
    connection = sqlite3.connect(path)
    rows = connection.execute(sql).fetchall()
    connection.close()
    return {(what, text.rsplit(" ", 1)[-1]) for what, text in rows}


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
@pytest.mark.timeout(60 + 10 * KILLS)
def test_no_acknowledged_edit_is_lost_when_the_process_is_killed(project, facts, record_property):
    for name in ("a.mp4", "b.mp4", "c.mp4"):
        project.add_clip(facts(name))
    project.close()
    dice, acknowledged = random.Random(2026), []
    lost: set[tuple[str, str]] = set()
    damaged = 0
    for kill in range(KILLS):
        acknowledged += _run_and_kill(project.path, kill, dice)
        lost |= _lost_typing(project.path, acknowledged)
        damaged += check_file(project.path).damaged
        expected = {(edit["what"], edit["number"]) for edit in acknowledged if edit["what"] != "typed"}
        lost |= expected - _recorded(project.path)
    counts = {"kills": KILLS, "acknowledged": len(acknowledged), "lost": len(lost), "damaged": damaged}
    record_property("counted", json.dumps(counts))
    assert (lost, damaged) == (set(), 0)
    assert len(acknowledged) > 5 * KILLS


def _lost_typing(path: Path, acknowledged: list[dict]) -> set[tuple[str, str]]:
    """What was acknowledged as typed, and something older stands there; a newer one may not have been acknowledged."""
    typed = {(edit["clip"], edit["aspect"]): edit["number"] for edit in acknowledged if edit["what"] == "typed"}
    lost = set()
    with Project.open(path) as again:
        for (clip, aspect), number in typed.items():
            found = again.work(clip, Aspect(aspect)).typed.get("critique")
            if found is None or _order(found) < _order(number):
                lost.add(("typed", number))
    return lost
