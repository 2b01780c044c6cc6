"""What the policy pane shows of a text being written, without Qt: its length, what it touches, what it has to do."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.coverage import CoverageLine, Expected
from chai_desktop.spec.specification import Specification


@dataclass(frozen=True)
class Length:
    """Words of a text beside the range of its policy."""

    words: int
    least: int
    most: int

    @property
    def fits(self) -> bool:
        return self.least <= self.words <= self.most

    @property
    def sentence(self) -> str:
        usual = f"usual are {self.least} to {self.most}"
        if not self.words:
            return f"No text yet; {usual} words"
        count = "1 word" if self.words == 1 else f"{self.words} words"
        if self.words < self.least:
            return f"{count}, short: {usual}"
        return f"{count}, long: {usual}" if self.words > self.most else f"{count}, fits: {usual}"


@dataclass(frozen=True)
class CoverageRow:
    """One thing to speak of. ``seen`` are the text's own words by which it was recognised, '' for none."""

    name: str
    say: str
    always: bool
    seen: str
    start: int  # offset of the words in the text, in code points; 0 where none were seen

    @property
    def state(self) -> str:
        """In honest words: cues are found by word, nothing is understood."""
        return f"“{self.seen}”" if self.seen else "no words for this seen"

    @property
    def told(self) -> str:
        """What to say, and how often there is something to say."""
        return self.say if self.always else f"{self.say} Only where there is any."


@dataclass(frozen=True)
class Rules:
    """One part of the policy: its heading, and its sentences."""

    heading: str
    sentences: tuple[str, ...]


def length(spec: Specification, aspect: Aspect, text: str) -> Length:
    """Words as the length rule of the lint counts them: parted by white space."""
    policy = spec.policy(aspect)
    return Length(len(text.split()), policy.min_words, policy.max_words)


def coverage_rows(spec: Specification, aspect: Aspect, text: str) -> tuple[CoverageRow, ...]:
    """Every key of the aspect, in the policy's order."""
    return tuple(_row(line, text) for line in spec.coverage(aspect, text))


def coverage_count(rows: tuple[CoverageRow, ...]) -> str:
    return f"{sum(bool(row.seen) for row in rows)}/{len(rows)}"


def rules(spec: Specification, aspect: Aspect) -> tuple[Rules, ...]:
    """The whole policy of the aspect, as it is read beside the text."""
    policy = spec.policy(aspect)
    return (
        Rules("Say", policy.must_say),
        Rules("Leave out", policy.leave_out),
        Rules("In this order", policy.order),
        Rules("A critique must be", policy.critique_rules),
    )


def _row(line: CoverageLine, text: str) -> CoverageRow:
    start, end = line.cue or (0, 0)
    key = line.key
    return CoverageRow(key.name, key.say, key.expected is Expected.ALWAYS, text[start:end], start)
