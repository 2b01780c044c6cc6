"""The loop over the rows of a file: each is checked and printed; a bad one is named and costs no other."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chai_desktop.errors import ChaiError
from chai_desktop.verbs import DONE, FAILED, IN_PART
from chai_desktop.verbs.lint.json_rows import JsonRow, read_json_rows

Checked = dict[str, Any]  # what is printed of a row; with the key "error" where it could not be checked


def print_checked(
    path: Path, check: Callable[[JsonRow], Checked], as_text: Callable[[Checked], str], as_json: bool, needs: str
) -> int:
    """Check every row of ``path``; gives the exit code. ``needs`` names the fields that a row has to have."""
    good = bad = 0
    for row in read_json_rows(path):
        checked: Checked = {"line": row.number, "error": row.problem} if row.problem else check(row)
        if as_json:
            sys.stdout.write(json.dumps(checked, ensure_ascii=False) + "\n")
        if "error" in checked:
            bad += 1
            sys.stderr.write(f"{path.name}, line {row.number}: {checked['error']}\n")
            continue
        good += 1
        if not as_json:
            sys.stdout.write(as_text(checked))
    if not good and not bad:
        raise ChaiError(f"{path.name} holds no rows.", f"Each line is one JSON object with {needs}.")
    if bad:
        return IN_PART if good else FAILED
    return DONE
