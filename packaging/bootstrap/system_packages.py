"""Installs system packages on Debian and Ubuntu, by name and after asking; elsewhere says what is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bootstrap.system_needs import Need
from bootstrap.talk import NEEDS_THE_PERSON, SetupError, agreed, say

ALWAYS_YES = "CHAI_YES"  # environment variable: install without asking, for machines that nobody sits at


def provide(needs: Sequence[Need]) -> None:
    """Install what is missing. Raises SetupError (exit code 4), with the exact command, where that is not possible."""
    if not needs:
        return
    if shutil.which("apt-get") is None:
        raise SetupError(_elsewhere(needs), NEEDS_THE_PERSON)
    if _is_root() and _index_is_empty():
        _apt([], ["apt-get", "update"])
    say("These system packages are missing:")
    for need in needs:
        say(f"  {_name_known_here(need):22} {need.purpose}")
    _install(needs)


def _install(needs: Sequence[Need]) -> None:
    prefix = [] if _is_root() else ["sudo"]
    if prefix and not _may_use_sudo():
        raise SetupError(f"Install them with:\n  {_by_hand(needs)}\nand start again.", NEEDS_THE_PERSON)
    say(f"Installing {len(needs)} system packages (once)...")
    if _apt(prefix, _command(needs)) != 0:
        _apt(prefix, ["apt-get", "update"])  # the package index was missing or old
        if _apt(prefix, _command(needs), show_errors=True) != 0:
            raise SetupError(f"They could not be installed. By hand:\n  {_by_hand(needs)}", NEEDS_THE_PERSON)
    say("...done.")


def _command(needs: Sequence[Need]) -> list[str]:
    return ["apt-get", "install", "-y", "--no-install-recommends", *(_name_known_here(need) for need in needs)]


def _by_hand(needs: Sequence[Need]) -> str:
    return " ".join(["sudo", *_command(needs)])


def _may_use_sudo() -> bool:
    if shutil.which("sudo") is None:
        return False
    return bool(os.environ.get(ALWAYS_YES)) or agreed("Install them with sudo?")


def _apt(prefix: Sequence[str], command: Sequence[str], show_errors: bool = False) -> int:
    quiet = [command[0], "-qq", *command[1:]]
    environment = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]  # sudo does not hand the environment on
    output = None if show_errors else subprocess.DEVNULL
    # The password prompt of sudo goes to the terminal itself, whatever becomes of the output.
    return subprocess.run([*environment, *quiet], stdout=subprocess.DEVNULL, stderr=output, check=False).returncode


def _name_known_here(need: Need) -> str:
    """Of a need's alternative names, the first that the package index knows."""
    if len(need.packages) == 1:
        return need.packages[0]
    return next((name for name in need.packages if _is_known(name)), need.packages[0])


def _is_known(name: str) -> bool:
    done = subprocess.run(["apt-cache", "show", name], capture_output=True, text=True, check=False)
    return done.returncode == 0 and bool(done.stdout.strip())


def _index_is_empty() -> bool:
    """As in a fresh container, where the index was deleted to save space."""
    return next(Path("/var/lib/apt/lists").glob("*_Packages*"), None) is None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _elsewhere(needs: Sequence[Need]) -> str:
    lines = [f"  {need.purpose:32} (Debian's name: {need.packages[0]})" for need in needs]
    return "\n".join(["Please install what your system calls these, then start again:", *lines])
