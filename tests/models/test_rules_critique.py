"""The rules engine as a critic: every point says what to write instead, and a revision by it is rid of the finding."""

from __future__ import annotations

from chai_desktop.models.requests import CritiqueRequest, RevisionRequest
from chai_desktop.models.rules.rules_engine import RulesEngine
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.critiques.critique_lint import lint_critique

ANSWERS = {
    "camera_movement": "major_simple",
    "camera_forward_backward": "forward",
    "camera_zoom": "no",
    "steadiness": "very_smooth",
}
DRAFT = "The camera zooms in on the beautiful fountain, with very smooth motion."


def test_it_says_what_to_write_instead() -> None:
    engine = RulesEngine()
    critique = engine.critique(CritiqueRequest(Aspect.CAMERA, DRAFT, ANSWERS))
    assert [(point.quote, point.instead) for point in critique.points][:1] == [("zooms", "dollies")]
    assert lint_critique(critique.points, DRAFT, None, Aspect.CAMERA, ANSWERS).constructive.score == 1.0
    revised = engine.revise(RevisionRequest(Aspect.CAMERA, DRAFT, critique.points))
    assert "dollies in" in revised.text
    assert "beautiful" not in revised.text
    again = engine.critique(CritiqueRequest(Aspect.CAMERA, revised.text, ANSWERS))
    assert again.nothing_wrong


def test_what_only_a_person_can_mend_is_a_note() -> None:
    critique = RulesEngine().critique(CritiqueRequest(Aspect.CAMERA, "The camera is at eye level.", ANSWERS))
    assert critique.nothing_wrong
    assert "Answered, but not said: Dolly: In." in critique.notes
