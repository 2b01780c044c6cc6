"""How long the lint of a long caption takes, after the first: typing must not wait for it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from time import perf_counter

from benchmarks.table import Row, middle_and_p95
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.captions.caption_lint import lint_caption, warm_up
from chai_desktop.spec.specification import load_specification

WORDS, RUNS = 400, 300
MEDIAN, P95 = 10.0, 30.0  # milliseconds
_SENTENCES = (
    "The video begins at eye level with a level angle, looking at a woman in a red coat beside the fountain.",
    "The camera pans slowly to the left and then tilts up, keeping the tower in the middle ground in focus.",
    "A shallow depth of field keeps the cyclist in the foreground sharp, while houses fill the background.",
    "She picks up a paper bag, turns to the right and walks across the square past two benches and a lamp.",
    "Water falls in the fountain, people pass by, and a white watermark reads “NEWS 7” in the top right corner.",
    "In a wide shot the man stands on the left of the frame, and the tram is behind him on the right.",
    "The camera does not zoom; it dollies in with minimal shaking and ends with a low angle at ground level.",
    "It appears to be a stunning old market hall or a station, emphasizing the scale of the roof.",
)
_ANSWERS = {
    "camera_movement": "major_simple",
    "steadiness": "smooth",
    "camera_pan": "left_to_right",
    "camera_tilt": "up",
    "camera_zoom": "no",
    "camera_forward_backward": "forward",
    "camera_angle_start": "level_angle",
    "overall_height_start": "eye_level",
    "camera_focus": "deep_focus",
}


def measure() -> list[Row]:
    spec = load_specification()
    warm_up(spec)
    aspects = list(Aspect)
    times = []
    for number, caption in enumerate(long_captions(RUNS)):
        begun = perf_counter()
        lint_caption(caption, aspects[number % len(aspects)], spec, _ANSWERS)
        times.append((perf_counter() - begun) * 1000)
    middle, p95 = middle_and_p95(times)
    how = (
        f"all rules over {RUNS} different texts of {WORDS} words, the five aspects in turn, held against "
        f"{len(_ANSWERS)} answers; after one warm-up"
    )
    target = f"<= {MEDIAN:.0f}, p95 <= {P95:.0f}"
    return [
        Row(
            "caption_lint.words_400",
            round(middle, 2),
            "ms",
            target,
            middle <= MEDIAN and p95 <= P95,
            how,
            round(p95, 2),
        )
    ]


def long_captions(count: int) -> Iterator[str]:
    """Texts of exactly 400 words, each in another order and with words of its own."""
    order = random.Random(4)
    for number in range(count):
        words = [f"Shot {number} of the day."]
        while len(" ".join(words).split()) < WORDS:
            words.append(order.choice(_SENTENCES))
        yield " ".join(" ".join(words).split()[:WORDS])
