"""Puts a set of tokens on the running application, and follows the system's light or dark setting."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from chai_desktop.resources import FOLDER
from chai_desktop.ui.theme.tokens import DARK, LIGHT, Size, Space, Text, Tokens

CHOICES = ("system", "dark", "light")
_active = DARK


def tokens() -> Tokens:
    """The set of tokens in use."""
    return _active


def resolve(choice: str, application: QApplication) -> Tokens:
    """The set that a setting ("system", "dark", "light") stands for now."""
    if choice == "dark":
        return DARK
    if choice == "light":
        return LIGHT
    return LIGHT if application.styleHints().colorScheme() == Qt.ColorScheme.Light else DARK


def apply_theme(application: QApplication, choice: str) -> Tokens:
    """Style the whole application by a setting; may be called again at any time."""
    global _active
    _active = resolve(choice, application)
    application.setStyle("Fusion")
    application.setFont(body_font())
    application.setPalette(_palette(_active))
    application.setStyleSheet(_style_sheet(_active))
    return _active


def body_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSize(Text.BODY)
    return font


def mono_font() -> QFont:
    """Timecode and frame numbers: digits that keep their width."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSize(Text.MONO)
    return font


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, t.panel),
        (role.WindowText, t.text),
        (role.Base, t.raised),
        (role.AlternateBase, t.panel),
        (role.Text, t.text),
        (role.Button, t.raised),
        (role.ButtonText, t.text),
        (role.ToolTipBase, t.raised),
        (role.ToolTipText, t.text),
        (role.PlaceholderText, t.muted),
        (role.Highlight, t.accent),
        (role.HighlightedText, t.accent_text),
        (role.Link, t.accent),
        (role.Mid, t.line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(t.muted))
    return palette


def _style_sheet(t: Tokens) -> str:
    template = Template((FOLDER / "theme" / "style.qss").read_text("utf-8"))
    values = {key: value for key, value in vars(t).items() if isinstance(value, str)}
    sizes = {f"space_{k.lower()}": v for k, v in vars(Space).items() if k.isupper()}
    sizes |= {f"size_{k.lower()}": v for k, v in vars(Size).items() if k.isupper()}
    sizes |= {f"text_{k.lower()}": v for k, v in vars(Text).items() if k.isupper()}
    arrow = FOLDER / "theme" / f"arrow-{t.name}.svg"
    check = FOLDER / "theme" / f"check-{t.name}.svg"
    arrow_up = FOLDER / "theme" / f"arrow-up-{t.name}.svg"
    signs = {"arrow": arrow.as_posix(), "arrow_up": arrow_up.as_posix(), "check": check.as_posix()}
    return template.substitute(values | {key: str(value) for key, value in sizes.items()} | signs)
