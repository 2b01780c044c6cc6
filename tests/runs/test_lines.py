"""Files that only grow: nothing is lost but what was torn, and what was torn spoils nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chai_desktop.runs.lines import LineFile, each_line

texts = st.text(max_size=12)
rows_of_any_kind = st.dictionaries(texts, texts | st.integers() | st.none(), max_size=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(rows_of_any_kind, min_size=1, max_size=5), st.data())
def test_cut_anywhere_only_the_torn_line_is_gone_and_writing_goes_on(tmp_path: Path, rows, data) -> None:
    path = tmp_path / "rows"
    path.unlink(missing_ok=True)
    with LineFile(path) as file:
        file.append(rows)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    complete = whole[:cut].count(b"\n")
    assert list(each_line(path)) == rows[:complete]
    with LineFile(path) as file:
        file.append([{"after": "the cut"}])
    kept = list(each_line(path))
    assert kept[-1] == {"after": "the cut"}
    assert kept[:complete] == rows[:complete]
    assert len(kept) <= complete + 2  # the torn line is one of its own, if all but its end was there


def test_a_half_line_is_left_for_later_and_lines_may_be_longer_than_a_reading(tmp_path: Path) -> None:
    path = tmp_path / "events"
    assert list(each_line(path)) == []
    long = {"text": "é" * 1_500_000}
    path.write_bytes(f'{{"n": 1}}\n{json.dumps(long)}\n{{"n": '.encode())
    assert list(each_line(path)) == [{"n": 1}, long]
    with path.open("ab") as file:
        file.write(b"3}\n")
    assert list(each_line(path))[-1] == {"n": 3}


@pytest.mark.parametrize("rubbish", [b"\0" * 64, b"\xff\xfe", b"[1, 2]", b"<html>"])
def test_lines_that_are_no_rows_are_left_out(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "rows"
    path.write_bytes(b'{"n": 1}\n' + rubbish + b'\n{"n": 2}\n')
    assert list(each_line(path)) == [{"n": 1}, {"n": 2}]
