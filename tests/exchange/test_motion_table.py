"""Every curve has its column, with its unit in the name; what was not measured is an empty cell."""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from pathlib import Path

import numpy as np

from chai_desktop.exchange.motion_table import COLUMNS, motion_table
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.motion.curves import MotionCurves

ROOT = Path(__file__).resolve().parents[2]


def test_each_curve_is_a_column_and_gaps_are_empty(small_clip):
    index = build_frame_index(small_clip)
    curve = np.array([0.5, np.nan, -0.125], dtype=np.float32)
    curves = MotionCurves(**{field.name: curve for field in fields(MotionCurves)})
    rows = list(csv.DictReader(io.StringIO(motion_table(curves, index, 10))))
    assert [row["frame"] for row in rows] == ["10", "11", "12"]
    assert [round(float(row["seconds"]) * 24) for row in rows] == [10, 11, 12]
    assert set(COLUMNS) == {field.name for field in fields(MotionCurves)}
    for column in COLUMNS.values():
        assert [row[column] for row in rows] == ["0.5", "", "-0.125"]


def test_the_page_tells_every_column():
    page = (ROOT / "docs/formats/motion-curves-csv.md").read_text("utf-8")
    assert all(f"`{column}`" in page for column in ("frame", "seconds", *COLUMNS.values()))
