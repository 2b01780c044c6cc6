"""Where a copy of an open project may be put, and putting it there in one step."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.store.file.creating import flush_folder
from chai_desktop.store.file.lock import refuse_if_owned
from chai_desktop.store.file.plain_words import from_os
from chai_desktop.store.file.snapshot import has_unfinished_log


def put_copy(own: Path, target: Path, copy: Callable[[Path], None]) -> None:
    """Let ``copy`` write a whole file beside ``target``, then give it that name; an older file there is replaced.

    Raises ProjectError where the target is the project itself, is open somewhere, or still needs its log. Whatever is
    raised, what was at ``target`` is as it was.
    """
    _refuse(own, target)
    draft = target.with_name(f"{target.name}.new-{os.getpid()}")
    try:
        draft.unlink(missing_ok=True)
        copy(draft)
        os.replace(draft, target)
        flush_folder(target.parent)
    except OSError as error:
        raise from_os(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _refuse(own: Path, target: Path) -> None:
    if os.path.realpath(target) == os.path.realpath(own):
        raise ProjectError(f"{target.name} is the project itself.", "Choose another name for the copy.")
    if not os.path.isfile(target):  # noqa: PTH113 - Path.is_file fails where it may not look
        return
    refuse_if_owned(Path(os.path.realpath(target)))
    if has_unfinished_log(target):
        raise ProjectError(
            f"{target.name} is there already and was not closed properly; it may hold work that is nowhere else.",
            "Choose another name for the copy.",
        )
