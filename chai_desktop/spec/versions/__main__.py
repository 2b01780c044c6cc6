"""Write the description of the specification as it is now: `python -m chai_desktop.spec.versions`.

To be run once for each release, after its version was raised in specification.yaml; the file is kept for good.
"""

from __future__ import annotations

from pathlib import Path

from chai_desktop.spec.specification import load_specification
from chai_desktop.spec.versions.description import as_json, describe

FOLDER = Path(__file__).resolve().parents[2] / "resources/spec/versions"


def main() -> None:
    spec = load_specification()
    with_parts = {part: load_specification([part]) for part in spec.available_parts}
    (FOLDER / f"{spec.version}.json").write_text(as_json(describe(spec, with_parts)), encoding="utf-8")


if __name__ == "__main__":
    main()
