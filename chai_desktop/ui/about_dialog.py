"""What this program is, and on what it runs: for a person who wants to know, and for a report."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from chai_desktop.ui.versions import versions


def show_about(parent: QWidget) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("About CHAI Desktop")
    box.setText("CHAI Desktop: describe video clips in the language of film, by correcting what a machine wrote.")
    box.setInformativeText("\n".join(versions()))
    copy = box.addButton("Copy", QMessageBox.ButtonRole.ActionRole)
    close = box.addButton(QMessageBox.StandardButton.Close)
    box.setEscapeButton(close)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QApplication.clipboard().setText("\n".join(versions())))
    box.setModal(False)
    box.show()
    return box
