"""From a verb to the running program: set up what is missing, then hand the process over."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from bootstrap import environment
from bootstrap.layout import WINDOWS, Layout, this_checkout
from bootstrap.system_needs import Need
from bootstrap.talk import SetupError, say
from bootstrap.verbs import HELP, KNOWN, Start, locks_for, prepare, provide_for_tests

USAGE = 2


def main(arguments: Sequence[str]) -> int:
    """Run a verb; returns only where the process cannot be handed over to it."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        sys.stdout.write(HELP)
        return 0 if arguments else USAGE
    verb, rest = arguments[0], list(arguments[1:])
    if verb not in KNOWN:
        sys.stderr.write(f"There is no verb {verb!r}.\n\n{HELP}")
        return USAGE
    try:
        return _run(this_checkout(), verb, rest)
    except SetupError as error:
        say(str(error))
        return error.code
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


def _run(layout: Layout, verb: str, arguments: Sequence[str]) -> int:
    if verb == "test":
        provide_for_tests()  # first: some packages are built
    set_up(layout, verb)
    if verb == "test":
        from bootstrap.checks import run_checks  # only this verb needs it

        return run_checks(layout, arguments)
    return _hand_over(prepare(layout, verb, arguments))


def set_up(layout: Layout, verb: str) -> None:
    """The environment with the packages that the verb needs. Does nothing, quickly, where they are there."""
    if environment.venv_is_missing(layout):
        if environment.python_lacks_venv():
            _provide_venv()
        environment.make_venv(layout)
    for lock in locks_for(verb):
        environment.install(layout, lock)


def _provide_venv() -> None:
    from bootstrap.system_packages import provide  # needed once in a checkout's life

    provide([Need((environment.venv_package(),), "makes Python environments", lambda: False)])


def _hand_over(start: Start) -> int:
    if not WINDOWS:  # exec there would give the console back before the program has ended
        os.execvpe(start.command[0], start.command, start.environment)
    return subprocess.run(start.command, env=start.environment, check=False).returncode
