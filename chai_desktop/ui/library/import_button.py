"""The button that asks for video files; it stands in the library's head, and where there are no clips."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QPushButton

from chai_desktop.ui.theme.icons import icon


def import_button(wanted: SignalInstance) -> QPushButton:
    button = QPushButton(icon("import"), "Import video files...")
    button.setToolTip("Choose video files to add (Ctrl+I); you can also drop files or a folder on the window")
    button.clicked.connect(wanted)
    return button
