"""The table of figures tells what was measured, and its exit code whether the promises hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import table
from benchmarks.table import BenchmarkError, Row, as_text, middle_and_p95

GOOD = Row("a.good", 1.25, "s", "<= 2", True, "with a watch", p95=1.75)
BAD = Row("a.bad", 3.0, "s", "<= 2", False, "with another watch")
PLAIN = Row("a.plain", 12.0, "ms", "", None, "for information")


def group_of(*rows: Row) -> type:
    return type("Group", (), {"measure": staticmethod(lambda: list(rows))})


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    def fail() -> list[Row]:
        raise BenchmarkError("there was no watch")

    modules = {
        "m.good": group_of(GOOD, PLAIN),
        "m.bad": group_of(BAD),
        "m.broken": type("Group", (), {"measure": staticmethod(fail)}),
    }
    monkeypatch.setattr(table.importlib, "import_module", modules.__getitem__)
    named = {name.removeprefix("m."): name for name in modules}
    monkeypatch.setattr(table, "GROUPS", named)
    monkeypatch.setattr(bench, "GROUPS", named)
    return named


def test_the_p95_is_a_sample_that_95_in_100_do_not_exceed() -> None:
    assert middle_and_p95(range(1, 101)) == (50.5, 95)
    assert middle_and_p95([3.0, 1.0, 2.0]) == (2.0, 3.0)
    assert middle_and_p95([7.0]) == (7.0, 7.0)


def test_the_table_shows_every_figure_and_how_it_was_measured() -> None:
    text = as_text([GOOD, BAD, PLAIN])
    rows = {line.split()[1]: line.split()[2:] for line in text.splitlines() if line[:1] in "123" and "a." in line}
    assert rows["a.good"] == ["1.25", "1.75", "s", "<=", "2", "yes"]
    assert rows["a.bad"][-1] == "NO"
    assert rows["a.plain"] == ["12", "-", "ms", "-", "-"]
    assert all(row.how in text for row in (GOOD, BAD, PLAIN))


@pytest.mark.parametrize(("only", "code"), [("good", 0), ("bad", 1), ("broken", 1)])
def test_the_exit_code_says_whether_all_holds(groups: dict[str, str], only: str, code: int) -> None:
    assert bench.main(["--only", only]) == code


def test_a_group_that_cannot_be_measured_does_not_stop_the_others(
    groups: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main(["--only", "broken", "--only", "good"]) == 1
    out, err = capsys.readouterr()
    assert "a.good" in out
    assert "not measured: broken: there was no watch" in err


def test_every_row_is_written_as_json(groups: dict[str, str], tmp_path: Path) -> None:
    bench.main(["--only", "good", "--json", str(tmp_path / "rows.json")])
    rows = json.loads((tmp_path / "rows.json").read_text("utf-8"))["rows"]
    assert [row["id"] for row in rows] == ["a.good", "a.plain"]
    assert set(rows[0]) == {"id", "value", "unit", "target", "holds", "how", "p95"}
    assert (rows[0]["holds"], rows[1]["holds"]) == (True, None)
