"""`python -m benchmarks.rendered_scenes FOLDER [--held-back] [--sheet FILE]`: make the films, tell their truth."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import cv2
import numpy as np

from benchmarks.rendered_scenes.film import Film, make_film, pictures
from benchmarks.rendered_scenes.held_back_films import FILMS as HELD_BACK
from benchmarks.rendered_scenes.open_films import FILMS as OPEN
from benchmarks.rendered_scenes.truth import answers_of


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Make the films; FOLDER/truth.json tells the answers that count as right."
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--held-back", action="store_true", help="the held-back set instead of the open one")
    parser.add_argument("--only", default="", help="only films whose name holds this")
    parser.add_argument(
        "--sheet", type=Path, help="write first, middle and last frames of the films to this PNG, and nothing else"
    )
    chosen = parser.parse_args()
    films = [film for film in (HELD_BACK if chosen.held_back else OPEN) if chosen.only in film.name]
    if chosen.sheet:
        cv2.imwrite(str(chosen.sheet), np.vstack([_strip(film) for film in films]))
        return 0
    chosen.folder.mkdir(parents=True, exist_ok=True)
    truth = {film.name: answers_of(film) for film in films}
    (chosen.folder / "truth.json").write_text(json.dumps(truth, indent=1), "utf-8")
    for film in films:
        make_film(film, chosen.folder)
        sys.stderr.write(f"{film.name}\n")
    return 0


def _strip(film: Film) -> np.ndarray:
    wanted = (0, film.frames // 2, film.frames - 1)
    shown = [
        cv2.resize(p, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
        for n, p in enumerate(pictures(film))
        if n in wanted
    ]
    cv2.putText(shown[0], film.name, (8, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 255), 1, cv2.LINE_AA)
    return np.hstack(shown)


if __name__ == "__main__":
    sys.exit(main())
