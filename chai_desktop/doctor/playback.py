"""What plays the clips: libmpv, and the decoders that PyAV brings."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys

from chai_desktop.doctor.finding import Finding, State
from chai_desktop.doctor.packages import is_installed

DECODERS = ("h264", "hevc", "vp9", "av1", "prores", "mpeg4", "mjpeg")
_GROUP = "Playback"
_HOW = {
    "linux": "sudo apt-get install libmpv2 (or your system's package of libmpv)",
    "darwin": "brew install mpv",
    "win32": "Put libmpv-2.dll into .venv\\Scripts.",
}


def examine_libmpv() -> list[Finding]:
    how = _HOW.get(sys.platform, "Install libmpv.")
    name = next(filter(None, map(ctypes.util.find_library, ("mpv", "libmpv-2", "mpv-2"))), None)
    if name is None:
        return [Finding(_GROUP, "libmpv", State.MISSING, "not found", how)]
    try:
        version = libmpv_version(name)
    except OSError as error:
        return [Finding(_GROUP, "libmpv", State.MISSING, f"{name} cannot be loaded: {error}", how)]
    return [Finding(_GROUP, "libmpv", State.OK, f"{version} ({name})")]


def libmpv_version(name: str) -> str:
    """The version that the library gives itself. OSError where it cannot be loaded or does not start."""
    library = ctypes.CDLL(name)
    library.mpv_create.restype = ctypes.c_void_p
    library.mpv_get_property_string.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.mpv_get_property_string.restype = ctypes.c_void_p  # must be given back with mpv_free
    library.mpv_initialize.argtypes = library.mpv_terminate_destroy.argtypes = [ctypes.c_void_p]
    library.mpv_free.argtypes = [ctypes.c_void_p]
    handle = library.mpv_create()
    if not handle:
        raise OSError("it does not start (LC_NUMERIC must be C)")
    try:
        if library.mpv_initialize(handle) < 0:
            raise OSError("it does not start")
        text = library.mpv_get_property_string(handle, b"mpv-version")
        version = ctypes.string_at(text).decode("utf-8", "replace") if text else "unknown version"
        library.mpv_free(text)
        return version
    finally:
        library.mpv_terminate_destroy(handle)


def examine_decoders() -> list[Finding]:
    if not is_installed("av"):
        return []  # said among the packages already
    import av  # brings FFmpeg's libraries with it; not needed by any other finding

    version = f"libavcodec {'.'.join(map(str, av.library_versions['libavcodec']))}"
    absent = [name for name in DECODERS if name not in av.codecs_available]
    if absent:
        how = ".venv/bin/pip install --force-reinstall av"
        return [Finding(_GROUP, "decoders", State.WARNING, f"cannot read {', '.join(absent)} ({version})", how)]
    return [Finding(_GROUP, "decoders", State.OK, f"{', '.join(DECODERS)} ({version})")]
