"""What the window's stalls and heavy libraries say in the table."""

from __future__ import annotations

from benchmarks.engine_window_rows import rows_of

QUIET = {"idle": [80.0, 2.0], "load": [50.0, 2.0], "draft": [12.25, 2.0], "crash": [49.9, 20.0], "heavy": []}


def held(measured: dict[str, object]) -> dict[str, bool | None]:
    return {row.id.removeprefix("engine_window."): row.holds for row in rows_of(measured)}


def test_a_quick_window_holds_and_an_idle_one_is_only_told() -> None:
    assert held(QUIET) == {
        "stall_idle": None, "stall_load": True, "stall_draft": True, "stall_crash": True, "heavy_libraries": True,
    }  # fmt: skip


def test_a_stall_and_a_heavy_library_do_not() -> None:
    found = held({**QUIET, "draft": [50.1, 3.0], "heavy": ["torch"]})
    assert (found["stall_draft"], found["heavy_libraries"], found["stall_load"]) == (False, False, True)
