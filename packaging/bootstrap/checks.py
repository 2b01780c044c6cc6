"""`./chai test`: everything that CI runs, one step after the other, and one closing line."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bootstrap.display import in_virtual_display, virtual_environment
from bootstrap.layout import LINUX, Layout
from bootstrap.libmpv_elsewhere import with_libmpv
from bootstrap.talk import FAILED, say

_MOST_PROCESSES = 4  # each shows windows and decodes video
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@dataclass(frozen=True)
class Step:
    """One check; ``loud`` ones show their output as it comes, the others only when they fail."""

    name: str
    command: list[str]
    loud: bool = False


def run_checks(layout: Layout, arguments: Sequence[str]) -> int:
    """Run every check, also after one has failed. With arguments: only pytest, with them, and without coverage."""
    started = time.monotonic()
    environment = with_libmpv(layout)
    environment = virtual_environment(environment) if LINUX else environment
    steps = _only_pytest(layout, arguments) if arguments else _all_steps(layout)
    failed = run_steps(steps, layout, environment)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    took = f"{minutes} min {seconds} s"
    if failed:
        say(f"FAILED: {', '.join(failed)} ({took})")
        return FAILED
    figure = "" if arguments else f"; {_coverage(layout)} of the code was run"
    say(f"Everything holds: {', '.join(step.name for step in steps)} ({took}{figure})")
    return 0


def run_steps(steps: Sequence[Step], layout: Layout, environment: dict[str, str]) -> list[str]:
    """Run all steps in order, and name those that fail."""
    return [step.name for step in steps if not _holds(step, layout, environment)]


def _all_steps(layout: Layout) -> list[Step]:
    return [
        Step("ruff", _tool(layout, "ruff", "check", ".")),
        Step("mypy", _tool(layout, "mypy")),
        Step("import-linter", [str(layout.python), "-c", _LINT_IMPORTS]),
        *_whole_pytest(layout),
    ]


def _whole_pytest(layout: Layout) -> list[Step]:
    """In as many processes as there are processors; then, one after the other, the tests that measure time."""
    processes = str(min(_MOST_PROCESSES, os.cpu_count() or 1))
    spread = ("-n", processes, "--dist", "worksteal", "--maxprocesses", processes)
    together = ("-m", "not alone", *spread, "--cov", "--cov-report=", "--cov-fail-under=0")
    alone = ("-m", "alone", "--cov", "--cov-append", "--cov-report=term:skip-covered")
    return [
        Step("pytest", _pytest(layout, *together), loud=True),
        Step("pytest, alone", _pytest(layout, *alone), loud=True),
    ]


def _only_pytest(layout: Layout, arguments: Sequence[str]) -> list[Step]:
    return [Step("pytest", _pytest(layout, *arguments), loud=True)]


def _pytest(layout: Layout, *arguments: str) -> list[str]:
    command = _tool(layout, "pytest", *arguments)
    return in_virtual_display(command) if LINUX else command


def _tool(layout: Layout, module: str, *arguments: str) -> list[str]:
    return [str(layout.python), "-m", module, *arguments]


def _holds(step: Step, layout: Layout, environment: dict[str, str]) -> bool:
    say(f"== {step.name}")
    started = time.monotonic()
    output = None if step.loud else subprocess.PIPE
    done = subprocess.run(
        step.command, cwd=layout.root, env=environment, stdout=output, stderr=output and subprocess.STDOUT, check=False
    )
    if done.returncode != 0 and done.stdout:
        say(done.stdout.decode("utf-8", "replace"))
    say(f"   {'holds' if done.returncode == 0 else 'FAILS'}, {time.monotonic() - started:.1f} s")
    return done.returncode == 0


def _coverage(layout: Layout) -> str:
    command = _tool(layout, "coverage", "report", "--format=total")
    done = subprocess.run(command, cwd=layout.root, capture_output=True, text=True, check=False)
    return f"{done.stdout.strip()} %" if done.returncode == 0 else "an unknown part"
