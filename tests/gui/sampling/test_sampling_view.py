"""The settings of the frames, turned as a person turns them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.ui.sampling.sampling_model import PRESETS, ClipShape
from chai_desktop.ui.sampling.sampling_view import SamplingView
from chai_desktop.ui.theme.theme import apply_theme


@pytest.fixture
def view(qtbot, qapp):
    apply_theme(QApplication.instance(), "dark")
    shown = SamplingView(SamplingSettings())
    qtbot.addWidget(shown)
    shown.resize(560, 560)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_typing_a_number_changes_settings_and_read_out(qtbot, view):
    heard = []
    view.settings_changed.connect(heard.append)
    view.fps.setFocus()
    view.fps.selectAll()
    qtbot.keyClicks(view.fps, "4")
    assert heard == []  # it may become 40
    qtbot.keyClick(view.fps, Qt.Key.Key_Return)
    assert heard == [SamplingSettings(fps=4.0)] == [view.settings]
    assert view.card.lines["frames"].text().startswith("20 of 120, as 10 pairs")
    assert view.preset.currentText() == "My own"


def test_the_arrow_keys_turn_a_field(qtbot, view):
    heard = []
    view.settings_changed.connect(heard.append)
    view.frame_tokens.setFocus()
    qtbot.keyClick(view.frame_tokens, Qt.Key.Key_Down)
    assert heard == [SamplingSettings(frame_tokens=704)]


def test_a_preset_sets_every_field(qtbot, view):
    heard = []
    view.settings_changed.connect(heard.append)
    view.preset.setFocus()
    for _ in range(2):
        qtbot.keyClick(view.preset, Qt.Key.Key_Down)
    assert heard[-1] == PRESETS[2].settings
    assert (view.fps.value(), view.frame_tokens.value()) == (8.0, 256)
    assert view.told.text() == PRESETS[2].told


def test_the_fewest_never_exceed_the_most(view):
    view.max_frames.setValue(16)
    view.min_frames.setValue(100)
    assert view.settings.min_frames == view.settings.max_frames == 16
    view.max_frames.setValue(2)
    assert view.settings.max_frames == 16


def test_showing_settings_from_outside_tells_nobody(view):
    heard = []
    view.settings_changed.connect(heard.append)
    view.show_settings(SamplingSettings(fps=0.5, min_frames=20, max_frames=30))
    view.show_settings(SamplingSettings(min_frames=40, max_frames=50))
    assert heard == []
    assert (view.min_frames.value(), view.max_frames.value()) == (40, 50)


def test_the_read_out_follows_the_clip_and_the_machine(view):
    view.show_clip(ClipShape("Harbour", np.arange(240) / 24, 1280, 720))
    assert view.card.head.text() == "Of Harbour the model sees"
    at_first = view.card.lines["memory"].text()
    view.shape.setCurrentIndex(0)
    view.precision.setCurrentIndex(2)
    assert view.card.lines["memory"].text() != at_first
    view.show_clip(ClipShape("Strip", np.arange(10) / 10, 8000, 32))
    assert not view.card.lines["tokens"].isVisible()
    assert view.card.warning.isVisible()
    view.show_clip(None)
    assert view.card.lines["tokens"].isVisible()
    assert not view.card.warning.isVisible()


def test_every_field_has_a_name(view):
    fields = [view.preset, view.fps, view.frame_tokens, view.clip_tokens, view.min_frames, view.max_frames]
    for field in [*fields, view.shape, view.precision, view.computer]:
        assert field.accessibleName()
