"""`chai recaption --make-config`: which clips, which engine, how many candidates."""

from __future__ import annotations

import argparse
import json
import sys

from chai_desktop.exchange.project_language import language_of
from chai_desktop.models.bulk.making import Plan, frozen_clips, make_run
from chai_desktop.models.bulk.settings import USUAL_TEMPERATURE
from chai_desktop.models.choice import EngineChoice
from chai_desktop.runs.run_folder import DESCRIPTION, RunError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.verbs import DONE
from chai_desktop.verbs.project_argument import clips_called, open_project
from chai_desktop.verbs.writing.engine_arguments import add_engine, engine_choice


def add_making(parser: argparse._ArgumentGroup) -> None:
    add_engine(parser)
    parser.add_argument(
        "--aspect", choices=[str(a) for a in Aspect], action="append", help="only this aspect; may be repeated"
    )
    parser.add_argument("--clip", action="append", help="only the clip of this name; may be repeated")
    parser.add_argument("--again", action="store_true", help="also where there is a pre-caption already")
    parser.add_argument("--candidates", type=int, default=1, metavar="N", help="write N of each (default: 1)")
    parser.add_argument("--temperature", type=float, help="0: always the likeliest word; above: by chance and seed")
    parser.add_argument("--seed", type=int, default=0, help="where chance begins (default: 0)")
    parser.add_argument("--revise", action="store_true", help="let the engine critique and revise each draft")
    parser.add_argument("--score", action="store_true", help="let the engine score each result by the video")
    parser.add_argument("--shards", type=int, default=1, metavar="N", help="for N processes or computers (default: 1)")


def make_config(parsed: argparse.Namespace) -> int:
    path = parsed.make_config.absolute()
    if path.name != DESCRIPTION:
        raise RunError(
            f"{path.name} is no name for a run.", f"Call it {DESCRIPTION}: its folder becomes the run's folder."
        )
    engine = engine_choice(parsed)
    with open_project(parsed.project, read_only=True) as project:
        names = parsed.clip
        chosen = None if not names else {clip.id for clip in clips_called(project, names)}
        aspects = [Aspect(name) for name in parsed.aspect] if parsed.aspect else list(Aspect)
        clips = frozen_clips(project, chosen, aspects, not parsed.again)
        folder = make_run(path.parent, clips, _plan(parsed, engine), language_of(project).spec, project)
    count = sum(len(clip.aspects) for clip in clips)
    if parsed.json:
        told = {"run": str(folder.description_file), "clips": len(clips), "captions": count}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        return DONE
    sys.stdout.write(f"{folder.description_file}: {count:,} captions of {len(clips):,} clip{'s' * (len(clips) != 1)}\n")
    return DONE


def _plan(parsed: argparse.Namespace, engine: EngineChoice) -> Plan:
    temperature = parsed.temperature
    if temperature is None:
        temperature = USUAL_TEMPERATURE if parsed.candidates > 1 else 0.0
    if parsed.shards < 1:
        raise RunError("A run has at least one part.", "Give --shards a number from 1 on.")
    return Plan(
        captioner=engine,
        critic=engine if parsed.revise else None,
        reviser=engine if parsed.revise else None,
        reward=engine if parsed.score else None,
        candidates=parsed.candidates,
        temperature=temperature,
        seed=parsed.seed,
        shards=parsed.shards,
    )
