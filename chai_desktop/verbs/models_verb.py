"""`chai models`: which engines there are, and which models were found for them."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from chai_desktop.models.catalog.finding import Found, find_models
from chai_desktop.models.catalog.fit import gigabytes
from chai_desktop.models.catalog.found_model import FoundModel
from chai_desktop.models.registry import EngineKind, known_engines
from chai_desktop.verbs import DONE
from chai_desktop.verbs.model_care import check, fetch


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folders", nargs="*", type=Path, help="folders to look for model files in, besides the usual")
    parser.add_argument("--json", action="store_true", help="print engines and models as JSON")
    parser.add_argument("--check", type=Path, metavar="MODEL", help="read one model's files to their end")
    parser.add_argument("--download", metavar="OWNER/NAME", help="ask the Hugging Face hub what there is, with sizes")
    parser.add_argument("--take", type=int, metavar="NUMBER", help="with --download: bring this one of the list")


def run(parsed: argparse.Namespace) -> int:
    if parsed.check is not None:
        return check(parsed.check)
    if parsed.download is not None:
        return fetch(parsed.download, parsed.take)
    engines = list(known_engines().values())
    found = find_models(parsed.folders)
    sys.stdout.write(_as_json(engines, found) if parsed.json else _as_text(engines, found))
    return DONE


def _as_text(engines: list[EngineKind], found: Found) -> str:
    lines = [f"{kind.name}: {kind.title}{_lacks(kind)}" for kind in engines]
    lines += ["", *(_line(model) for model in found.models)] if found.models else ["", "No models were found."]
    return "\n".join([*lines, *found.notes]) + "\n"


def _lacks(kind: EngineKind) -> str:
    missing = kind.missing()
    return f" (needs {', '.join(missing)}, not installed)" if missing else ""


def _line(model: FoundModel) -> str:
    if model.problem:
        return f"cannot be used: {model.problem} ({model.path})"
    parts = (model.architecture, model.precision, gigabytes(model.size_bytes), "sees video" if model.sees else "")
    about = f"; {model.about}" if model.about else ""
    return f"{model.name} ({', '.join(part for part in parts if part)}{about})\n  {model.path}"


def _as_json(engines: list[EngineKind], found: Found) -> str:
    data = {
        "engines": [{**asdict(kind), "missing": kind.missing()} for kind in engines],
        "models": [_plain(model) for model in found.models],
        "notes": list(found.notes),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _plain(model: FoundModel) -> dict[str, Any]:
    return {
        **asdict(model),
        "path": str(model.path),
        "eyes": str(model.eyes or ""),
        "files": [str(file) for file in model.files],
        "tasks": sorted(model.tasks),
    }
