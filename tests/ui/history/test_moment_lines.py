"""The steps of a clip as lines: by local day, with the filter, and without saying the clip's name in each."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import Moment, Person
from chai_desktop.ui.history.moment_lines import ANSWERS, DayLine, MomentLine, moment_lines, when_words

NOW = datetime(2026, 3, 5, 1, 30, tzinfo=timezone(timedelta(hours=2)))
EVA = Person("1", "Eva")


def step(
    name: str, at: str, *aspects: Aspect, answers: bool = False, kind: str = "edit", undone: bool = False
) -> Moment:
    return Moment(f"{name} {at}", name, kind, EVA, at, aspects, answers, undone)


MOMENTS = (
    step("Rate 3, a.mp4, Camera", "2026-03-04T23:10:00+00:00", Aspect.CAMERA, kind="undo"),
    step("Rate 3, a.mp4, Camera", "2026-03-04T22:59:59+00:00", Aspect.CAMERA, undone=True),
    step('Answer "Pan": Left', "2026-03-04T21:00:00+00:00", answers=True),
    step("Pre-caption of a.mp4, Scene", "2026-02-25T12:00:00+00:00", Aspect.SCENE),
)


def test_days_and_times_are_local():
    lines = moment_lines(MOMENTS, "a.mp4", NOW)
    told = [line.text if isinstance(line, DayLine) else line.clock for line in lines]
    assert told == ["Today", "01:10:00", "00:59:59", "Yesterday", "23:00:00", "Wed 2026-02-25", "14:00:00"]
    assert when_words(MOMENTS[0], NOW) == "today at 01:10:00"
    assert when_words(MOMENTS[3], NOW) == "on Wed 2026-02-25 at 14:00:00"


def test_titles_leave_the_clips_name_out_and_say_what_was_undone():
    lines = [line for line in moment_lines(MOMENTS, "a.mp4", NOW) if isinstance(line, MomentLine)]
    titles = ["Undone: Rate 3, Camera", "Rate 3, Camera", 'Answer "Pan": Left', "Pre-caption, Scene"]
    assert [line.title for line in lines] == titles
    assert [line.detail for line in lines][:2] == ["01:10:00  Eva", "00:59:59  Eva, undone later"]


def test_the_name_stays_where_it_is_part_of_an_answer():
    (_day, line) = moment_lines([step('Answer "Text": a.mp4, Camera', MOMENTS[2].at, answers=True)], "a.mp4", NOW)
    assert isinstance(line, MomentLine)
    assert line.title == 'Answer "Text": a.mp4, Camera'


def test_the_filter_lets_one_aspects_texts_or_the_answers_through():
    def titles(wanted: object) -> int:
        return sum(isinstance(line, MomentLine) for line in moment_lines(MOMENTS, "a.mp4", NOW, wanted))

    assert [titles(wanted) for wanted in (None, ANSWERS, Aspect.CAMERA, Aspect.SPATIAL)] == [4, 1, 2, 0]
    assert moment_lines(MOMENTS, "a.mp4", NOW, Aspect.SPATIAL) == []
