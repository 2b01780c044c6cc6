"""Which way the picture is drawn: through OpenGL, or in main memory where OpenGL cannot start or is not wanted."""

from __future__ import annotations

import functools
import os

from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext

VARIABLE = "CHAI_PICTURE"  # "software" draws without OpenGL, for people whose driver is broken
_WITHOUT_WINDOWS = ("offscreen", "minimal")  # Qt's platforms that never have OpenGL


def software_is_chosen() -> bool:
    return os.environ.get(VARIABLE, "").strip().lower() == "software"


def why_software() -> str:
    """Why the picture has to be drawn without OpenGL, as the end of a sentence; "" where OpenGL is to be tried."""
    if software_is_chosen():
        return f"{VARIABLE}=software asks for it"
    return "" if opengl_works() else "OpenGL cannot start on this display"


@functools.cache
def opengl_works() -> bool:
    """Whether this display can make an OpenGL context. Tried once: a display does not learn it later."""
    if QGuiApplication.platformName() in _WITHOUT_WINDOWS:
        return False
    context = QOpenGLContext()
    if not context.create():
        return False
    surface = QOffscreenSurface()
    surface.setFormat(context.format())
    surface.create()
    works = surface.isValid() and context.makeCurrent(surface)
    if works:
        context.doneCurrent()
    return works
