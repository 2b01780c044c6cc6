"""How the engines are used in the Annotate room; which ones they are is chosen on the Models page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from chai_desktop.settings import Settings, SettingsFile
from chai_desktop.ui.annotate.candidate_settings import FEWEST, MOST, drafts_at_once, temperature
from chai_desktop.ui.theme.tokens import Space
from chai_desktop.workers.engine.engine_service import EngineService


class EngineSection(QWidget):
    changed = Signal(dict)  # names and values of settings
    reviser_sees = Signal(bool)

    def __init__(self, settings: Settings, reviser_sees: bool) -> None:
        super().__init__()
        count = QSpinBox(minimum=FEWEST, maximum=MOST, value=drafts_at_once(settings))
        count.setAccessibleName("How many drafts to choose from")
        count.setToolTip("How many drafts are written at once when you choose among several")
        count.valueChanged.connect(lambda value: self.changed.emit({"drafts_at_once": str(value)}))
        warmth = QDoubleSpinBox(minimum=0.1, maximum=2.0, singleStep=0.1, decimals=1, value=temperature(settings))
        warmth.setAccessibleName("How freely they are written")
        warmth.setToolTip("The temperature: higher, and the drafts differ more")
        warmth.valueChanged.connect(lambda value: self.changed.emit({"drafts_temperature": f"{value:.1f}"}))
        several = QHBoxLayout()
        several.setSpacing(Space.SMALL)
        for part in (QLabel("Write"), count, QLabel("drafts to choose from, with temperature"), warmth):
            several.addWidget(part)
        several.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.TIGHT)
        rows.addLayout(several)
        hide = self._check("Show scores only after I have chosen", settings.hide_scores == "yes")
        hide.setToolTip("Whoever sees the scores first chooses by them")
        hide.toggled.connect(lambda on: self.changed.emit({"hide_scores": "yes" if on else "no"}))
        ahead = self._check("Read the next clip ahead while I work", settings.prepare_next == "yes")
        ahead.setToolTip("Only with an engine that sees and is loaded; it gives way to whatever you ask for")
        ahead.toggled.connect(lambda on: self.changed.emit({"prepare_next": "yes" if on else "no"}))
        sees = self._check("Show the video to the reviser too", reviser_sees)
        sees.setToolTip("A revision is written from the texts; with the video it takes longer")
        sees.toggled.connect(self.reviser_sees)
        for check in (hide, ahead, sees):
            rows.addWidget(check)

    def _check(self, text: str, on: bool) -> QCheckBox:
        check = QCheckBox(text)
        check.setChecked(on)
        return check


def engine_section(engines: EngineService, settings: SettingsFile) -> EngineSection:
    """The section, at what is remembered; what is changed in it is remembered."""
    section = EngineSection(settings.value, engines.roles.reviser_sees)
    section.changed.connect(lambda changes: settings.change(**changes))
    section.reviser_sees.connect(lambda on: engines.use_roles(replace(engines.roles, reviser_sees=on)))
    return section
