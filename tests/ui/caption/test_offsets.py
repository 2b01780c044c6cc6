from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.ui.caption.offsets import to_code_points, to_utf16


@given(st.text(), st.integers(min_value=0, max_value=30))
def test_there_and_back(text, offset):
    offset = min(offset, len(text))
    assert to_code_points(text, to_utf16(text, offset)) == offset


@given(st.text(alphabet="aé🎥👩‍🚀"), st.integers(min_value=0, max_value=30))
def test_utf16_offsets_are_those_of_the_encoding(text, offset):
    offset = min(offset, len(text))
    assert to_utf16(text, offset) == len(text[:offset].encode("utf-16-le")) // 2


@pytest.mark.parametrize(("units", "expected"), [(0, 0), (1, 0), (2, 1), (3, 2), (99, 2)])
def test_inside_a_pair_counts_as_before_it(units, expected):
    assert to_code_points("🎥a", units) == expected
