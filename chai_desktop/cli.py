"""The command line: `chai-desktop VERB`. Each verb is loaded only when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import io
import logging
import sys
from collections.abc import Sequence

from chai_desktop import __version__
from chai_desktop.errors import ChaiError
from chai_desktop.logbook import name_versions, start_logbook
from chai_desktop.places import log_file
from chai_desktop.verbs import FAILED

VERBS = {
    "run": "open the window",
    "demo": "walk the whole loop on the sample project and save a picture of every screen",
    "import": "bring video files into a project",
    "split": "make a clip of each shot of a file",
    "relink": "find video files again that were moved or renamed",
    "probe": "tell what is in video files: frames, rates, key frames, gaps, colours, shots",
    "frame": "save exact frames of a video file as pictures",
    "draft": "write pre-captions: from the answers of a project, or of a video file",
    "critique": "let an engine say what is wrong in the drafts of a project, or in a text",
    "revise": "write post-captions from the critiques of a project, or from texts",
    "score": "let an engine that sees say how right captions are",
    "recaption": "write captions of thousands of clips, as a run that can be stopped and continued",
    "models": "list the engines, and the models that were found for them",
    "lint": "check captions and critiques of a file by the rules of the specification",
    "export": "write a project's triples or preferences as JSON Lines",
    "spec": "browse the video language, check a lab's additions, verify a corpus",
    "suggest": "measure a video file and say which answers its picture speaks for",
    "search": "find captions, critiques, answers and clip names in a project",
    "history": "tell who did what in a project, and when",
    "share": "hand out some clips of a project, to be merged back later",
    "merge": "join copies of a project that were worked on apart",
    "check": "check a project file, and mend a copy of it",
    "restore": "bring a damaged project back, or one of its backups",
    "doctor": "say what is installed, what can run, and how to get what is missing",
}
_log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb; an error that a person can act on becomes two lines on standard error and exit code 1."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser(words[0] if words and words[0] in VERBS else None)
    parsed = parser.parse_args(words)
    _print_whatever_comes()
    start_logbook()
    if parsed.verb != "run":  # the window does it when it has been painted
        name_versions()
    try:
        return int(parsed.verb_run(parsed))
    except ChaiError as error:
        _log.warning("%s: %s", parsed.verb, error)
        sys.stderr.write(f"{error.message}\n{error.hint}\n" if error.hint else f"{error.message}\n")
        return FAILED
    except OSError as error:
        _log.warning("%s: %s", parsed.verb, error, exc_info=True)
        sys.stderr.write(f"{error.filename or 'A file'} cannot be used: {error.strerror or error}.\n")
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 130
    except Exception:  # noqa: BLE001 - the last border: the person gets a sentence, the log has the rest
        _log.exception("verb failed: %s", parsed.verb)
        sys.stderr.write(f"Something went wrong inside the program. The log has the details: {log_file()}\n")
        return FAILED


def _print_whatever_comes() -> None:
    """Names of files and words of foreign models may hold what no terminal can show: that must not end a verb."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of all verbs, or of one, whose module alone is then imported."""
    parser = argparse.ArgumentParser(
        prog="chai", description="Tag, draft, critique and revise captions of video clips."
    )
    parser.add_argument("--version", action="version", version=f"CHAI Desktop {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, summary in VERBS.items():
        if only is not None and verb != only:
            verbs.add_parser(verb, help=summary, description=summary)
            continue
        own = verbs.add_parser(verb, help=summary, description=summary[0].upper() + summary[1:] + ".")
        module = importlib.import_module(f"chai_desktop.verbs.{verb}_verb")
        module.add_arguments(own)
        own.set_defaults(verb_run=module.run)
    return parser
