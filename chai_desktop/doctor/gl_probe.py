"""Makes an OpenGL context without a window and says who drives it: run as a process of its own by the doctor.

Constants and calls: EGL 1.5 (khronos.org/registry/EGL) and EGL_MESA_platform_surfaceless.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import c_char_p, c_int, c_uint, c_void_p

_OPENGL_API = 0x30A2
_SURFACELESS = 0x31DD
_NONE = 0x3038
_VERSION, _RENDERER = 0x1F02, 0x1F01  # names of glGetString
_SURFACE_TYPE, _RENDERABLE, _OPENGL_BIT, _PBUFFER_BIT = 0x3033, 0x3040, 0x0008, 0x0001


def describe_driver() -> str:
    """Renderer and version of the default display's driver, or of one without a display. OSError without a driver."""
    egl = ctypes.CDLL("libEGL.so.1")
    for name, answer, takes in (
        ("eglGetDisplay", c_void_p, [c_void_p]),
        ("eglGetPlatformDisplay", c_void_p, [c_uint, c_void_p, c_void_p]),
        ("eglInitialize", c_uint, [c_void_p, c_void_p, c_void_p]),
        ("eglBindAPI", c_uint, [c_uint]),
        ("eglChooseConfig", c_uint, [c_void_p, c_void_p, c_void_p, c_int, c_void_p]),
        ("eglCreateContext", c_void_p, [c_void_p, c_void_p, c_void_p, c_void_p]),
        ("eglMakeCurrent", c_uint, [c_void_p, c_void_p, c_void_p, c_void_p]),
        ("eglGetProcAddress", c_void_p, [c_char_p]),
    ):
        function = getattr(egl, name)
        function.restype, function.argtypes = answer, takes
    display = _open_display(egl)
    _make_context(egl, display)
    get_string = ctypes.CFUNCTYPE(c_char_p, c_uint)(egl.eglGetProcAddress(b"glGetString"))
    renderer, version = ((get_string(name) or b"unknown").decode("utf-8", "replace") for name in (_RENDERER, _VERSION))
    return f"{renderer}, OpenGL {version}"


def _open_display(egl: ctypes.CDLL) -> int:
    for display in (egl.eglGetDisplay(None), egl.eglGetPlatformDisplay(_SURFACELESS, None, None)):
        if display and egl.eglInitialize(display, None, None):
            return int(display)
    raise OSError("no OpenGL driver answers")


def _make_context(egl: ctypes.CDLL, display: int) -> None:
    wanted = (c_int * 5)(_RENDERABLE, _OPENGL_BIT, _SURFACE_TYPE, _PBUFFER_BIT, _NONE)
    config, count = c_void_p(), c_int()
    egl.eglBindAPI(_OPENGL_API)
    egl.eglChooseConfig(display, wanted, ctypes.byref(config), 1, ctypes.byref(count))
    context = egl.eglCreateContext(display, config, None, None)
    if not context or not egl.eglMakeCurrent(display, None, None, context):
        raise OSError("the driver makes no OpenGL context")


def main() -> int:
    try:
        sys.stdout.write(describe_driver())
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
