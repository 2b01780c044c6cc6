"""What this program is, and on what it runs: for a person who wants to know, and for a report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from chai_desktop.ui.versions import versions


def show_about(parent: QWidget, more: Sequence[str] = ()) -> QMessageBox:
    """``more``: lines about what is running now."""
    lines = [*versions(), *filter(None, more)]
    box = QMessageBox(parent)
    box.setWindowTitle("About CHAI Desktop")
    box.setText("CHAI Desktop: describe video clips in the language of film, by correcting what a machine wrote.")
    box.setInformativeText("\n".join(lines))
    copy = box.addButton("Copy", QMessageBox.ButtonRole.ActionRole)
    close = box.addButton(QMessageBox.StandardButton.Close)
    box.setEscapeButton(close)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QApplication.clipboard().setText("\n".join(lines)))
    box.setModal(False)
    box.show()
    return box
