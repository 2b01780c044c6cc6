"""Caption policies: one for each aspect, with what is common to all."""

from __future__ import annotations

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification


@pytest.mark.parametrize("aspect", list(Aspect))
def test_each_aspect_has_its_policy(aspect: Aspect) -> None:
    policy = load_specification().policy(aspect)
    assert policy.aspect == aspect
    assert policy.version.count(".") == 2
    assert 0 < policy.min_words < policy.typical_words < policy.max_words
    assert policy.must_say
    assert policy.order


def test_what_is_common_stands_in_every_policy_once() -> None:
    policies = [load_specification().policy(aspect) for aspect in Aspect]
    shared = set(policies[0].critique_rules).intersection(*(policy.critique_rules for policy in policies))
    assert {rule.split(":")[0] for rule in shared} >= {"Accurate", "Complete", "Constructive"}
    for policy in policies:
        for lines in (policy.must_say, policy.leave_out, policy.order, policy.critique_rules):
            assert len(set(lines)) == len(lines)


def test_the_spatial_caption_is_the_longest_and_the_camera_caption_the_shortest() -> None:
    typical = {aspect: load_specification().policy(aspect).typical_words for aspect in Aspect}
    assert max(typical, key=lambda aspect: typical[aspect]) == Aspect.SPATIAL
    assert min(typical, key=lambda aspect: typical[aspect]) == Aspect.CAMERA
