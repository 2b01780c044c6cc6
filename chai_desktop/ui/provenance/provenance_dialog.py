"""A window beside the room that tells where texts come from; it may stay open while the person works on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from chai_desktop.ui.provenance.provenance_model import NO_PROMPT, Origin
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Space


class ProvenanceDialog(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Prompt and provenance")
        self._origins: Sequence[Origin] = ()
        self.text = QTextEdit(readOnly=True)
        self.text.setAccessibleName("Where the text comes from, and its exact prompt")
        self.text.setToolTip("Select words here, or copy all of it")
        copy = QPushButton(icon("copy"), "Copy all")
        copy.setToolTip("Copy all of it as plain text")
        copy.clicked.connect(self._copy)
        close = QPushButton("Close")
        close.setToolTip("Close this window (Esc)")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        rows.setSpacing(Space.SMALL)
        rows.addWidget(self.text, 1)
        rows.addLayout(foot)
        self.resize(760, 560)

    def show_origins(self, origins: Sequence[Origin]) -> None:
        self._origins = origins
        self.text.setHtml("<hr>".join(_html(origin) for origin in origins))
        self.show()
        self.raise_()
        self.activateWindow()

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n\n".join(origin.text() for origin in self._origins))


def _html(origin: Origin) -> str:
    rows = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td><code>{escape(value)}</code></td></tr>"
        for name, value in origin.facts
    )
    prompt = (
        f"<pre style='white-space: pre-wrap'>{escape(origin.prompt)}</pre>" if origin.prompt else f"<p>{NO_PROMPT}</p>"
    )
    return f"<h3>{escape(origin.title)}</h3><table>{rows}</table><h4>Exact prompt</h4>{prompt}"
