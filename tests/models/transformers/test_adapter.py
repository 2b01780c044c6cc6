"""A LoRA adapter on the model: the library's own answers with it, and refusals in sentences."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from chai_desktop.errors import EngineError
from chai_desktop.models.captioning.language_model import Shared
from chai_desktop.models.engine import SILENT
from chai_desktop.models.transformers.loading import load
from chai_desktop.models.transformers.settings import EngineSettings
from chai_desktop.models.transformers.vision_language_model import VisionLanguageModel
from tests.models.transformers.fixtures import ASKED, questions
from tests.models.transformers.plain import Plain

pytestmark = [
    pytest.mark.skipif(find_spec("peft") is None, reason="peft is not installed"),
    pytest.mark.filterwarnings("ignore:.is_gradient_checkpointing.:FutureWarning"),  # peft asks transformers for it
]
WEIGHTS = "adapter_model.safetensors"


@pytest.fixture(scope="module")
def adapter(tiny_qwen3_vl: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As training writes it, with weights large enough to be heard, in both parts of the model."""
    import peft  # loads torchvision, which the tiny model's builder makes importable first

    folder = tmp_path_factory.mktemp("adapter") / "lab-style"
    config = peft.LoraConfig(r=4, lora_alpha=8, target_modules=["q_proj", "v_proj", "down_proj", "qkv"])
    joined = peft.get_peft_model(Plain(tiny_qwen3_vl).model, config)
    generator = torch.Generator().manual_seed(3)
    with torch.no_grad():
        for name, weight in joined.named_parameters():
            if "lora_" in name:
                weight.copy_(torch.randn(weight.shape, generator=generator) * 0.1)
    joined.save_pretrained(folder)
    return folder


def test_answers_are_those_of_the_library(tiny_qwen3_vl: Path, adapter: Path, clip: Shared, plain: Plain) -> None:
    import peft

    joined = peft.PeftModel.from_pretrained(Plain(tiny_qwen3_vl).model, adapter).eval()
    wanted = [Plain(tiny_qwen3_vl, joined).text(clip, text, 40) for text in ASKED]
    loaded = load(str(tiny_qwen3_vl), EngineSettings("cpu", adapter=adapter))
    model = VisionLanguageModel(loaded, kept_clips=1)
    assert [each.text for each in model.write(clip, questions(40), SILENT)[0]] == wanted
    assert wanted[0] != plain.text(clip, ASKED[0], 40)
    assert len(model.provenance.adapter_hash) == 64 != model.provenance.model_hash


def test_an_adapter_that_cannot_be_used(tiny_qwen3_vl: Path, adapter: Path, tmp_path: Path) -> None:
    def refused(folder: Path) -> str:
        with pytest.raises(EngineError) as caught:
            load(str(tiny_qwen3_vl), EngineSettings("cpu", adapter=folder))
        return caught.value.message

    def copy(name: str) -> Path:
        return Path(shutil.copytree(adapter, tmp_path / name))

    assert "There is no adapter folder" in refused(tmp_path / "none")
    pickled = copy("pickled")
    torch.save(load_file(pickled / WEIGHTS), pickled / "adapter_model.bin")
    (pickled / WEIGHTS).unlink()
    assert "pickled holds no adapter_model.safetensors" in refused(pickled)
    cut = copy("cut")
    (cut / WEIGHTS).write_bytes((cut / WEIGHTS).read_bytes()[:-100])
    assert "adapter_model.safetensors is cut off: the last 100 bytes" in refused(cut)
    other = copy("other")
    config = json.loads((other / "adapter_config.json").read_text())
    (other / "adapter_config.json").write_text(json.dumps({**config, "peft_type": "IA3"}))
    assert "other is no LoRA adapter" in refused(other)
    larger = copy("larger")
    (larger / "adapter_config.json").write_text(json.dumps({**config, "r": 16}))
    assert "larger does not fit this model" in refused(larger)
