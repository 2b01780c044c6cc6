"""How torch and transformers are brought in: quietly, without a network, and without what is not needed of them.

Import this module before either of them.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
# Frames come from media/sampling, so that nothing of torchvision is needed; and one that was made for another torch
# cannot be imported, and transformers would fail with it.
if "transformers" not in sys.modules:
    sys.modules.setdefault("torchvision", None)  # type: ignore[arg-type]  # how Python notes "not to be found"

import torch
import transformers

transformers.utils.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()

__all__ = ["torch", "transformers"]
