"""Makes torchvision importable beside a torch for another device, for tests that ask a model's own processor.

torchvision as it is published for CUDA cannot load its operators beside torch for the CPU, and then even its import
fails: it describes two of them to torch by name. Naming them first is enough; pictures are resized by torch's own.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec

_SIGNATURES = (
    "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
)
_library: list[object] = []  # torch forgets the names with the object that named them


def make_torchvision_importable() -> None:
    """Call it before the first import of torchvision or transformers; again, or without a torchvision, is nothing."""
    if sys.modules.get("torchvision") is not None or find_spec("torchvision") is None:
        return
    import torch

    if torch.version.cuda is None and not _library:
        names = torch.library.Library("torchvision", "FRAGMENT")
        for signature in _SIGNATURES:
            names.define(signature)
        _library.append(names)
    importlib.import_module("torchvision")
