"""A second process with a project open: holds it, or edits it and acknowledges every edit on its output.

python project_process.py hold PROJECT
python project_process.py edit PROJECT SEED
"""

from __future__ import annotations

import itertools
import json
import random
import sys

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.project import Project

TEXT = "The camera zooms in on a fountain, edit "


def main() -> None:
    what, path = sys.argv[1:3]
    project = Project.open(path)
    if what == "hold":
        _acknowledge({"open": True})
        sys.stdin.read()
        project.close()
    else:
        _edit(project, random.Random(sys.argv[3]))


def _acknowledge(edit: dict) -> None:
    sys.stdout.write(json.dumps(edit) + "\n")
    sys.stdout.flush()


def _edit(project: Project, dice: random.Random) -> None:
    """Edits without end; each carries a number that no other edit has."""
    clips = [clip.id for clip in project.clips()]
    start = project.get_setting("run", 0) + 1
    project.set_setting("run", start)
    for count in itertools.count():
        number = f"{start}.{count}"
        clip, aspect = dice.choice(clips), dice.choice(list(Aspect))
        _acknowledge(_one_edit(project, dice, clip, aspect, number))


def _one_edit(project: Project, dice: random.Random, clip: str, aspect: Aspect, number: str) -> dict:
    work = project.work(clip, aspect)
    what = dice.choice(["answer", "answer", "typed", "typed", "pre", "critique", "post"])
    if work.pre_caption is None and what in ("critique", "post"):
        what = "pre"
    match what:
        case "answer":
            project.set_answers(clip, {f"question_{dice.randrange(20)}": number})
        case "typed":
            project.set_typed(clip, aspect, "critique", number)
        case "pre":
            project.add_pre_caption(clip, aspect, TEXT + number, "engine")
        case "critique":
            project.save_critique(work.pre_caption.id, [Point(PointKind.WRONG, number, 11, 16, "zooms")], number)
        case "post":
            project.rate(work.pre_caption.id, dice.randrange(1, 5))
            project.save_critique(work.pre_caption.id, [], number)
            project.add_post_caption(work.pre_caption.id, TEXT + number, "engine")
            number = project.submit(clip, aspect).id
    return {"what": what, "clip": clip, "aspect": aspect, "number": number}


if __name__ == "__main__":
    main()
