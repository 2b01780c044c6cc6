"""To whom the selected clips go, and into which file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.ui.merge.hand_out_model import HandOut
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_NOT_INSIDE = "The video files are not in it. Whoever works on the clips needs them too, and imports them there once."


class HandOutDialog(QDialog):
    agreed = Signal(str, str)  # name of the person, path of the file

    def __init__(self, parent: QWidget, hand_out: HandOut) -> None:
        super().__init__(parent)
        self.setWindowTitle("Hand out")
        self.setModal(True)
        self.setMinimumWidth(560)
        self._hand_out = hand_out
        self._chosen_file = False
        self.who = QComboBox(editable=True)
        self.who.setAccessibleName("Who works on them")
        self.who.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.who.addItems([person.name for person in hand_out.people])
        self.who.setCurrentIndex(-1)
        line = self.who.lineEdit()
        assert line is not None  # it is editable
        line.setPlaceholderText("Choose somebody, or type a new name")
        self.who.editTextChanged.connect(self._propose)
        self.file = QLineEdit()
        self.file.setAccessibleName("The file to write")
        self.file.textEdited.connect(self._own_file)
        self._new = look(QLabel(wordWrap=True), "small")
        self._paths = self._build_paths()
        self.agree = look(QPushButton("Hand out"), "primary")
        self._build()
        self._propose("")

    def show_refusal(self, words: str) -> None:
        self._new.setText(words)
        look(self._new, "error")
        self._new.style().polish(self._new)

    def _build(self) -> None:
        browse = QPushButton("Browse...")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.setSpacing(Space.SMALL)
        where.addWidget(self.file, 1)
        where.addWidget(browse)
        form = QFormLayout()
        form.setHorizontalSpacing(Space.LARGE)
        form.setVerticalSpacing(Space.SMALL)
        form.addRow("For", self.who)
        form.addRow("", self._new)
        form.addRow("File", where)
        buttons = QDialogButtonBox()
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.agree.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        title = QLabel(f"Hand out {self._hand_out.how_many()}", wordWrap=True)
        column.addWidget(look(title, "title"))
        column.addLayout(form)
        column.addLayout(self._build_media_line())
        column.addWidget(self._paths, 1)
        column.addWidget(buttons)

    def _build_media_line(self) -> QHBoxLayout:
        self._toggle = QPushButton("Show their paths")
        self._toggle.setCheckable(True)
        self._toggle.setAutoDefault(False)
        self._toggle.toggled.connect(self._show_paths)
        self._copy = copy = QPushButton("Copy the paths")
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QApplication.clipboard().setText("\n".join(self._hand_out.media_paths())))
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(look(QLabel(_NOT_INSIDE, wordWrap=True), "muted"), 1)
        line.addWidget(self._toggle)
        line.addWidget(copy)
        return line

    def _build_paths(self) -> QPlainTextEdit:
        paths = QPlainTextEdit("\n".join(self._hand_out.media_paths()), readOnly=True)
        paths.setAccessibleName("Paths of the video files")
        paths.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        paths.setMinimumHeight(120)
        paths.hide()
        return paths

    @Slot(bool)
    def _show_paths(self, shown: bool) -> None:
        self._paths.setVisible(shown)
        self._toggle.setText("Hide their paths" if shown else "Show their paths")
        self.adjustSize()

    @Slot(str)
    def _propose(self, name: str) -> None:
        name = name.strip()
        known = any(person.name == name for person in self._hand_out.people)
        look(self._new, "small")
        self._new.style().polish(self._new)
        self._new.setText(f"{name} is new in the project." if name and not known else " ")
        self.agree.setEnabled(bool(name))
        if not self._chosen_file:
            self.file.setText(str(self._hand_out.proposed_file(name)))

    @Slot()
    def _own_file(self) -> None:
        self._chosen_file = True

    @Slot()
    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Hand out into", self.file.text(), "CHAI projects (*.chai)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if name:
            self._chosen_file = True
            self.file.setText(name if Path(name).suffix == ".chai" else f"{name}.chai")

    @Slot()
    def _accept(self) -> None:
        name, path = self.who.currentText().strip(), self.file.text().strip()
        if name and path:
            self.agreed.emit(name, path)
