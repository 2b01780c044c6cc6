"""The models of the speed script have the published shapes, and its words are what they stand for."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")


@pytest.fixture(autouse=True)
def importable() -> None:
    from tests.torchvision_operators import make_torchvision_importable

    make_torchvision_importable()


@pytest.mark.parametrize(
    ("shape", "layers", "tower"), [("2b", 1.41e9, 0.41e9), ("4b", 3.63e9, 0.42e9), ("8b", 6.95e9, 0.58e9)]
)
def test_shapes_are_the_published_ones(shape: str, layers: float, tower: float) -> None:
    """By the number of weights, which are counted without being made."""
    import transformers

    from benchmarks.engine_speed.shapes import config_of

    with torch.device("meta"):
        model = transformers.Qwen3VLForConditionalGeneration(transformers.Qwen3VLConfig(**config_of(shape))).model
    assert sum(weight.numel() for weight in model.language_model.layers.parameters()) == pytest.approx(layers, rel=0.01)
    assert sum(weight.numel() for weight in model.visual.parameters()) == pytest.approx(tower, rel=0.05)


def test_texts_are_numbers_of_tokens() -> None:
    from benchmarks.engine_speed.random_model import NumberWords, as_text

    words = NumberWords()
    assert words.encode(as_text([17, 99, 1003])) == [17, 99, 1003]
    assert words.text([17, 99]) == " 17 99"
    assert words.single("1001") == 1001
    assert words.whole("Be exact.", "17 99")[-12:-10] != [17, 99]  # a text with words in it is taken by its characters
    assert words.closing("17 99")[:2] == [17, 99]
