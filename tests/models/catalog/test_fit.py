"""Whether a model fits, told before it is loaded."""

from __future__ import annotations

from pathlib import Path

from chai_desktop.models.catalog.fit import FitVerdict, Space, fit, needed_bytes
from chai_desktop.models.catalog.found_model import FoundModel, ModelForm
from chai_desktop.models.catalog.memory_at_hand import memory_at_hand

GB = 1_000_000_000
EIGHT_B = FoundModel(
    Path("m"), "transformers", ModelForm.FOLDER, "8B", parameters=8_770_000_000, size_bytes=17_540_000_000,
    precision="bf16", cache_bytes=147_456, sees=True,
)  # fmt: skip


def test_the_need_of_an_8b_model_is_near_what_was_measured():
    """17.5 GB of weights and 1.8 GB of cache for 12,288 tokens; in 4 bits some 7.5 GB (docs of the model's makers)."""
    assert 19 * GB < needed_bytes(EIGHT_B) < 22 * GB
    assert 6 * GB < needed_bytes(EIGHT_B, "4-bit") < 9 * GB
    assert needed_bytes(EIGHT_B, "", 24_576) - needed_bytes(EIGHT_B) == 12_288 * 147_456


def test_the_first_space_that_holds_it_is_named():
    spaces = (Space("GPU", 12 * GB, 11 * GB), Space("this machine's memory", 32 * GB, 20 * GB))
    assert fit(8 * GB, spaces).verdict is FitVerdict.FITS and "GPU" in fit(8 * GB, spaces).sentence
    assert "this machine's memory" in fit(15 * GB, spaces).sentence
    assert fit(25 * GB, spaces).verdict is FitVerdict.TIGHT
    too_large = fit(40 * GB, spaces)
    assert too_large.verdict is FitVerdict.TOO_LARGE and "fewer bits" in too_large.sentence


def test_an_adapter_alone_needs_nothing_that_could_be_told():
    adapter = FoundModel(Path("a"), "transformers", ModelForm.ADAPTER, "a", size_bytes=10)
    assert fit(needed_bytes(adapter), memory_at_hand()).verdict is FitVerdict.UNKNOWN


def test_this_machine_has_memory():
    assert all(0 < space.free <= space.total for space in memory_at_hand())
