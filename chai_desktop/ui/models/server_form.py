"""A server with models: where it is, whether anything may be sent there, its key, which of its models."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from chai_desktop.ui.models.kept_models import KeptServer
from chai_desktop.ui.models.server_words import Asked, read_server
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_WIDTH = 420
_FRAMES = {"": "Asked when it is loaded", "images": "Yes, as pictures", "none": "No, texts only"}


class ServerForm(QWidget):
    changed = Signal(object)  # KeptServer
    models_wanted = Signal(object)  # KeptServer
    key_given = Signal(object, str)  # KeptServer, the key; '' to forget it
    removed = Signal()

    def __init__(self, server: KeptServer) -> None:
        super().__init__()
        self._server = server
        self.address = self._line("Address", "http://127.0.0.1:8080/v1", server.url)
        self.consent = QCheckBox()
        self.leaves = look(QLabel(wordWrap=True), "warning")
        self.problem = look(QLabel(wordWrap=True), "error")
        self.model = QComboBox(editable=True)
        self._model_line = QLineEdit(placeholderText="The server's only model")
        self.model.setLineEdit(self._model_line)
        self.model.setAccessibleName("Model of the server")
        self.model.setMaximumWidth(_WIDTH)
        self.frames = QComboBox()
        self.frames.setAccessibleName("Frames of the video")
        self.frames.setMaximumWidth(_WIDTH)
        self.key = self._line("Key", "Only where the server wants one", "")
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key_words = look(QLabel(wordWrap=True), "muted")
        self._build()
        self._fill()
        self._connect()

    def show_models(self, names: Sequence[str]) -> None:
        """What the server has; the one that is set stays."""
        kept = self.model.currentText()
        self.model.clear()
        self.model.addItems(list(names))
        self.model.setEditText(kept or (names[0] if len(names) == 1 else ""))

    def show_key(self, words: str) -> None:
        self.key.clear()
        self.key_words.setText(words)
        self.key_words.setVisible(bool(words))

    def show_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _line(self, name: str, hint: str, text: str) -> QLineEdit:
        line = QLineEdit(text, placeholderText=hint)
        line.setAccessibleName(name)
        line.setMaximumWidth(_WIDTH)
        return line

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(Space.LARGE)
        form.setVerticalSpacing(Space.SMALL)
        form.addRow("Address", self.address)
        form.addRow("", self.leaves)
        form.addRow("", self.consent)
        form.addRow("", self.problem)
        form.addRow("Model", self._row(self.model, self._button("Ask the server", self._ask)))
        form.addRow("Frames", self.frames)
        form.addRow(
            "Key", self._row(self.key, self._button("Keep it", self._keep_key), self._button("Forget", self._forget))
        )
        form.addRow("", self.key_words)
        remove = self._button("Remove this server", self.removed.emit)
        remove.setMaximumWidth(_WIDTH // 2)
        form.addRow("", remove)
        for label in (self.leaves, self.problem, self.key_words):
            label.setMinimumWidth(_WIDTH)  # or it asks for the height of a narrow column
        self.show_key("")

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        """The first takes what the others leave."""
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        for number, widget in enumerate(widgets):
            row.addWidget(widget, 0 if number else 1)
        row.addStretch(0)
        return row

    def _button(self, words: str, run: object) -> QPushButton:
        button = QPushButton(words)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(run)
        return button

    def _fill(self) -> None:
        for value, words in _FRAMES.items():
            self.frames.addItem(words, value)
        self.frames.setCurrentIndex(max(0, self.frames.findData(str(self._server.settings.get("frames", "")))))
        self.model.setEditText(self._server.model)
        self._show(read_server(self._server))

    def _connect(self) -> None:
        self.address.editingFinished.connect(self._take)
        self.consent.clicked.connect(self._take)
        self._model_line.editingFinished.connect(self._take)
        self.model.activated.connect(self._take)
        self.frames.activated.connect(self._take)

    @Slot()
    def _take(self) -> None:
        """What stands in the fields now; consent is for the machine that was shown, and no other."""
        url = self.address.text().strip()
        settings = {
            key: value for key, value in self._server.settings.items() if key not in ("url", "consent", "frames")
        }
        settings |= {"url": url}
        if self.frames.currentData():
            settings["frames"] = self.frames.currentData()
        asked = read_server(KeptServer("", settings))
        if asked.host and self.consent.isChecked() and asked.host == self._asked.host:
            settings["consent"] = asked.host
        server = KeptServer(self.model.currentText().strip(), settings)
        self._show(read_server(server))
        if server != self._server:
            self._server = server
            self.changed.emit(server)

    def _show(self, asked: Asked) -> None:
        self._asked = asked
        self.leaves.setText(asked.leaves)
        self.leaves.setVisible(bool(asked.leaves))
        self.consent.setText(f"Yes, they may be sent to {asked.host}")
        self.consent.setVisible(bool(asked.leaves))
        self.consent.setChecked(asked.agreed)
        self.show_problem(asked.problem)

    @Slot()
    def _ask(self) -> None:
        self._take()
        self.models_wanted.emit(self._server)

    @Slot()
    def _keep_key(self) -> None:
        self._take()
        if self.key.text().strip():
            self.key_given.emit(self._server, self.key.text().strip())

    @Slot()
    def _forget(self) -> None:
        self.key_given.emit(self._server, "")
