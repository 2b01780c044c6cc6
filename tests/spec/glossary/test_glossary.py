"""The glossary: terms by sense, words that lead to them, search, and a lab's own entries."""

from __future__ import annotations

import pytest

from chai_desktop.errors import SpecError
from chai_desktop.spec.glossary.glossary import load_glossary
from chai_desktop.spec.glossary.lined_yaml import parse_lined_yaml
from chai_desktop.spec.specification import load_specification

OWN = """\
entries:
- term: Texas switch
  sense: transition
  aspect: subject
  definition: A double takes the place of the subject out of view.
  use_for: A subject that goes out of view and comes back as somebody else.
  everyday: [hidden swap]
  replaced: {body swap: Texas switch}
"""


def test_a_term_is_one_sense_of_its_words():
    glossary = load_glossary()
    assert glossary.entry("eye level").sense == "height"
    assert glossary.entry("level angle").sense == "angle"
    assert glossary.entry("Zoom-In").primitive == "camera.movement.zoom_in"


def test_an_unknown_term_is_refused_by_name():
    with pytest.raises(SpecError, match="whirl cam"):
        load_glossary().entry("whirl cam")


def test_wrong_words_lead_to_the_terms_that_they_stand_for():
    senses = load_glossary().senses("midground")
    assert [entry.term for entry in senses] == ["middle ground"]
    assert [entry.term for entry in load_glossary().senses("looking down")] == ["high angle"]


def test_search_finds_terms_before_other_words_and_definitions():
    glossary = load_glossary()
    assert [entry.term for entry in glossary.search("dolly")][:3] == ["dolly in", "dolly out", "dolly zoom"]
    assert glossary.search("horizon leans")[0].term == "Dutch angle"
    assert glossary.search("bokeh")[0].term == "shallow depth of field"
    assert glossary.search(" ") == glossary.search("qqq") == []


def test_every_primitive_that_is_named_exists():
    spec = load_specification()
    for entry in load_glossary().entries:
        if entry.primitive:
            assert spec.primitive(entry.primitive).id == entry.primitive


def test_a_lab_adds_and_overrides_entries():
    glossary = load_glossary()
    own = glossary.extended(parse_lined_yaml(OWN, "lab.yaml"))
    assert own.entry("texas switch").everyday == ("hidden swap",)
    assert len(own.entries) == len(glossary.entries) + 1
    changed = OWN.replace("Texas switch\n  sense: transition", "eye level\n  sense: height")
    override = glossary.extended(parse_lined_yaml(changed, "lab.yaml"))
    assert len(override.entries) == len(glossary.entries)
    assert override.entry("eye level").definition.startswith("A double")
    assert glossary.entry("eye level").definition.startswith("The camera")


@pytest.mark.parametrize(
    ("broken", "line", "what"),
    [
        (OWN.replace("sense: transition", "sens: transition"), 3, '"sens" is not known'),
        (OWN.replace("aspect: subject", "aspect: sound"), 4, '"sound" is no aspect'),
        (
            OWN.replace("  use_for: A subject that goes out of view and comes back as somebody else.\n", ""),
            2,
            "use_for",
        ),
        (OWN.replace("[hidden swap]", "hidden"), 7, "expected a list"),
        (OWN.replace("{body swap: Texas switch}", "[body swap]"), 8, "expected wrong words"),
        (OWN.replace("definition: A double takes the place of the subject out of view.", "definition: ~"), 5, "words"),
        (OWN + OWN.removeprefix("entries:\n"), 9, "twice"),
        ("terms: []\n", 1, "entries"),
        ("entries: 5\n", 1, "list of terms"),
        ("entries:\n- 5\n", 2, "mapping"),
    ],
)
def test_what_is_not_right_is_named_with_its_line(broken, line, what):
    with pytest.raises(SpecError, match=what) as refused:
        load_glossary().extended(parse_lined_yaml(broken, "lab.yaml"))
    assert f"lab.yaml, line {line}" in refused.value.message


def test_yaml_that_cannot_be_parsed_is_named():
    with pytest.raises(SpecError, match=r"lab\.yaml"):
        parse_lined_yaml("entries: [", "lab.yaml")


def test_parsed_data_without_lines_is_named_by_its_entry():
    with pytest.raises(SpecError, match="extra glossary, entries, 1"):
        load_glossary().extended({"entries": [{"term": "x"}]})
