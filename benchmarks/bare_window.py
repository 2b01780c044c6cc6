"""What the start of the program is compared with: the smallest PySide6 window with a QOpenGLWidget in it.

Says ``ready`` when the OpenGL widget has painted on the visible window and a click posted after that has arrived, then
quits: exactly what the program's window says under CHAI_DESKTOP_REPORT_READY.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QApplication, QMainWindow


class BareSurface(QOpenGLWidget):
    _clicked = False

    def paintGL(self) -> None:
        functions = self.context().functions()
        functions.glClearColor(0.2, 0.2, 0.2, 1.0)
        functions.glClear(0x4000)  # GL_COLOR_BUFFER_BIT
        if not self._clicked:
            self._clicked = True
            QApplication.postEvent(self, _press(self))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        QApplication.quit()


def _press(widget: QOpenGLWidget) -> QMouseEvent:
    at = QPointF(widget.rect().center())
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(
        QEvent.Type.MouseButtonPress, at, widget.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier
    )


def main() -> int:
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.setCentralWidget(BareSurface())
    window.resize(1280, 800)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
