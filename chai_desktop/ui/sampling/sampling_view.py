"""Fields for the settings of the frames, and a live read-out of what they give and cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.estimates import CARDS, PRECISIONS, QWEN3_VL
from chai_desktop.ui.sampling.read_out_card import ReadOutCard
from chai_desktop.ui.sampling.sampling_model import (
    PRESETS,
    USUAL_CLIP,
    ClipShape,
    On,
    preset_of,
    read_out,
)
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Size, Space
from chai_desktop.ui.theme.wheel import WheelGuard

_OWN = "My own"
_OWN_TOLD = "Values of your own."


class SamplingView(QWidget):
    settings_changed = Signal(object)  # SamplingSettings, whenever a person changed them

    def __init__(self, settings: SamplingSettings) -> None:
        super().__init__()
        self._settings, self._clip, self._filling = settings, USUAL_CLIP, False
        self.preset = _choices("Preset", [(preset.name, preset.name) for preset in PRESETS] + [(_OWN, _OWN)])
        self.preset.activated.connect(self._take_preset)
        self.told = look(QLabel(wordWrap=True), "muted")
        self.told.setMinimumWidth(Size.SIDE)  # or it asks for the height of a narrow column
        self.fps = QDoubleSpinBox(decimals=2, minimum=0.05, maximum=60.0, singleStep=0.5)
        self.frame_tokens = _number(16, 16_384, 64)
        self.clip_tokens = _number(256, 1_048_576, 1024)
        self.min_frames, self.max_frames = _number(1, 4096, 2), _number(1, 4096, 16)
        self.card = ReadOutCard()
        self.shape = _choices("Model of the estimate", [(shape.name, shape) for shape in QWEN3_VL])
        self.precision = _choices("Precision of the estimate", [(name, name) for name in PRECISIONS])
        self.computer = _choices("Graphics card of the estimate", [(f"on {card.name}", card) for card in CARDS])
        self.shape.setCurrentIndex(len(QWEN3_VL) - 1)
        self._lay_out()
        self._listen()
        self.show_settings(settings)

    @property
    def settings(self) -> SamplingSettings:
        return self._settings

    def show_settings(self, settings: SamplingSettings) -> None:
        """Show these; ``settings_changed`` is not emitted."""
        self._settings = settings
        with self._quietly():
            self.fps.setValue(settings.fps)
            self.frame_tokens.setValue(settings.frame_tokens)
            self.clip_tokens.setValue(settings.clip_tokens)
            self.min_frames.setMaximum(settings.max_frames)
            self.max_frames.setMinimum(settings.min_frames)
            self.min_frames.setValue(settings.min_frames)
            self.max_frames.setValue(settings.max_frames)
        self._read_out()

    def show_clip(self, clip: ClipShape | None) -> None:
        """The clip that the read-out is about; None: a usual one."""
        self._clip = clip or USUAL_CLIP
        self._read_out()

    # --- inside ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(Space.LARGE)
        form.setVerticalSpacing(Space.SMALL)
        form.addRow("Preset", self.preset)
        form.addRow("", self.told)
        for field, name, tip in self._fields():
            field.setAccessibleName(name)
            field.setToolTip(tip)
            field.setKeyboardTracking(False)  # a number that is being typed is no setting yet
            field.lineEdit().setTextMargins(Space.TIGHT, 0, 0, 0)
        form.addRow("Frames per second", self.fps)
        form.addRow("Tokens a pair of frames", self.frame_tokens)
        form.addRow("Tokens a clip", self.clip_tokens)
        form.addRow("Frames, from", _row(self.min_frames, QLabel("to"), self.max_frames))
        form.addRow("Estimate for", _row(self.shape, self.precision))
        form.addRow("", self.computer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addLayout(form)
        column.addWidget(self.card)
        WheelGuard(self)

    def _fields(self) -> tuple[tuple[QSpinBox | QDoubleSpinBox, str, str], ...]:
        return (
            (self.fps, "Frames per second", "Of the clip's own time. Movement needs more, a still scene fewer"),
            (
                self.frame_tokens,
                "Tokens a pair of frames",
                "At most that many; a token stands for 32 x 32 pixels of two frames. More show finer detail",
            ),
            (self.clip_tokens, "Tokens a clip", "At most that many for the whole clip: a long one is shown smaller"),
            (self.min_frames, "Fewest frames", "Shown of a short clip too, as far as it has them, whatever the rate"),
            (self.max_frames, "Most frames", "A longer clip is shown at a lower rate"),
        )

    def _listen(self) -> None:
        for field in (self.fps, self.frame_tokens, self.clip_tokens, self.min_frames, self.max_frames):
            field.valueChanged.connect(self._take_fields)
        for choice in (self.shape, self.precision, self.computer):
            choice.currentIndexChanged.connect(self._read_out)

    @Slot()
    def _take_fields(self) -> None:
        if self._filling:
            return
        self._change(
            replace(
                self._settings,
                fps=self.fps.value(),
                frame_tokens=self.frame_tokens.value(),
                clip_tokens=self.clip_tokens.value(),
                min_frames=self.min_frames.value(),
                max_frames=self.max_frames.value(),
            )
        )

    @Slot(int)
    def _take_preset(self, row: int) -> None:
        if row < len(PRESETS):
            self._change(PRESETS[row].settings)

    def _change(self, settings: SamplingSettings) -> None:
        if settings != self._settings:
            self.show_settings(settings)
            self.settings_changed.emit(settings)

    @Slot()
    def _read_out(self) -> None:
        preset = preset_of(self._settings)
        self.preset.setCurrentIndex(PRESETS.index(preset) if preset else len(PRESETS))
        self.told.setText(preset.told if preset else _OWN_TOLD)
        on = On(self.shape.currentData(), self.precision.currentData(), self.computer.currentData())
        self.card.show_read_out(self._clip.name, read_out(self._clip, self._settings, on))

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._filling = True
        try:
            yield
        finally:
            self._filling = False


def _number(least: int, most: int, step: int) -> QSpinBox:
    field = QSpinBox(minimum=least, maximum=most, singleStep=step)
    field.setGroupSeparatorShown(True)
    return field


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.SMALL)
    for part in parts:
        row.addWidget(part, 0 if isinstance(part, QLabel) else 1)
    return row


def _choices(name: str, rows: Sequence[tuple[str, object]]) -> QComboBox:
    field = QComboBox()
    field.setAccessibleName(name)
    for words, value in rows:
        field.addItem(words, value)
    return field
