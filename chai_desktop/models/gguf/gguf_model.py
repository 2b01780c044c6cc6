"""A chat model in a GGUF file, run by llama.cpp."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from chai_desktop.models.captioning.language_model import Judged, Provenance, Question, Shared, Written
from chai_desktop.models.decoding.copy_drafter import CopyDrafter
from chai_desktop.models.decoding.greedy import write
from chai_desktop.models.decoding.spans import copied_spans
from chai_desktop.models.engine import Listener
from chai_desktop.models.gguf.beginnings import LIVE, Beginning, Beginnings
from chai_desktop.models.gguf.careful_drafter import CarefulDrafter
from chai_desktop.models.gguf.chat import ChatLayout
from chai_desktop.models.gguf.eyes import Eyes
from chai_desktop.models.gguf.judging import first_tokens, judged
from chai_desktop.models.gguf.lines import Line
from chai_desktop.models.gguf.llama import Llama
from chai_desktop.models.gguf.looking import marks
from chai_desktop.models.gguf.reading import LEAST_ROOM, Reader, too_long
from chai_desktop.models.gguf.spoken import READ, Spoken, text_of
from chai_desktop.models.gguf.tally import Tally
from chai_desktop.models.gguf.writing_together import (
    Answer,
    Choose,
    by_lot,
    most_likely,
    read_together,
    write_together,
)
from chai_desktop.models.requests import Usage

AT_ONCE = 16  # answers that are written together
KEPT_BYTES = 2 << 30  # of beginnings that are not live: eight clips of 2,300 tokens for a model of 2 B weights


@dataclass(frozen=True)
class _Asked:
    """A question as it is put to the model: ``limit`` is no more than there is room for."""

    number: int
    question: Question
    prompt: list[int]
    limit: int

    @property
    def cells(self) -> int:
        return len(self.prompt) + self.limit


class GgufModel:
    """Implements ``captioning.language_model.LanguageModel``. With ``eyes`` it sees. ``at_once``
    questions at most are answered together; ``kept_bytes`` bounds the beginnings that are not live."""

    judges = True

    def __init__(
        self,
        llama: Llama,
        provenance: Provenance,
        eyes: Eyes | None = None,
        at_once: int = AT_ONCE,
        kept_bytes: int = KEPT_BYTES,
    ) -> None:
        if eyes is not None:
            marks(llama)  # better told now than with the first clip
        self.provenance = provenance
        self.sees = eyes is not None
        self._llama = llama
        self._at_once = at_once
        self._layout = ChatLayout(llama.chat_template(), llama.tokenize, llama.first_token())
        self._beginnings = Beginnings(llama, kept_bytes)
        self._reader = Reader(llama, self._layout, self._beginnings, eyes)

    def write(
        self, shared: Shared, questions: Sequence[Question], listener: Listener
    ) -> tuple[tuple[Written, ...], Usage]:
        if not questions:
            return (), Usage()
        tally = Tally()
        spoken = Spoken(self._llama.piece, listener, max(question.limit for question in questions))
        written: dict[int, Written] = {}
        beginning = self._reader.begun(shared, listener, tally)
        asked = [self._asked(beginning, shared.footage is not None, *numbered) for numbered in enumerate(questions)]
        tally.prompts(beginning, [each.prompt for each in asked])
        for group in self._groups(beginning, asked):
            self._tell_reading(listener, group)
            if self._copies(group[0]):
                written[group[0].number] = self._copied(beginning, group[0], spoken, listener, tally)
            else:
                written |= self._together(beginning, group, spoken, listener, tally)
        usage = tally.usage()
        listener.progress(1.0, f"{tally.new_tokens} tokens in {tally.passes} passes")
        return tuple(written[number] for number in range(len(questions))), usage

    def judge(
        self, shared: Shared, questions: Sequence[str], yes: str, no: str, listener: Listener
    ) -> tuple[tuple[Judged, ...], Usage]:
        if not questions:
            return (), Usage()
        tally = Tally()
        first_yes, first_no = first_tokens(self._llama, yes, no)
        results: list[Judged] = []
        beginning = self._reader.begun(shared, listener, tally)
        seen = shared.footage is not None
        asked = [self._asked(beginning, seen, at, Question(text, 1)) for at, text in enumerate(questions)]
        tally.prompts(beginning, [each.prompt for each in asked])
        for group in self._groups(beginning, asked):
            self._tell_reading(listener, group)
            with tally.reading(), self._lines(beginning, len(group), listener.check) as lines:
                prompts = [(line, each.prompt) for line, each in zip(lines, group, strict=True)]
                rows = read_together(self._llama, prompts, listener.check)
            results += [judged(row, first_yes, first_no) for row in rows]
        return tuple(results), tally.usage()

    def prepare(self, shared: Shared, listener: Listener) -> Usage:
        tally = Tally()
        tally.prompts(self._reader.begun(shared, listener, tally), [()])
        return tally.usage()

    # --- inside ----------------------------------------------------------------------------------------

    def _asked(self, beginning: Beginning, seen: bool, number: int, question: Question) -> _Asked:
        """Its limit depends on nothing else that is asked at the same time. EngineError where it has no room."""
        prompt = self._layout.closing(question.text)
        left = min(self._llama.cells - beginning.cells, self._llama.longest - beginning.position) - len(prompt)
        if left < min(LEAST_ROOM, question.limit):
            raise too_long(self._llama, beginning, seen)
        return _Asked(number, question, prompt, min(question.limit, left))

    def _groups(self, beginning: Beginning, asked: Sequence[_Asked]) -> Iterator[list[_Asked]]:
        """What is answered together: as many as have room. One that is likely a copy is answered alone."""
        room = self._llama.cells - beginning.cells
        group: list[_Asked] = []
        for each in asked:
            full = len(group) == self._at_once or sum(other.cells for other in group) + each.cells > room
            if group and (full or self._copies(group[0]) or self._copies(each)):
                yield group
                group = []
            group.append(each)
        yield group

    def _copies(self, asked: _Asked) -> bool:
        question = asked.question
        return bool(question.sources) and question.temperature <= 0 and self._llama.rewinds

    @contextmanager
    def _lines(self, beginning: Beginning, count: int, between: Callable[[], None]) -> Iterator[list[Line]]:
        lines = [Line(self._llama, beginning, sequence, between) for sequence in range(LIVE + 1, LIVE + 1 + count)]
        try:
            yield lines
        finally:
            for line in lines:
                line.close()

    def _together(
        self, beginning: Beginning, group: Sequence[_Asked], spoken: Spoken, listener: Listener, tally: Tally
    ) -> dict[int, Written]:
        with self._lines(beginning, len(group), listener.check) as lines:
            answers = [
                Answer(line, each.limit, _choice(each.question), spoken.of(each.number))
                for line, each in zip(lines, group, strict=True)
            ]
            with tally.reading():
                prompts = [(line, each.prompt) for line, each in zip(lines, group, strict=True)]
                for answer, row in zip(answers, read_together(self._llama, prompts, listener.check), strict=True):
                    answer.take(row)
            tally.passes += write_together(self._llama, answers)
        tally.new_tokens += sum(len(answer.tokens) for answer in answers)
        return {
            each.number: Written(text_of(answer.tokens, self._llama.piece), answer.complete, notes=beginning.notes)
            for each, answer in zip(group, answers, strict=True)
        }

    def _copied(self, beginning: Beginning, asked: _Asked, spoken: Spoken, listener: Listener, tally: Tally) -> Written:
        sources = [self._llama.tokenize(text) for text in asked.question.sources]
        with self._lines(beginning, 1, listener.check) as (line,):
            drafter = CarefulDrafter(sources) if self._llama.on_cpu else CopyDrafter(sources)
            tokens = write(line, asked.prompt, asked.limit, drafter, spoken.of(asked.number))
            tally.prompt_seconds += line.prompt_seconds
        tally.passes += tokens.passes
        tally.new_tokens += len(tokens.tokens)
        text = text_of(tokens.tokens, self._llama.piece)
        copied = copied_spans(tokens, sources[0], self._llama.piece, text, asked.question.sources[0])
        return Written(text, tokens.complete, copied, beginning.notes)

    @staticmethod
    def _tell_reading(listener: Listener, group: Sequence[_Asked]) -> None:
        listener.check()
        if group[0].number == 0:
            listener.progress(READ, f"Reads {sum(len(each.prompt) for each in group)} tokens")


def _choice(question: Question) -> Choose:
    return by_lot(question.temperature, question.seed) if question.temperature > 0 else most_likely
