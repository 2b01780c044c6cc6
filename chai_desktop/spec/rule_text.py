"""A rule as one line of text that is the same for the same rule, on every machine and in every run."""

from __future__ import annotations

from chai_desktop.spec.rules import All, Either, Exactly, Has, Not, OneOf, Rule, Says
from chai_desktop.spec.span_rules import Changed, Known, Rises


def rule_text(rule: Rule | None) -> str:
    match rule:
        case None:
            return ""
        case OneOf(field, values):
            return f"{field} in [{' '.join(sorted(values))}]"
        case Has(field, value):
            return f"{field} has {value}"
        case Exactly(field, values):
            return f"{field} is [{' '.join(sorted(values))}]"
        case Known(span):
            return f"known {span}"
        case Changed(span):
            return f"changed {span}"
        case Rises(span, order):
            return f"rises {span} [{' '.join(order)}]"
        case Says(texts, cues):
            return f"[{' '.join(texts)}] says {cues.pattern}"
    return _of_several(rule)


def _of_several(rule: Rule) -> str:
    match rule:
        case Not(inner):
            return f"not ({rule_text(inner)})"
        case All(rules):
            return "(" + " and ".join(rule_text(inner) for inner in rules) + ")"
        case Either(rules):
            return "(" + " or ".join(rule_text(inner) for inner in rules) + ")"
    raise TypeError(f"{type(rule).__name__} has no text")
