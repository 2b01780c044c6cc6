"""These tests run where torch and transformers are installed; elsewhere nothing here is even imported."""

from __future__ import annotations

from importlib.util import find_spec

if find_spec("torch") and find_spec("transformers"):
    from tests.torchvision_operators import make_torchvision_importable

    make_torchvision_importable()  # before the engine's modules, which do without where they come first

    from tests.models.transformers.fixtures import (  # noqa: F401 - fixtures are found by their names
        clip,
        clip_file,
        loaded,
        model,
        other_clip,
        other_file,
        plain,
    )
else:
    collect_ignore_glob = ["test_*.py"]
