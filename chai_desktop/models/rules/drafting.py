"""From a draft request to the sentences of one caption."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chai_desktop.errors import EngineError
from chai_desktop.models.requests import DraftRequest
from chai_desktop.models.rules.answered import Answered
from chai_desktop.models.rules.brief import Brief
from chai_desktop.models.rules.compose_camera import compose_camera
from chai_desktop.models.rules.compose_motion import compose_motion
from chai_desktop.models.rules.compose_scene import compose_scene
from chai_desktop.models.rules.compose_spatial import compose_spatial
from chai_desktop.models.rules.compose_subject import compose_subject
from chai_desktop.models.rules.normal import normal_sentence
from chai_desktop.spec.aspects import Aspect

_COMPOSERS: dict[Aspect, Callable[[Brief], Iterator[str]]] = {
    Aspect.SUBJECT: compose_subject,
    Aspect.SCENE: compose_scene,
    Aspect.MOTION: compose_motion,
    Aspect.SPATIAL: compose_spatial,
    Aspect.CAMERA: compose_camera,
}
_ASK_FIRST = {
    Aspect.SUBJECT: "Answer the kind of shot, or say who or what is seen.",
    Aspect.SCENE: "Say where the video is set, or when.",
    Aspect.MOTION: "Say what the subjects do; for scenery, answer the kind of shot.",
    Aspect.SPATIAL: "Answer the shot size, or say where the subject is in the frame.",
    Aspect.CAMERA: "Answer steadiness and movement, or the camera's height and angle.",
}


def sentences_of(request: DraftRequest) -> Iterator[str]:
    """The caption sentence by sentence. EngineError for a cut, or where nothing was answered that could be said."""
    answers = Answered(request.answers)
    aspect = request.aspect
    if answers.yes("shot_transition") and aspect is not Aspect.SUBJECT:
        raise EngineError(
            f"The clip contains a shot transition, so it has no {aspect.label} caption.",
            "Write its Subject caption only, or split the file at the cut. If there is none, answer “no” there.",
        )
    said = False
    for sentence in _COMPOSERS[aspect](Brief(answers, request.content_hash)):
        said = True
        yield sentence
    if not said:
        last = normal_sentence(aspect, answers)
        if not last:
            raise EngineError(f"Nothing is answered yet that the {aspect.label} caption could say.", _ASK_FIRST[aspect])
        yield last
