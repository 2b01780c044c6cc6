"""What changed between two versions, for whoever opens a project that was pinned to the older one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from chai_desktop.spec.versions.description import KINDS, Description, Item, Items

_ONE = {"questions": "question", "choices": "choice", "primitives": "primitive", "constraints": "constraint"}
_NO_ITEMS: Mapping[str, Items] = {kind: {} for kind in KINDS}


@dataclass(frozen=True)
class KindChanges:
    """Ids by what happened to them. ``renamed``: old id -> new id, the same rule (choices: of the same question)."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: Mapping[str, str] | None = None
    changed: tuple[str, ...] = ()  # the rule is another: answers and truths may mean another thing
    reworded: tuple[str, ...] = ()  # the same rule in other words

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.renamed or self.changed or self.reworded)


@dataclass(frozen=True)
class MigrationReport:
    """Everything between two versions; ``parts`` are the optional parts that only the newer one has."""

    old_version: str
    new_version: str
    policy_versions: tuple[str, str]
    kinds: Mapping[str, KindChanges]
    parts: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        same_policy = self.policy_versions[0] == self.policy_versions[1]
        return same_policy and not self.parts and all(changes.is_empty for changes in self.kinds.values())

    @property
    def touches_answers(self) -> bool:
        """Whether an answer given by the older version may be lost or mean another thing."""
        asked = (self.kinds[kind] for kind in ("questions", "choices"))
        return any(changes.removed or changes.renamed or changes.changed for changes in asked)

    def lines(self) -> list[str]:
        """The report in plain sentences; ids are named where there are at most ten."""
        found = [line for kind in KINDS for line in _lines(kind, self.kinds[kind])]
        found += [f'The optional part "{part}" is new; a project has to switch it on.' for part in self.parts]
        if self.policy_versions[0] != self.policy_versions[1]:
            found.append(f"The caption policies go from {self.policy_versions[0]} to {self.policy_versions[1]}.")
        if not found:
            return [f"Nothing changed between {self.old_version} and {self.new_version}."]
        if not self.touches_answers:
            found.append("Every answer keeps its question and its meaning.")
        return found


def migration_report(old: Description, new: Description, parts: Collection[str] = ()) -> MigrationReport:
    """``parts``: the optional parts that are switched on, which are compared too."""
    return MigrationReport(
        old.version,
        new.version,
        (old.policy_version, new.policy_version),
        {kind: _changes(kind, _with_parts(old, kind, parts), _with_parts(new, kind, parts)) for kind in KINDS},
        tuple(sorted(new.parts.keys() - old.parts.keys())),
    )


def _with_parts(description: Description, kind: str, parts: Collection[str]) -> dict[str, Item]:
    items = dict(description.kinds[kind])
    for part in parts:
        items |= description.parts.get(part, _NO_ITEMS)[kind]
    return items


def _changes(kind: str, old: Items, new: Items) -> KindChanges:
    added = [name for name in new if name not in old]
    removed = [name for name in old if name not in new]
    renamed = _renamed(kind, {name: old[name] for name in removed}, {name: new[name] for name in added})
    both = [name for name in new if name in old]
    return KindChanges(
        tuple(name for name in added if name not in renamed.values()),
        tuple(name for name in removed if name not in renamed),
        renamed,
        tuple(name for name in both if new[name].rule != old[name].rule),
        tuple(name for name in both if new[name].rule == old[name].rule and new[name].words != old[name].words),
    )


def _renamed(kind: str, removed: Items, added: Items) -> dict[str, str]:
    """Pairs that are alike beyond doubt: the same mark, which no other removed or added item has."""
    before = {name: _mark(kind, name, item) for name, item in removed.items()}
    after = {name: _mark(kind, name, item) for name, item in added.items()}
    once = Counter(before.values()), Counter(after.values())
    found = {}
    for old, mark in before.items():
        if once[0][mark] == once[1][mark] == 1:
            found[old] = next(new for new, other in after.items() if other == mark)
    return found


def _mark(kind: str, name: str, item: Item) -> tuple[str, ...]:
    """Primitives and constraints are what their rule is; questions and choices are what they say."""
    if kind == "choices":
        return (name.partition("=")[0], item.words)
    return (item.words,) if kind == "questions" else (item.rule,)


def _lines(kind: str, changes: KindChanges) -> list[str]:
    one = _ONE[kind]
    told = [
        (changes.added, "is new", "are new"),
        (
            changes.removed,
            "is gone; answers to it stay in the project",
            "are gone; answers to them stay in the project",
        ),
        (changes.changed, "has another rule", "have another rule"),
        (changes.reworded, "has other words and the same meaning", "have other words and the same meaning"),
    ]
    lines = [
        f"{_counted(len(ids), one)} {single if len(ids) == 1 else many}{_named(ids)}."
        for ids, single, many in told
        if ids
    ]
    return lines + [f'The {one} "{old}" is now called "{new}".' for old, new in (changes.renamed or {}).items()]


def _counted(count: int, one: str) -> str:
    return f"{count} {one if count == 1 else one + 's'}"


def _named(ids: Collection[str]) -> str:
    return f": {', '.join(ids)}" if len(ids) <= 10 else ""
