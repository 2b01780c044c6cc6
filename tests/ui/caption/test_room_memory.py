"""Newer words of the person are kept against older states of the project; real news gets through."""

from __future__ import annotations

from dataclasses import replace

from chai_desktop.ui.caption.echo import Echo
from chai_desktop.ui.caption.room_memory import RoomMemory
from chai_desktop.ui.caption.room_model import RoomState

SAVED = RoomState(
    clip_id="c", pre="It zooms in.", pre_id="p", rating=3, post="It dollies.", revision_id="r1", revision="It dollies."
)


def opened(state: RoomState = SAVED) -> RoomMemory:
    memory = RoomMemory()
    memory.open(state)
    return memory


def test_an_echo_of_what_was_sent_is_no_news():
    echo = Echo("a")
    echo.send("ab")
    echo.send("abc")
    assert not echo.is_news("ab")
    assert not echo.is_news("abc")
    assert echo.is_news("a"), "an older value by another hand"


def test_another_version_is_news_even_with_known_words():
    echo = Echo("a", "r1")
    echo.send("b")
    assert echo.is_news("b", "r2")
    assert not echo.is_news("b", "r2")


def test_a_saved_rating_does_not_bring_older_words_back():
    memory = opened()
    memory.change(free_text="new words")
    assert not memory.merge(replace(SAVED, rating=4))
    assert memory.live.free_text == "new words"
    assert memory.live.rating == 4


def test_a_new_revision_replaces_an_edit():
    memory = opened()
    memory.change(post="It dollies in.")
    assert memory.unsent_post() == "It dollies in."
    assert not memory.merge(replace(SAVED, post="It dollies in.", revision_id="", revision=None, edited=True))
    assert memory.live.is_edited
    assert memory.merge(replace(SAVED, post="It trucks.", revision_id="r2", revision="It trucks."))
    assert memory.live.post == "It trucks."
    assert not memory.live.is_edited


def test_typing_goes_on_while_the_edit_before_is_saved():
    memory = opened()
    memory.change(post="It dollies in")
    memory.unsent_post()
    memory.change(post="It dollies in slowly")
    assert not memory.merge(replace(SAVED, post="It dollies in", revision_id="", revision=None, edited=True))
    assert memory.live.post == "It dollies in slowly"
    assert memory.unsent_post() == "It dollies in slowly"
    assert memory.unsent_post() is None


def test_unsent_typing_stands_in_for_what_is_saved_and_is_sent_later():
    memory = opened(replace(SAVED, free_text="old", typed={"critique": "old and new", "post": "It dol"}))
    assert memory.live.free_text == "old and new"
    assert memory.live.post == "It dol"
    assert memory.unsent_free_text() == "old and new"
    assert memory.unsent_post() == "It dol"


def test_an_empty_post_caption_is_no_version():
    memory = opened()
    memory.change(post="  ")
    assert memory.unsent_post() is None


def test_a_submission_holds_until_something_differs():
    memory = opened(replace(SAVED, submitted_now=True))
    assert memory.live.submitted_now
    memory.change(post="It dollies!")
    assert not memory.live.submitted_now
    memory.change(post="It dollies.")
    assert memory.live.submitted_now
