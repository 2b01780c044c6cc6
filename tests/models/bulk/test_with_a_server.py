"""Runs whose engine is a server: several parts ask it at once; and one that goes away in the night."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from chai_desktop.models.bulk.recaption import Manner, recaption
from chai_desktop.models.bulk.rows import reasons, rows_of
from chai_desktop.models.choice import EngineChoice
from chai_desktop.runs.records import Outcome
from chai_desktop.runs.truth import Condition, look
from chai_desktop.spec.aspects import Aspect
from tests.models.bulk.conftest import Make, Start
from tests.models.bulk.test_recaption import Clips, counted
from tests.models.endpoint.conftest import Server


def serving(port: int = 0) -> Server:
    server = Server(("127.0.0.1", port))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


def close(server: Server) -> None:
    server.shutdown()
    server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    served = serving()
    yield served
    close(served)


def test_two_parts_ask_one_server_at_once(server: Server, clips_of: Clips, made: Make, started: Start) -> None:
    server.manner = "busy"
    clips = clips_of([f"clip {n}" for n in range(8)], (Aspect.SCENE, Aspect.CAMERA))
    folder = made(clips, EngineChoice("endpoint", "some-model", {"url": server.url}), shards=2)
    both = [started(folder, "--shard", f"{part}/2") for part in (1, 2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert set(counted(folder).values()) == {1}
    assert len(list(rows_of(folder))) == 16
    assert server.open_most > 2  # the two aspects of one clip come from one part: more came from both


def test_a_server_that_goes_away_ends_the_run_and_the_rest_is_done_when_it_is_back(
    server: Server, clips_of: Clips, made: Make
) -> None:
    clips = clips_of([f"clip {n}" for n in range(16)])
    folder = made(clips, EngineChoice("endpoint", "some-model", {"url": server.url}))
    port = server.server_port
    done = []

    def leave_after_four(_share: float, name: str) -> None:
        done.append(name)
        if len(done) == 4:
            close(server)

    assert recaption(folder, manner=Manner(tell=leave_after_four)) is Outcome.FAILED
    truth = look(folder, 1)
    assert "10 clips in a row" in truth.sentence
    assert "does not answer" in truth.sentence
    assert truth.step == 4
    assert reasons(folder) == []  # of what was a matter of the server nothing is kept
    back = serving(port)
    try:
        assert recaption(folder) is Outcome.DONE
    finally:
        close(back)
    assert look(folder, 1).condition is Condition.DONE
    assert len(list(rows_of(folder))) == 16
    assert set(counted(folder).values()) == {1}
