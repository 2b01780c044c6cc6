"""Which engines can write captions here, and on what hardware."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from pathlib import Path

from chai_desktop.doctor.finding import Finding, State
from chai_desktop.doctor.packages import is_installed
from chai_desktop.errors import ChaiError
from chai_desktop.spec.aspects import Aspect

_GROUP = "Engines"
_NVIDIA_LIMIT = 10  # seconds
_WITH_WEIGHTS = {"gguf": ("llama_cpp",), "transformers": ("torch", "transformers")}
_EXTRA = {"gguf": "gguf", "transformers": "gpu"}


def examine_rules() -> list[Finding]:
    """Let the built-in engine write one caption: the only check that means something."""
    try:
        text = _trial_draft()
    except ChaiError as error:
        return [Finding(_GROUP, "rules", State.MISSING, error.message, error.hint or "See the log.")]
    except ImportError as error:
        return [Finding(_GROUP, "rules", State.MISSING, str(error), "See the packages above.")]
    return [Finding(_GROUP, "rules", State.OK, f"built in; wrote a trial caption of {len(text.split())} words")]


def examine_engines_with_weights() -> list[Finding]:
    from chai_desktop.models.registry import known_engines

    return [_engine(name, modules, name in known_engines()) for name, modules in _WITH_WEIGHTS.items()]


def examine_gpu() -> list[Finding]:
    """What the driver says; no library that would load CUDA is imported."""
    cards = nvidia_cards()
    if cards:
        return [Finding(_GROUP, f"GPU {number}", State.OK, card) for number, card in enumerate(cards)]
    if Path("/proc/driver/nvidia/version").exists():
        how = "Install the driver's tools (nvidia-smi)."
        return [Finding(_GROUP, "GPU", State.WARNING, "an NVIDIA driver is loaded, but does not answer", how)]
    if sys.platform == "darwin" and platform.machine() == "arm64":
        return [Finding(_GROUP, "GPU", State.OK, "Apple GPU (Metal)")]
    return [Finding(_GROUP, "GPU", State.OPTIONAL, "none seen; the rules engine needs none")]


def nvidia_cards() -> list[str]:
    """Name, memory and driver of every NVIDIA card, as its driver reports them; empty without one."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return []
    query = [program, "--query-gpu=name,memory.total,memory.free,driver_version", "--format=csv,noheader,nounits"]
    try:
        done = subprocess.run(query, capture_output=True, text=True, timeout=_NVIDIA_LIMIT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [_card(line) for line in done.stdout.splitlines() if line.count(",") == 3] if done.returncode == 0 else []


def _card(line: str) -> str:
    name, total, free, driver = (part.strip() for part in line.split(","))
    return f"{name}, {total} MiB of memory, {free} MiB free, driver {driver}"


def _engine(name: str, modules: tuple[str, ...], offered: bool) -> Finding:
    absent = [module for module in modules if not is_installed(module)]
    if not offered:
        detail = "not part of this version" + ("" if absent else f" ({', '.join(modules)} is installed)")
        return Finding(_GROUP, name, State.OPTIONAL, detail)
    if absent:
        how = f"Install the extra '{_EXTRA[name]}'."
        return Finding(_GROUP, name, State.OPTIONAL, f"not installed: {', '.join(absent)}", how)
    return Finding(_GROUP, name, State.OK, "can be loaded")


def _trial_draft() -> str:
    from chai_desktop.models.requests import DraftRequest  # the doctor must be able to say that a package
    from chai_desktop.models.rules.rules_engine import RulesEngine  # of these is missing
    from chai_desktop.spec.specification import load_specification

    spec = load_specification()
    request = DraftRequest(
        clip_name="trial",
        content_hash="",
        aspect=Aspect.CAMERA,
        answers={"camera_movement": "major_simple", "camera_pan": "left_to_right", "steadiness": "smooth"},
        spec_version=spec.version,
        policy_version=spec.policy(Aspect.CAMERA).version,
    )
    return RulesEngine().draft([request])[0].text
