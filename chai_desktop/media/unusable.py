"""Why a file cannot be used as video, in words that name the file and the way out."""

from __future__ import annotations

import os
from pathlib import Path

import av

from chai_desktop.errors import MediaError

_HEAD = 4096  # bytes looked at to say what a file really is
_BOX_TYPES = (b"ftyp", b"moov", b"mdat", b"free", b"wide", b"skip")


def refuse_unreadable(path: Path) -> None:
    """Raise MediaError if ``path`` is missing, a broken link, a folder, not readable, or empty."""
    name = path.name
    try:
        if path.is_symlink() and not path.exists():
            target = os.readlink(path)
            raise MediaError(
                f"{name} is a link to {target}, which is not there.",
                "Mend the link, or choose the file itself.",
            )
        if path.is_dir():
            raise MediaError(f"{name} is a folder.", "Choose the video files in it, or import the folder.")
        if not path.exists():
            raise MediaError(
                f"{name} is not at {path.parent}.",
                "Was it moved, renamed or on a disk that is not connected?",
            )
        with path.open("rb") as file:
            if not file.read(1):
                raise MediaError(f"{name} is empty (0 bytes).", "Copy or export it again.")
    except PermissionError as error:
        raise MediaError(f"{name} may not be read.", f"Ask for permission to read {path}.") from error
    except OSError as error:
        raise MediaError(
            f"{name} cannot be read: {error.strerror}.", "Check the disk, or copy the file again."
        ) from error


def explain_open_error(path: Path, error: Exception) -> MediaError:
    """The MediaError for a file that FFmpeg could not open or read."""
    name = path.name
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as read_error:
        reason = read_error.strerror or "unknown reason"
        return MediaError(f"{name} cannot be read: {reason}.", "Check the disk, or copy the file again.")
    if head[4:8] in _BOX_TYPES and not _has_top_box(path, b"moov"):
        return MediaError(
            f"{name} is cut off: its index (the moov part of the MP4) is missing, so no frame can be found.",
            "Copy it again from the camera or export it again; a recording that broke off needs a repair tool.",
        )
    if _is_text(head):
        return MediaError(f"{name} is a text file, not a video.", "Choose the video that it belongs to.")
    if isinstance(error, av.error.EOFError):
        return MediaError(f"{name} ends before its first frame.", "Record, copy or export it again.")
    return MediaError(
        f"{name} is not a video that can be read ({_reason(error)}).",
        "If it plays elsewhere, convert it to MP4 with H.264; if not, copy or export it again.",
    )


def _reason(error: Exception) -> str:
    text = getattr(error, "strerror", None) or type(error).__name__
    return str(text)[:1].lower() + str(text)[1:]


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        head[: len(head) - 3].decode("utf-8")  # a character may be cut in half at the end
    except UnicodeDecodeError:
        return False
    return True


def _has_top_box(path: Path, wanted: bytes) -> bool:
    """Walk the top-level boxes of an ISO base media file (ISO/IEC 14496-12, 4.2): 32-bit size, type, 64-bit size."""
    end = path.stat().st_size
    at = 0
    with path.open("rb") as file:
        while at + 8 <= end:
            file.seek(at)
            head = file.read(16)
            size = int.from_bytes(head[:4], "big")
            if head[4:8] == wanted:
                return True
            if size == 1:
                size = int.from_bytes(head[8:16], "big")
            if size < 8:  # 0 means "to the end of the file"
                return False
            at += size
    return False
