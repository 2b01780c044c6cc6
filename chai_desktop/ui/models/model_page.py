"""The chosen model: what it is, how it stands, what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.models.catalog.check import CheckReport
from chai_desktop.models.catalog.check_line import Verdict
from chai_desktop.ui.models.model_entry import ModelEntry
from chai_desktop.ui.models.model_words import facts, state_words
from chai_desktop.ui.models.role_strip import RoleStrip
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space
from chai_desktop.workers.engine.engine_state import EngineState, Phase

_SIGNS = {Verdict.GOOD: ("✓", "good"), Verdict.WARNING: ("!", "warning"), Verdict.BAD: ("✗", "error")}


class ModelPage(QScrollArea):
    load_wanted = Signal()
    unload_wanted = Signal()
    measure_wanted = Signal()
    check_wanted = Signal()
    log_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = look(QLabel(wordWrap=True), "title")
        self.problem = look(QLabel(wordWrap=True), "error")
        self.state = QLabel(wordWrap=True)
        self.load = look(self._button("Load", "", self.load_wanted, "Start its engine now"), "primary")
        self.unload = self._button("Unload", "log-out", self.unload_wanted, "End its process and give its memory back")
        self.measure = self._button("Measure", "gauge", self.measure_wanted, "Warm it up and measure how fast it is")
        self.check = self._button("Check files", "list-checks", self.check_wanted, "Read every file to its end")
        self.log = self._button("Show the log", "info", self.log_wanted, "What the processes of engines said")
        self.fit = QLabel(wordWrap=True)
        self.measured = QLabel(wordWrap=True)
        self.roles = RoleStrip()
        self._facts = QFormLayout()
        self._checked = QVBoxLayout()
        self._settings = QVBoxLayout()
        self._sections: dict[str, QLabel] = {}
        self._column = QVBoxLayout()
        self._shown = ""  # the key of the entry
        self._build()

    def show_entry(self, entry: ModelEntry, settings: QWidget | None) -> None:
        """Another model, or the same with other settings. ``settings``: the form of its own settings."""
        self.title.setText(entry.title)
        self.problem.setText(entry.problem)
        self.problem.setVisible(bool(entry.problem))
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, value in facts(entry):
            words = QLabel(value, wordWrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addRow(look(QLabel(name), "muted"), words)
        _empty(self._settings)
        if settings is not None:
            self._settings.addWidget(settings)
        self._sections["Settings"].setVisible(settings is not None)
        self.check.setVisible(entry.found is not None)
        self.measure.setVisible(entry.can_be_loaded and entry.has_process)
        if entry.key != self._shown:
            self.verticalScrollBar().setValue(0)
        self._shown = entry.key
        self.roles.setVisible(entry.can_be_loaded)
        self._sections["Use it as"].setVisible(entry.can_be_loaded)

    def show_state(self, entry: ModelEntry, state: EngineState) -> None:
        words = state_words(state) if entry.has_process else "Always ready: it works in the window itself."
        self.state.setText(words if entry.can_be_loaded else "")
        self.state.setVisible(entry.can_be_loaded)
        look(self.state, {Phase.FAILED: "error", Phase.LOADED: "good"}.get(state.phase, "muted"))
        self.state.style().polish(self.state)
        is_up = state.phase in (Phase.LOADED, Phase.LOADING)
        self.load.setVisible(entry.can_be_loaded and entry.has_process and not is_up)
        self.unload.setVisible(
            entry.can_be_loaded and is_up and (state.pid is not None or state.phase is Phase.LOADING)
        )
        self.log.setVisible(state.phase is Phase.FAILED)

    def show_fit(self, sentence: str, tone: str) -> None:
        """``tone``: a look of the style sheet."""
        self._show_words(self.fit, "Memory", sentence)
        look(self.fit, tone)
        self.fit.style().polish(self.fit)

    def show_measured(self, lines: Sequence[str]) -> None:
        self._show_words(self.measured, "Measured", "\n".join(lines))

    def show_check(self, report: CheckReport | None) -> None:
        _empty(self._checked)
        self._sections["Check of the files"].setVisible(report is not None)
        for line in report.lines if report is not None else ():
            sign, tone = _SIGNS[line.verdict]
            self._checked.addWidget(look(QLabel(f"{sign}  {line.sentence}", wordWrap=True), tone))
        for name, digest in (report.sha256 if report is not None else {}).items():
            words = look(QLabel(f"SHA-256 of {name}: {digest}", wordWrap=True), "small")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._checked.addWidget(words)

    def _show_words(self, label: QLabel, section: str, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))
        self._sections[section].setVisible(bool(words))

    def _build(self) -> None:
        inside = look(QWidget(), "panel")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        self._column.setSpacing(Space.SMALL)
        self._facts.setHorizontalSpacing(Space.LARGE)
        self._facts.setVerticalSpacing(Space.TIGHT)
        for part in (self.title, self.problem, self.state):
            self._column.addWidget(part)
        self._column.addLayout(self._buttons())
        self._section("Memory", self.fit)
        self._section("Measured", self.measured)
        self._section("Check of the files", self._checked)
        self._section("Use it as", self.roles)
        self._section("Settings", self._settings)
        self._section("What it is", self._facts)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.show_fit("", "")
        self.show_measured(())
        self.show_check(None)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        for button in (self.load, self.unload, self.measure, self.check, self.log):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _section(self, name: str, content: QWidget | QVBoxLayout | QFormLayout) -> None:
        heading = self._sections[name] = look(QLabel(name), "heading")
        heading.setContentsMargins(0, Space.SMALL, 0, 0)
        self._column.addWidget(heading)
        if isinstance(content, QWidget):
            self._column.addWidget(content)
        else:
            self._column.addLayout(content)

    def _button(self, words: str, picture: str, signal: object, tip: str) -> QPushButton:
        button = QPushButton(words)
        if picture:
            button.setIcon(icon(picture))
        button.setToolTip(tip)
        button.clicked.connect(signal)
        return button


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
