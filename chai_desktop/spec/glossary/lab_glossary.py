"""The glossary with the entries of a lab's file of additions."""

from __future__ import annotations

from chai_desktop.errors import SpecError
from chai_desktop.spec.additions.additions import Additions
from chai_desktop.spec.glossary.glossary import Glossary, load_glossary
from chai_desktop.spec.glossary.lined_yaml import LinedYaml


def glossary_with(additions: Additions) -> Glossary:
    """The built-in glossary where there are no entries to add; SpecError with line and field where one is not right."""
    if additions.file is None or not additions.glossary:
        return load_glossary()
    glossary = load_glossary()
    file = additions.file
    for number, entry in enumerate(additions.glossary):
        try:  # one at a time, so that a refusal can be told with the line of its entry
            glossary = glossary.extended(LinedYaml(file.name, {"entries": [dict(entry)]}))
        except SpecError as failure:
            what = failure.message.partition(": ")[2] or failure.message
            raise file.refusal(what.rstrip("."), "glossary", number) from failure
    return glossary
