"""Which verbs there are, what each needs before it can start, and how it is started."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from bootstrap import display, environment, system_needs
from bootstrap.layout import LINUX, Layout
from bootstrap.libmpv_elsewhere import with_libmpv
from bootstrap.system_packages import provide
from bootstrap.talk import say

HELP = """\
usage: ./chai VERB [ARGUMENTS]

  run       open the window (without a display: the demo)
  demo      walk the whole loop on the sample project in a virtual display (--show: on the real one)
  import    bring video files into a project
  split     make a clip of each shot of a file
  relink    find video files again that were moved or renamed
  probe     tell what is in video files: frames, rates, key frames, gaps, colours, shots
  frame     save exact frames of a video file as pictures
  draft     write pre-captions: from the answers of a project, or of a video file
  critique  let an engine say what is wrong in the drafts of a project, or in a text
  revise    write post-captions from the critiques of a project, or from texts
  score     let an engine that sees say how right captions are
  recaption write captions of thousands of clips, as a run that can be stopped and continued
  models    list the engines, and the models that were found for them
  lint      check captions and critiques of a file by the rules of the specification
  export    write a project's triples as JSON Lines
  suggest   measure a video file and say which answers its picture speaks for
  search    find captions, critiques, answers and clip names in a project
  history   tell who did what in a project, and when
  share     hand out some clips of a project, to be merged back later
  merge     join copies of a project that were worked on apart
  check     check a project file, and mend a copy of it
  restore   bring a damaged project back, or one of its backups
  spec      browse the video language, check a lab's additions, verify a corpus
  doctor    say what is installed, what can run, and how to get what is missing
  test      run everything that CI runs (with arguments: only pytest, with them)
  bench     measure, and print the table of figures

./chai VERB --help tells more about a verb. The first start sets up what is missing.
"""
PLAIN = (
    "import", "probe", "frame", "split", "relink", "draft", "critique", "revise", "score", "recaption", "models",
    "lint", "export", "suggest", "search", "history", "share", "merge", "check", "restore", "spec", "doctor",
)  # fmt: skip
KNOWN = ("run", "demo", *PLAIN, "test", "bench")


@dataclass(frozen=True)
class Start:
    """A command that is ready to be started, with its whole environment."""

    command: list[str]
    environment: dict[str, str]


def prepare(layout: Layout, verb: str, arguments: Sequence[str]) -> Start:
    """Provide what the verb needs, and say how to start it. Raises SetupError where something cannot be had."""
    if verb in PLAIN or _asks_for_help(arguments):
        return Start(_program(layout, "chai_desktop", verb, arguments), dict(os.environ))
    if verb == "bench":
        return _windowed(layout, _program(layout, "benchmarks", None, arguments), not display.has_display())
    if verb == "run" and display.has_display():
        return _windowed(layout, _program(layout, "chai_desktop", "run", arguments), virtual=False)
    shown = "--show" in arguments
    if verb == "run":
        say("There is no display here. The same job is done in a virtual one:")
        arguments = ()
    rest = [argument for argument in arguments if argument != "--show"]
    return _windowed(layout, _program(layout, "chai_desktop", "demo", rest), virtual=LINUX and not shown)


def provide_for_tests() -> None:
    _provide((*system_needs.window_needs(), *system_needs.virtual_display_needs(), *system_needs.building_needs()))


def _windowed(layout: Layout, command: list[str], virtual: bool) -> Start:
    found = with_libmpv(layout)
    if not virtual:
        _provide(system_needs.window_needs())
        return Start(command, found)
    _provide((*system_needs.window_needs(), *system_needs.virtual_display_needs()))
    return Start(display.in_virtual_display(command), display.virtual_environment(found))


def _provide(needs: Sequence[system_needs.Need]) -> None:
    if not (LINUX and system_needs.can_be_checked()):
        return
    missing = system_needs.missing(needs)
    provide(missing)
    if missing:
        system_needs.forget_libraries()
    provide(system_needs.missing(system_needs.implied_needs()))


def _program(layout: Layout, module: str, verb: str | None, arguments: Sequence[str]) -> list[str]:
    # -P: a file json.py in the folder that the person happens to be in must not be imported.
    return [str(layout.python), "-P", "-m", module, *([verb] if verb else []), *arguments]


def _asks_for_help(arguments: Sequence[str]) -> bool:
    return "-h" in arguments or "--help" in arguments


def locks_for(verb: str) -> tuple[str, ...]:
    return (environment.TEST, environment.ALONE) if verb == "test" else (environment.CORE,)
