"""The settings of the chosen model, as its engine has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QWidget

from chai_desktop.models.catalog.found_model import FoundModel
from chai_desktop.ui.models.model_entry import NO_EYES
from chai_desktop.ui.theme.tokens import Space
from chai_desktop.ui.theme.wheel import WheelGuard

_WIDTH = 320
_AS_IT_LIKES = "As the engine likes"


class EngineForm(QWidget):
    changed = Signal(object)  # dict: the settings that say something

    def __init__(self, engine: str, settings: Mapping[str, Any], eyes: str, adapters: Sequence[FoundModel]) -> None:
        """``eyes``: the file that lets a GGUF model see, '' where there is none."""
        super().__init__()
        self._kept = dict(settings)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(Space.LARGE)
        self._form.setVerticalSpacing(Space.SMALL)
        if engine == "transformers":
            self._build_transformers(adapters)
        if engine == "gguf":
            self._build_gguf(eyes)
        WheelGuard(self)

    def _build_transformers(self, adapters: Sequence[FoundModel]) -> None:
        self._choice("device", "Runs on", {"": "The GPU where there is one", "cuda": "The GPU", "cpu": "The processor"})
        self._choice(
            "precision",
            "Precision",
            {
                "": "As the device likes",
                "bf16": "16 bits (bf16)",
                "float32": "32 bits",
                "8-bit": "8 bits (GPU only)",
                "4-bit": "4 bits (GPU only)",
            },
        )
        named = {
            "": "None",
            **{str(each.path): f"{each.name} (for {each.base or 'an unnamed model'})" for each in adapters},
        }
        self._choice("adapter", "Adapter", named)
        self._number("kept_clips", "Clips kept ready", 0, 64, _AS_IT_LIKES, least_is_said=True)
        self._number("threads", "Threads", 1, 512, _AS_IT_LIKES)

    def _build_gguf(self, eyes: str) -> None:
        if eyes:
            self._choice("mmproj", "Sees", {"": "The video, by its mmproj file", NO_EYES: "Nothing: text only"})
        self._number("gpu_layers", "Layers on the GPU", 0, 999, "All that fit", least_is_said=True)
        self._number("context", "Context (tokens)", 1024, 1_048_576, _AS_IT_LIKES, step=1024)
        self._number("threads", "Threads", 1, 512, _AS_IT_LIKES)

    def _choice(self, name: str, label: str, values: Mapping[str, str]) -> None:
        box = QComboBox()
        box.setMaximumWidth(_WIDTH)
        box.setAccessibleName(label)
        for value, words in values.items():
            box.addItem(words, value)
        kept = str(self._kept.get(name, ""))
        if kept not in values:
            box.addItem(kept, kept)  # set elsewhere: shown, not lost
        box.setCurrentIndex(box.findData(kept))
        box.activated.connect(lambda row: self._set(name, box.itemData(row)))
        self._form.addRow(label, box)

    def _number(
        self, name: str, label: str, least: int, most: int, unset: str, step: int = 1, least_is_said: bool = False
    ) -> None:
        """A number, or nothing: then the engine decides, which ``unset`` says."""
        box = QSpinBox()
        floor = least - step if not least_is_said else least - 1
        box.setRange(floor, most)
        box.setSingleStep(step)
        box.setSpecialValueText(unset)
        box.setMaximumWidth(_WIDTH)
        box.lineEdit().setTextMargins(Space.TIGHT, 0, 0, 0)
        box.setAccessibleName(label)
        box.setObjectName(name)
        kept = self._kept.get(name)
        box.setValue(kept if isinstance(kept, int) else floor)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda value: self._set(name, value if value > floor else None))
        self._form.addRow(label, box)

    def _set(self, name: str, value: Any) -> None:
        self._kept = {key: each for key, each in self._kept.items() if key != name}
        if value not in ("", None):
            self._kept[name] = value
        self.changed.emit(dict(self._kept))
