"""The engine's process. Its first message says which engine to make; standard output carries messages only."""

from __future__ import annotations

import logging
import os
import signal
import sys

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import Engine
from chai_desktop.models.process.framing import read_message
from chai_desktop.models.process.host import Host
from chai_desktop.models.process.leased import lease_gpu
from chai_desktop.models.process.messages import typed
from chai_desktop.models.process.together import end_with_parent
from chai_desktop.models.registry import make_engine

_POLITE = 5  # of niceness: on a busy machine the window is served first


def main() -> int:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that started it, which stops it in order
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever a library prints goes to the log, never between the messages
    orders = sys.stdin.buffer
    first = read_message(orders)
    if first is None:
        return 0
    choice: EngineChoice = typed(EngineChoice, first)
    return Host(orders, answers).serve(lambda: _made(choice))


def _made(choice: EngineChoice) -> Engine:
    lease_gpu(choice)
    return make_engine(choice)


if __name__ == "__main__":
    sys.stdout.flush()
    os._exit(main())  # at once: native libraries have been seen to hang in their own clean-up
