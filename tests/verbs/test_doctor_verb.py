"""`chai doctor`: what is here, for people and for scripts."""

from __future__ import annotations

import json


def test_the_findings_as_json(chai):
    ended = chai("doctor", "--json")
    report = json.loads(ended.stdout)
    assert ended.returncode == (0 if report["can_run"] else 1)
    assert {"Python", "Playback", "Engines", "Storage"} <= {finding["group"] for finding in report["findings"]}
    assert all(finding["detail"] for finding in report["findings"])
