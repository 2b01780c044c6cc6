"""The usual answers of a group: what most clips have, for questions that nobody has answered yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.form import Answer

if TYPE_CHECKING:
    from chai_desktop.spec.specification import Specification


def usual_answers(
    spec: Specification, answers: Mapping[str, Any], aspect: Aspect, group: str | None = None
) -> dict[str, Answer]:
    """Question id -> usual answer, for every question of the group (None: of the aspect) that applies, is unanswered
    and has one. Texts have none. Left out are those that would break a hard constraint: where a clear movement has no
    direction yet, none of the directions is answered with "no".
    """
    found: dict[str, Answer] = {}
    for question in spec.questions_of(aspect):
        if question.usual is None or (group is not None and question.group != group) or question.id in answers:
            continue
        if spec.is_applicable(question.id, {**answers, **found}):
            found[question.id] = question.usual
    while broken := spec.hard_violations_after(answers, found):
        harmful = {name for violation in broken for name in violation.answers} & found.keys()
        if not harmful:
            break
        found = {name: value for name, value in found.items() if name not in harmful}
    return found
