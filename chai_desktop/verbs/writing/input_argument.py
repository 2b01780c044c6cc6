"""What an engine is asked about: the clips of a project, or one video file without a project."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from chai_desktop.errors import ChaiError
from chai_desktop.exchange.import_clips import read_footage
from chai_desktop.models.engine import Engine
from chai_desktop.models.process.client import EngineProcess
from chai_desktop.models.requests import Footage
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip, ClipFacts
from chai_desktop.verbs.project_argument import SUFFIX, clips_called

_SQLITE = b"SQLite format 3\0"
_LONGEST = 256 * 1024  # bytes of a text in a file
_FROM_FILE = "@"


def add_input(parser: argparse.ArgumentParser, optional: bool = False) -> None:
    parser.add_argument(
        "input",
        type=Path,
        metavar="INPUT",
        nargs="?" if optional else None,
        help="the project file (NAME.chai)" + ("" if optional else ", or a video file"),
    )
    parser.add_argument(
        "--aspect", choices=[str(a) for a in Aspect], action="append", help="only this aspect; may be repeated"
    )
    parser.add_argument("--clip", action="append", help="only the clip of this name in the project; may be repeated")
    parser.add_argument("--json", action="store_true", help="print all as JSON, with what wrote it and its usage")


def add_again(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--again", action="store_true", help="also where there is one already (both are kept)")


def is_project(path: Path) -> bool:
    """By its name, or by what it is: whatever else there is, is taken as a video file."""
    if path.suffix == SUFFIX:
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def chosen_clips(project: Project, parsed: argparse.Namespace) -> list[Clip]:
    """ChaiError where there are none, or none of a name."""
    if not project.clip_page(limit=1)[0]:
        raise ChaiError(f"{project.path.name} has no clips yet.", "Bring some in with: chai import")
    return clips_called(project, parsed.clip) if parsed.clip else project.clips()


def chosen_aspects(parsed: argparse.Namespace) -> list[Aspect]:
    return [Aspect(name) for name in parsed.aspect] if parsed.aspect else list(Aspect)


def one_aspect(parsed: argparse.Namespace) -> Aspect:
    """Of texts that are given: they are about one. ChaiError where none or several are named."""
    if not parsed.aspect or len(parsed.aspect) != 1:
        raise ChaiError("A caption is about one aspect.", "Name it, for example: --aspect camera")
    return Aspect(parsed.aspect[0])


def video_facts(parsed: argparse.Namespace) -> ClipFacts:
    """The whole file as one clip. MediaError where it is no usable video."""
    if parsed.clip:
        raise ChaiError("A video file has no clips to choose from.", "Leave --clip out, or name a project.")
    return read_footage(parsed.input)[0]


def footage_for(engine: Engine, facts: ClipFacts) -> Footage | None:
    """For every engine that might see: one that does not passes over it. The rules never do."""
    if not isinstance(engine, EngineProcess):
        return None
    return Footage(facts.path, facts.content_hash, facts.first_frame, facts.last_frame)


def given_texts(words: Sequence[str]) -> list[str]:
    """Each as it stands, or what is in the file that it names with @. ChaiError that names the file."""
    return [_from_file(Path(word[1:])) if word.startswith(_FROM_FILE) else word.strip() for word in words]


def _from_file(path: Path) -> str:
    try:
        if path.stat().st_size > _LONGEST:
            raise ChaiError(f"{path.name} is too large for a caption.", "Name the file that holds the one text.")
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise ChaiError(f"{path} cannot be read: {error.strerror}.", "Check the name after the @.") from error
    except UnicodeDecodeError as error:
        raise ChaiError(f"{path} is no text in UTF-8.", "Save it as UTF-8, or check the name after the @.") from error
