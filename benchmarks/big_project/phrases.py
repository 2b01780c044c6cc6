"""Words and sentences of made-up captions: common words in every text, rare ones in a few, as in real work."""

from __future__ import annotations

import itertools
import random

WHO = (
    "a woman in a red coat", "a tall man with a beard", "two children", "an elderly couple", "a cyclist", "a waiter",
    "a street musician", "a fisherman", "a dancer in white", "a boy with a kite", "a crowd of commuters", "a barista",
    "a welder with a mask", "a goalkeeper", "a black dog", "a flock of starlings", "a delivery rider", "a violinist",
    "a girl on a swing", "a mountaineer", "a nurse", "a market vendor", "a chess player", "a skateboarder",
)  # fmt: skip
WHERE = (
    "a narrow alley", "a wide square", "the harbour", "a kitchen", "an empty station", "a pine forest", "a rooftop",
    "a glass office", "the beach at low tide", "a stone bridge", "a greenhouse", "a concert hall", "a snowy slope",
    "a crowded market", "a tiled courtyard", "a parking deck", "an old library", "a ferry deck", "a wheat field",
    "the foot of a tower", "a subway car", "a workshop", "a hospital corridor", "a desert road",
)  # fmt: skip
LIGHT = (
    "soft morning light", "hard noon sun", "neon signs", "overcast light", "candlelight", "a low golden sun",
    "a single street lamp", "bright window light", "cold fluorescent tubes", "moonlight", "stage lights", "dusk",
)  # fmt: skip
DOES = (
    "walks toward the lens", "turns away", "looks over a shoulder", "stands still", "runs from left to right",
    "sits down slowly", "lifts a hand", "leans on a railing", "crosses the frame", "bends to pick up a coin",
    "waves at someone off screen", "opens an umbrella", "drinks from a cup", "points at the horizon", "laughs",
    "pushes a cart", "ties a shoe", "steps out of a doorway",
)  # fmt: skip
MOVE = (
    "dollies in", "dollies out", "pans to the left", "pans to the right", "tilts up", "tilts down", "trucks left",
    "trucks right", "cranes up", "cranes down", "zooms in", "zooms out", "arcs clockwise", "holds still",
    "rolls slightly", "follows from behind", "leads the subject", "pedestals up",
)  # fmt: skip
SIZE = ("a close-up", "a medium shot", "a full shot", "a wide shot", "an extreme wide shot", "a medium close-up")
ANGLE = ("a low angle", "a high angle", "a level angle", "a bird's eye angle", "a slight dutch angle")
PACE = ("slowly", "at a regular pace", "quickly", "smoothly", "with a slight shake", "without a cut")
PART = ("foreground", "middle ground", "background", "left third", "right third", "centre", "lower edge", "upper half")
THING = (
    "a bicycle", "a stack of crates", "a fountain", "a row of lanterns", "a parked van", "a wooden table", "a flag",
    "a mirror", "a pair of gloves", "a paper map", "a clock", "a ladder", "an open book", "a tin kettle",
    "a spiral stair",
)  # fmt: skip

_OPENINGS = (
    "{who} {does} in {where}.", "In {where}, {who} {does}.", "The shot shows {who} in {where}, in {light}.",
    "{size} of {who}, framed from {angle}.", "The camera {move} while {who} {does}.", "We see {where} in {light}.",
    "The clip begins with {size} of {where}.", "Under {light}, {who} {does}.", "From {angle}, {who} {does}.",
    "The frame holds {who} in the {part}.",
)  # fmt: skip
_MIDDLES = (
    "The camera {move} {pace} as {who} {does}.", "{thing} stands in the {part}, in {light}.",
    "In the {part}, {who} {does} beside {thing}.", "The shot changes from {size} to {size2}.",
    "Behind them lies {where}, with {thing} in the {part}.", "The light is that of {light}; the mood stays calm.",
    "The focus stays on the {part} while the {part2} is soft.", "{who} and {who2} share the frame, far apart.",
    "Then the camera {move}, and {thing} comes into view.", "The height is at the eye level of {who}.",
    "{thing} moves from the {part} to the {part2} {pace}.", "The movement reveals {where} beyond {thing}.",
    "Nothing else moves but {who} in the {part}.", "The angle changes from {angle} to {angle2}.",
    "A sign that reads {rare} hangs above {thing}.", "The place may be {rare}, near {where}.",
    "{who} wears a shirt with the word {rare}.", "Depth is shallow; {thing} in the {part} is out of focus.",
)  # fmt: skip
_ENDINGS = (
    "At the end, {who} {does}.", "The shot ends on {thing} in the {part}.", "The camera {move} until the cut.",
    "By then {who} has left the frame.", "The last frames show {where} in {light}.", "The take ends {pace}.",
)  # fmt: skip
_SYLLABLES = tuple(a + b for a, b in itertools.product("bdfgklmnprstvz", "aeiou"))
_SLOTS = {
    "who": WHO, "who2": WHO, "where": WHERE, "light": LIGHT, "does": DOES, "move": MOVE, "size": SIZE, "size2": SIZE,
    "angle": ANGLE, "angle2": ANGLE, "pace": PACE, "part": PART, "part2": PART, "thing": THING,
}  # fmt: skip


class Phrases:
    """Sentences by dice. A few hundred are made at first and drawn from; names are made anew, and so are rare."""

    def __init__(self, dice: random.Random, variety: int = 400) -> None:
        """``variety``: how many sentences there are of each place in a text."""
        self._dice = dice
        self._openings, self._middles, self._endings = (
            [self._filled(dice.choice(frames)) for _ in range(variety)] for frames in (_OPENINGS, _MIDDLES, _ENDINGS)
        )

    def caption(self) -> str:
        """Some 60 to 120 words."""
        dice = self._dice
        middles = dice.choices(self._middles, k=dice.randrange(4, 9))
        text = " ".join((dice.choice(self._openings), *middles, dice.choice(self._endings)))
        return text.replace("{rare}", self.name()) if "{rare}" in text else text

    def name(self) -> str:
        """Of some 24,000 made-up names, the first ones more often than the last."""
        number = int(len(_SYLLABLES) ** 2 * 5 * self._dice.random() ** 2)
        first, rest = divmod(number, len(_SYLLABLES) * 5)
        second, end = divmod(rest, 5)
        return (_SYLLABLES[first] + _SYLLABLES[second] + ("n", "ra", "lo", "sk", "th")[end]).capitalize()

    def answer(self) -> str:
        """A short text, as people type into a field of the checklist."""
        dice = self._dice
        return f"{dice.choice(WHO)}, {dice.choice(DOES)}" if dice.random() < 0.5 else dice.choice(THING)

    def _filled(self, frame: str) -> str:
        chosen = {slot: self._dice.choice(words) for slot, words in _SLOTS.items()}
        text = frame.format(rare="{rare}", **chosen)
        return text[0].upper() + text[1:]
