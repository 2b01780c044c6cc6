"""Writes the answers to questions about one prefix: several at once, or one that is mostly copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chai_desktop.models.captioning.language_model import Question, Written
from chai_desktop.models.decoding.copy_drafter import DRAFTED, CopyDrafter
from chai_desktop.models.decoding.greedy import write
from chai_desktop.models.decoding.spans import copied_spans
from chai_desktop.models.engine import Listener
from chai_desktop.models.transformers.answer_rows import columns_needed, rows_from
from chai_desktop.models.transformers.batch_writing import Answer, write_answers
from chai_desktop.models.transformers.choosing import Chooser
from chai_desktop.models.transformers.copy_writing import CopyingRow
from chai_desktop.models.transformers.decode_step import Steps
from chai_desktop.models.transformers.decoder import Decoder
from chai_desktop.models.transformers.loading import Loaded
from chai_desktop.models.transformers.memory import with_room
from chai_desktop.models.transformers.prefix import Prefix
from chai_desktop.models.transformers.question_tree import QuestionTree, read_questions, tree_length
from chai_desktop.models.transformers.tally import Pieces, Tally


@dataclass(frozen=True)
class Asked:
    """``number``: among all that were asked at once. ``prompt``: what follows the prefix, as tokens."""

    number: int
    question: Question
    prompt: list[int]


class Answering:
    """Of one loaded model; ``let_go`` gives memory back where it runs out."""

    def __init__(self, loaded: Loaded, decoder: Decoder, steps: Steps, let_go: Callable[[], None]) -> None:
        self._loaded, self._decoder, self._steps, self._let_go = loaded, decoder, steps, let_go

    def read(self, prefix: Prefix, prompts: Sequence[list[int]], tally: Tally, spare: int = 0) -> QuestionTree:
        tokens = tree_length(prompts)

        def told(read: int) -> None:
            tally.questions(read, tokens)

        with tally.timed("prompt"):
            tree = with_room(lambda: read_questions(self._decoder, prefix, prompts, told, spare), self._let_go)
        tally.read_tokens += tokens
        return tree

    def at_once(
        self, prefix: Prefix, asked: Sequence[Asked], tally: Tally, listener: Listener, most: int
    ) -> dict[int, Written]:
        """By their numbers. ``most``: tokens that all answers of the order may have together."""
        longest = max(each.question.limit for each in asked)
        spare = longest if len(asked) == 1 else 0
        tree = self.read(prefix, [each.prompt for each in asked], tally, spare)
        answers = [Answer(Chooser(each.question, self._loaded.sampling), each.question.limit) for each in asked]
        pieces = [self._pieces(each.number, listener) for each in asked]

        def heard(row: int, token: int) -> None:
            pieces[row].add(self._loaded.words.piece(token))
            tally.wrote(1, most)

        with tally.timed("writing"):
            columns = columns_needed(tree, longest)
            room = with_room(lambda: self._steps.room(len(asked), columns), self._let_go)
            rows = with_room(lambda: rows_from(self._decoder, tree, columns, room), self._let_go)
            scores = self._decoder.logits(tree.hidden)
            step = self._steps.step(rows)
            tally.passes += write_answers(answers, rows, step, scores, self._loaded.ends, heard, listener.check)
        for each in pieces:
            each.end()
        texts = [self._loaded.words.text(answer.tokens).strip() for answer in answers]
        return {
            each.number: Written(text, answer.complete)
            for each, text, answer in zip(asked, texts, answers, strict=True)
        }

    def copying(self, prefix: Prefix, asked: Asked, tally: Tally, listener: Listener, most: int) -> Written:
        """Greedy, with drafts from the question's sources; the tokens are those of plain greedy decoding."""
        words, question = self._loaded.words, asked.question
        spare = question.limit + DRAFTED + 1
        prompt = asked.prompt
        # All but the last token is read as every question is; the last one is the first that the loop feeds.
        tree = self.read(prefix, [prompt[:-1]], tally, spare)
        tally.read_tokens += 1
        sources = [words.encode(source) for source in question.sources]
        row = CopyingRow(self._decoder, tree.cache, tree.positions[0], self._loaded.ends, listener.check)
        pieces = self._pieces(asked.number, listener)

        def heard(tokens: Sequence[int]) -> None:
            pieces.add(words.text_bytes(tokens))
            tally.wrote(len(tokens), most)

        with tally.timed("writing"):
            written = write(row, prompt[-1:], question.limit, CopyDrafter(sources), heard)
        pieces.end()
        tally.passes += written.passes
        text = words.text(written.tokens).strip()
        spans = copied_spans(written, sources[0], words.piece, text, question.sources[0])
        return Written(text, written.complete, spans)

    @staticmethod
    def _pieces(number: int, listener: Listener) -> Pieces:
        return Pieces(lambda text: listener.piece(number, text))
