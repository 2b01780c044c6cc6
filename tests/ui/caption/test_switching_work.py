"""Words typed while the person goes from one piece of work to the next are never lost, however late they are saved."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.caption.echo import Echo
from chai_desktop.ui.caption.room_memory import RoomMemory
from chai_desktop.ui.caption.room_model import RoomState

ASPECTS = tuple(Aspect)[:3]
LETTERS = st.text("abcde", min_size=1, max_size=3)
FIELDS = st.sampled_from(("free_text", "post"))


def saved_work(aspect: Aspect) -> RoomState:
    text = f"It {aspect.value}s."
    return RoomState(clip_id="c", aspect=aspect, pre="It zooms.", pre_id=aspect.value, post=text, revision_id="r")


class Switching(RuleBasedStateMachine):
    """A person, the room's memory, and a project that saves one thing after the other, later."""

    @initialize()
    def start(self) -> None:
        self.file = {aspect: saved_work(aspect) for aspect in ASPECTS}
        self.read = dict(self.file)  # what the window read from the file last
        self.waiting: deque[tuple[Aspect, dict[str, object]]] = deque()
        self.meant = {aspect: (state.free_text, state.post, state.points) for aspect, state in self.file.items()}
        self.memory = RoomMemory()
        self.memory.open(self.read[ASPECTS[0]])

    @property
    def shown(self) -> Aspect:
        return self.memory.live.aspect

    @rule(field=FIELDS, letters=LETTERS, pulse=st.booleans())
    def type(self, field: str, letters: str, pulse: bool) -> None:
        text = (getattr(self.memory.live, field) or "") + letters
        self._change(field, text, pulse)

    @rule(field=FIELDS, pulse=st.booleans())
    def rub_out(self, field: str, pulse: bool) -> None:
        self._change(field, (getattr(self.memory.live, field) or "")[:-1], pulse)

    @rule()
    def add_point(self) -> None:
        points = (*self.memory.live.points, Point(PointKind.MISSING, instead=str(len(self.memory.live.points))))
        self.memory.send_points(points)
        self.memory.change(points=points)
        self._save(points=points)
        self._mean()

    @rule()
    def leave_the_field(self) -> None:
        free, post = self.memory.unsent_free_text(), self.memory.unsent_post()
        for name, field, text in (("critique", "free_text", free), ("post", "post", post)):
            if text is not None:
                self._save(typed={name: text})
                self._save(**{field: text})
                self._save(typed={name: None})

    @rule(aspect=st.sampled_from(ASPECTS), commit=st.booleans())
    def show(self, aspect: Aspect, commit: bool) -> None:
        if commit:
            self.leave_the_field()
        if aspect != self.shown:
            self.memory.open(self.read[aspect])

    @rule(steps=st.integers(1, 4))
    def save_and_read(self, steps: int) -> None:
        for _ in range(min(steps, len(self.waiting))):
            aspect, fields = self.waiting.popleft()
            state = self.file[aspect]
            typed = {**state.typed, **fields.pop("typed", {})}  # type: ignore[dict-item]
            typed = {name: text for name, text in typed.items() if text is not None}
            self.file[aspect] = replace(state, **fields, typed=typed)  # type: ignore[arg-type]
        self.read = dict(self.file)
        self.memory.merge(self.read[self.shown])

    @invariant()
    def the_room_shows_what_was_meant(self) -> None:
        live = self.memory.live
        assert (live.free_text, live.post, live.points) == self.meant[self.shown]

    def teardown(self) -> None:
        for aspect in ASPECTS:
            self.show(aspect, commit=True)
        self.leave_the_field()
        self.save_and_read(len(self.waiting))
        for aspect, (free, post, points) in self.meant.items():
            state = self.file[aspect]
            assert (state.free_text, state.points) == (free, points)
            assert state.post == post or not (post or "").strip()  # an emptied post-caption is no version

    def _change(self, field: str, text: str, pulse: bool) -> None:
        self.memory.change(**{field: text})
        if pulse:
            self._save(typed={"critique" if field == "free_text" else "post": text})
        self._mean()

    def _save(self, **fields: object) -> None:
        self.waiting.append((self.shown, fields))

    def _mean(self) -> None:
        live = self.memory.live
        self.meant[live.aspect] = live.free_text, live.post, live.points


TestSwitching = Switching.TestCase
TestSwitching.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)


def test_older_words_do_not_replace_newer_ones_of_the_person() -> None:
    memory = RoomMemory()
    memory.open(saved_work(ASPECTS[0]))
    memory.change(free_text="my words")
    memory.merge(replace(saved_work(ASPECTS[0]), free_text="by another hand"))
    assert memory.live.free_text == "my words"
    assert memory.unsent_free_text() == "my words", "they are still to be saved"


def test_work_that_was_left_alone_comes_back_as_the_project_has_it() -> None:
    memory = RoomMemory()
    memory.open(saved_work(ASPECTS[0]))
    memory.open(saved_work(ASPECTS[1]))
    memory.open(replace(saved_work(ASPECTS[0]), free_text="restored", typed={"post": "typed"}))
    assert (memory.live.free_text, memory.live.post) == ("restored", "typed")


def test_a_revision_made_while_other_work_was_shown_is_shown() -> None:
    memory = RoomMemory()
    memory.open(saved_work(ASPECTS[0]))
    memory.change(post="mine")
    memory.unsent_post()
    memory.open(saved_work(ASPECTS[1]))
    memory.open(replace(saved_work(ASPECTS[0]), post="By the engine.", revision_id="r2"))
    assert memory.live.post == "By the engine."


def test_words_put_back_are_not_taken_for_the_first_ones() -> None:
    echo = Echo("")
    for text in ("x", "", "y"):
        echo.send(text)
    assert not any(echo.is_news(text) for text in ("", "x", "", "y"))


@pytest.mark.parametrize("left", [False, True])
def test_words_that_could_not_be_saved_are_sent_again(left: bool) -> None:
    memory = RoomMemory()
    memory.open(saved_work(ASPECTS[0]))
    memory.change(free_text="my words", post="my edit")
    assert (memory.unsent_free_text(), memory.unsent_post()) == ("my words", "my edit")
    refused = replace(saved_work(ASPECTS[0]), typed={"critique": "my words", "post": "my edit"})
    if left:
        memory.open(saved_work(ASPECTS[1]))
        memory.open(refused)
    else:
        memory.merge(refused)
    assert (memory.unsent_free_text(), memory.unsent_post()) == ("my words", "my edit")
    assert (memory.unsent_free_text(), memory.unsent_post()) == (None, None), "once"
