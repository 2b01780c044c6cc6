"""`chai lint critiques FILE.jsonl`: one result a row; bad lines are named and do not stop the rest."""

from __future__ import annotations

import argparse
import json

import pytest

from chai_desktop.errors import ChaiError
from chai_desktop.verbs import DONE, FAILED, IN_PART
from chai_desktop.verbs.lint import critiques as lint_critiques

GOOD = {"aspect": "camera", "pre_caption": "The camera zooms in.", "critique": "zooms in -> dollies in"}
BARE = {**GOOD, "critique": "This is wrong.", "post_caption": "The camera dollies in.", "answers": {"camera_pan": "no"}}


@pytest.fixture
def lint(tmp_path, capsys):
    """Writes the rows to a file, runs the verb on it, and gives exit code, output and what was complained of."""

    def run(*rows, words=("--json",)):
        lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
        (tmp_path / "rows.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        return run_file(tmp_path / "rows.jsonl", *words)

    def run_file(path, *words):
        parser = argparse.ArgumentParser()
        lint_critiques.add_arguments(parser)
        code = lint_critiques.run(parser.parse_args([str(path), *words]))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    run.file = run_file
    return run


def test_every_row_gets_a_line_with_scores_and_findings(lint):
    code, out, err = lint(GOOD, "", BARE)
    first, second = map(json.loads, out.splitlines())
    assert (code, err) == (DONE, "")
    assert (first["line"], second["line"]) == (1, 3)
    assert first["constructive"] == {"score": 1.0, "holds": True, "findings": []}
    assert first["complete"] == {"score": None, "holds": None, "findings": []}
    assert second["constructive"]["score"] == 0.0
    (finding,) = second["constructive"]["findings"]
    assert (finding["rule"], finding["level"]) == ("critique.judges", "warning")
    assert second["text"][finding["start"] : finding["end"]] == "This is wrong."
    assert second["complete"]["findings"][0]["rule"] == "critique.unexplained"


def test_points_may_be_given_as_the_export_writes_them(lint):
    point = {
        "kind": "wrong", "instead": "dollies in", "start": 11, "end": 19, "quote": "zooms in", "reason": "",
        "first_frame": None, "last_frame": None,
    }  # fmt: skip
    code, out, _err = lint({**GOOD, "critique": [point]})
    row = json.loads(out)
    assert code == DONE
    assert row["text"] == '1. "zooms in" -> "dollies in"'
    assert row["points"] == [[3, len(row["text"])]]


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("{", "not JSON"),
        ("7", "object"),
        ({**GOOD, "aspect": "colour"}, "aspect"),
        ({"aspect": "camera", "pre_caption": "x"}, "critique"),
        ({**GOOD, "critique": None}, "critique"),
        ({**GOOD, "critique": [{"kind": "odd"}]}, "critique"),
        ({**GOOD, "answers": []}, "answers"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_done(lint, bad, told):
    code, out, err = lint(GOOD, bad, GOOD)
    assert code == IN_PART
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["line"], "error" in row) for row in rows] == [(1, False), (2, True), (3, False)]
    assert err.startswith("rows.jsonl, line 2: ")
    assert told in err
    assert len(err.splitlines()) == 1


def test_nothing_but_bad_lines_is_a_failure(lint):
    assert lint("nonsense")[0] == FAILED


def test_a_file_without_rows_is_named(lint, tmp_path):
    (tmp_path / "empty.jsonl").write_bytes(b"\n\n")
    with pytest.raises(ChaiError, match="empty.jsonl holds no rows"):
        lint.file(tmp_path / "empty.jsonl")


def test_for_people_the_reasons_stand_in_plain_lines(lint):
    code, out, _err = lint(BARE, words=())
    assert code == DONE
    assert out.startswith("line 1, camera: constructive 0.00, accurate 1.00, complete 0.00\n")
    assert "Say what to write instead. [This is wrong.]" in out
