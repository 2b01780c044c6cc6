"""`chai models`: which engines there are, and which models were found for them."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from chai_desktop.models.model_files import ModelFile, find_models
from chai_desktop.models.registry import EngineKind, known_engines
from chai_desktop.verbs import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folders", nargs="*", type=Path, help="folders to look for model files in, besides the usual")
    parser.add_argument("--json", action="store_true", help="print engines and models as JSON")


def run(parsed: argparse.Namespace) -> int:
    engines = list(known_engines().values())
    models = find_models(parsed.folders)
    sys.stdout.write(_as_json(engines, models) if parsed.json else _as_text(engines, models))
    return DONE


def _as_text(engines: list[EngineKind], models: list[ModelFile]) -> str:
    lines = [f"{kind.name}: {kind.title}{_lacks(kind)}" for kind in engines]
    lines += ["", *(_line(model) for model in models)] if models else ["", "No model files were found."]
    return "\n".join(lines) + "\n"


def _lacks(kind: EngineKind) -> str:
    missing = kind.missing()
    return f" (needs {', '.join(missing)}, not installed)" if missing else ""


def _line(model: ModelFile) -> str:
    if model.problem:
        return f"cannot be used: {model.problem} ({model.path})"
    about = f"; {model.about}" if model.about else ""
    return f"{model.name} ({model.architecture}, {model.size_bytes / 1e6:,.0f} MB{about})\n  {model.path}"


def _as_json(engines: list[EngineKind], models: list[ModelFile]) -> str:
    data = {
        "engines": [{**asdict(kind), "missing": kind.missing()} for kind in engines],
        "models": [{**asdict(model), "path": str(model.path)} for model in models],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
