"""A text that an engine is writing: it grows in the place of the former text, which is kept until this one is done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from chai_desktop.ui.caption.line_label import LineLabel
from chai_desktop.ui.caption.text_pane import TextPane
from chai_desktop.ui.theme.tokens import Space


class BeingWritten(QFrame):
    """Stands in for ``former`` while there is something to show. It is not editable, and never a version."""

    def __init__(self, former: TextPane, name: str) -> None:
        super().__init__()
        self.setObjectName("suggestion")
        self._former = former
        self._says = LineLabel("small")
        self.text = TextPane(added=False)
        self.text.setReadOnly(True)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setAccessibleName(f"{name} being written")
        self.text.setToolTip("It becomes a version of its own once it is done; cancelled, the former text is kept")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.TIGHT, Space.TIGHT, Space.TIGHT, Space.TIGHT)
        rows.setSpacing(Space.TIGHT)
        rows.addWidget(self._says)
        rows.addWidget(self.text, 1)
        self.hide()

    @property
    def words(self) -> str:
        """What stands there; '' while it is not there."""
        return "" if self.isHidden() else self.text.text()

    def show_text(self, text: str | None, engine: str = "") -> None:
        """Show how far the text is; None shows the former text again."""
        if text is None:
            self._turn(False)
            return
        self._says.say(f"{engine} is writing this; it is not saved yet")
        known = self.text.text()
        if self.isHidden() or not text.startswith(known):
            self.text.forget(text)
        elif text != known:
            self.text.add_at_end(text[len(known) :])
        self._turn(True)

    def _turn(self, on: bool) -> None:
        if on != self.isHidden():
            return
        leaves, comes = (self._former, self.text) if on else (self.text, self._former)
        had_focus = leaves.hasFocus()
        self.setVisible(on)
        self._former.setVisible(not on)
        if had_focus:
            comes.setFocus()
