"""Submitting an aspect: it waits until nothing that it has a part in contradicts itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chai_desktop.errors import ChaiError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.store.project import Project
from chai_desktop.store.records import Triple


def blocked_by(spec: Specification, aspect: Aspect, answers: Mapping[str, Any]) -> str:
    """The sentence of the first contradiction that submitting the aspect has to wait for; '' where there is none."""
    return next((violation.sentence for violation in spec.blocking_violations(aspect, answers)), "")


def submit(project: Project, spec: Specification, clip_id: str, aspect: Aspect) -> Triple:
    """Submit, on the project thread. ChaiError, with the sentence that names both, where answers fight each other."""
    sentence = blocked_by(spec, aspect, project.answers(clip_id))
    if sentence:
        raise ChaiError(sentence, "Mend it in the checklist; then submit.")
    return project.submit(clip_id, aspect)
