"""Shows the newest messages; equal ones fold into one with a count; good news leaves by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.ui.notices.notice import Level, Notice, WayOut
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space

_AT_MOST = 3
_GOOD_NEWS_MS = 6000
_ICONS = {Level.INFO: "info", Level.GOOD: "check", Level.WARNING: "triangle-alert", Level.ERROR: "octagon-alert"}
_WORDS = {Level.INFO: "Note", Level.GOOD: "Done", Level.WARNING: "Warning", Level.ERROR: "Problem"}


class NoticeBar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(Space.TIGHT)
        self._cards: list[NoticeCard] = []

    def show_notice(self, notice: Notice) -> None:
        for card in self._cards:
            if card.notice == notice:
                card.repeat()
                return
        card = NoticeCard(notice)
        card.closed.connect(self._remove)
        self._cards.append(card)
        self._layout.addWidget(card)
        while len(self._cards) > _AT_MOST:
            self._remove(self._cards[0])
        if notice.level in (Level.GOOD, Level.INFO) and not notice.details and notice.way_out is None:
            QTimer.singleShot(_GOOD_NEWS_MS, card, card.close_card)

    def take_back(self, notice: Notice) -> None:
        """It is true no longer, or about something that is not on show any more."""
        for card in [card for card in self._cards if card.notice == notice]:
            self._remove(card)

    def texts(self) -> list[str]:
        """The sentences on show, oldest first."""
        return [card.notice.text for card in self._cards]

    def words(self) -> str:
        """All that the messages on show say: sentences, ways out, and the lines behind "Show each"."""
        lines = (line for c in self._cards for line in (c.notice.text, c.notice.hint, *c.notice.details))
        return "\n".join(line for line in lines if line)

    def clear(self) -> None:
        for card in list(self._cards):
            self._remove(card)

    @Slot(object)
    def _remove(self, card: NoticeCard) -> None:
        if card in self._cards:
            self._cards.remove(card)
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()


class NoticeCard(QFrame):
    closed = Signal(object)

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("level", str(notice.level))
        self.notice = notice
        self._times = 1
        self._text = QLabel(wordWrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, 0, Space.TIGHT, 0)
        column.addLayout(self._build_line())
        if notice.details:  # an editor costs milliseconds, and most messages come while something else goes on
            self._details = self._build_details()
            column.addWidget(self._details)
        self._show_text()

    def repeat(self) -> None:
        self._times += 1
        self._show_text()

    @Slot()
    def close_card(self) -> None:
        self.closed.emit(self)

    def _show_text(self) -> None:
        times = f"  ({self._times} times)" if self._times > 1 else ""
        self._text.setText(f"{self.notice.text} {self.notice.hint}".strip() + times)
        self.setAccessibleName(f"{_WORDS[self.notice.level]}: {self._text.text()}")

    def _build_line(self) -> QHBoxLayout:
        t = tokens()
        colour = {Level.WARNING: t.warning, Level.ERROR: t.error, Level.GOOD: t.good}.get(self.notice.level, t.accent)
        sign = QLabel()
        sign.setPixmap(icon(_ICONS[self.notice.level], colour).pixmap(Size.ICON, Size.ICON))
        sign.setToolTip(_WORDS[self.notice.level])
        close = look(QToolButton(), "flat")
        close.setIcon(icon("x"))
        close.setToolTip("Close this message")
        close.setAccessibleName("Close this message")
        close.clicked.connect(self.close_card)
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(sign)
        line.addWidget(self._text, 1)
        if self.notice.details:
            line.addWidget(self._build_toggle())
        if self.notice.way_out is not None:
            line.addWidget(self._build_way_out(self.notice.way_out))
        line.addWidget(close)
        return line

    def _build_way_out(self, way_out: WayOut) -> QPushButton:
        button = QPushButton(way_out.text)
        button.clicked.connect(self.close_card)
        button.clicked.connect(way_out.run)
        return button

    def _build_toggle(self) -> QPushButton:
        toggle = QPushButton(self.notice.show_words)
        toggle.setCheckable(True)
        toggle.toggled.connect(self._show_details)
        return toggle

    def _build_details(self) -> QPlainTextEdit:
        details = QPlainTextEdit("\n".join(self.notice.details), readOnly=True)
        details.setAccessibleName("Details")
        lines = min(len(self.notice.details), 8) + 1
        details.setMaximumHeight(lines * details.fontMetrics().lineSpacing() + Space.LARGE)
        details.hide()
        return details

    @Slot(bool)
    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
