"""The specification held against the corpus: primitives computed anew from raw answers, compared with stored labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chai_desktop.exchange.corpus.corpus_files import CorpusFiles
from chai_desktop.exchange.corpus.labels import LabelList, label_folders, read_lists
from chai_desktop.exchange.corpus.raw_answers import FORMS, RawForm, answer_folders, read_forms
from chai_desktop.exchange.corpus.rebuilt_forms import FormRebuilder
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.rules import Truth
from chai_desktop.spec.specification import Specification


@dataclass
class Tally:
    """Counts of clips. ``equal`` includes ``undecided``: clips in neither stored list, undecided here as well."""

    equal: int = 0
    differing: int = 0
    undecided: int = 0

    def add(self, stored: Truth, computed: Truth) -> None:
        self.equal += stored == computed
        self.differing += stored != computed
        self.undecided += stored == computed == Truth.UNDECIDED


@dataclass(frozen=True)
class Difference:
    """``stored`` is what the label lists say, ``computed`` what the rules make of the raw answers."""

    clip: str
    primitive: str
    stored: Truth
    computed: Truth


@dataclass
class Verification:
    """The result: by primitive id, with every difference, and what could not be compared, in plain sentences."""

    clips: int = 0
    tallies: dict[str, Tally] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    rebuilt: Verification | None = None  # lists without raw answers, against forms rebuilt from them

    def total(self, count: str) -> int:
        return sum(getattr(tally, count) for tally in self.tallies.values())


def verify_corpus(spec: Specification, corpus: CorpusFiles, rebuild: bool = False) -> Verification:
    """Compare all that has both raw answers and stored labels; with ``rebuild`` also lists without raw answers, against
    forms rebuilt from them. ChaiError where a file is not as published.
    """
    result, lists = Verification(), label_folders(corpus)
    compared = set()
    for folder, file in answer_folders(corpus):
        forms: dict[str, list[RawForm]] = {}
        for form in read_forms(corpus, file):
            forms.setdefault(form.form, []).append(form)
        for kind, filled in forms.items():
            name = f"{kind}-{folder}"
            if kind not in FORMS:
                result.left_out.append(
                    f"{file}: the fields of {kind} are not those of this form ({len(filled)} clips)."
                )
            elif name not in lists:
                result.left_out.append(f"{file}: there are no label lists {name} ({len(filled)} clips).")
            else:
                compared.add(name)
                _compare(spec, filled, read_lists(corpus, lists[name]), result)
    unused = sorted(lists.keys() - compared)
    if rebuild:
        result.rebuilt = Verification()
        for name in [name for name in unused if name.startswith(FORMS)]:
            _compare_rebuilt(spec, read_lists(corpus, lists[name]), result.rebuilt)
            unused.remove(name)
    result.left_out += [f"{name}: there are no raw answers for these {len(lists[name])} lists." for name in unused]
    return result


def _compare_rebuilt(spec: Specification, lists: Mapping[str, LabelList], result: Verification) -> None:
    known = [primitive for primitive in spec.primitives if primitive.corpus_key in lists]
    rebuilder = FormRebuilder(spec, known)
    for clip in sorted(frozenset[str]().union(*(each.positive | each.negative for each in lists.values()))):
        result.clips += 1
        answers = rebuilder.answers_for({p.id: lists[p.corpus_key].of(clip) for p in known})
        _compare_clip(spec, RawForm(clip, "rebuilt", answers), known, lists, result)


def _compare(
    spec: Specification, forms: Iterable[RawForm], lists: Mapping[str, LabelList], result: Verification
) -> None:
    known = [primitive for primitive in spec.primitives if primitive.corpus_key in lists]
    labelled = frozenset[str]().union(*(each.positive | each.negative for each in lists.values()))
    strangers = 0
    for form in forms:
        if form.clip in labelled:
            result.clips += 1
            _compare_clip(spec, form, known, lists, result)
        else:
            strangers += 1
    if strangers:
        result.left_out.append(f"{strangers} clips with raw answers stand in none of the label lists.")


def _compare_clip(
    spec: Specification,
    form: RawForm,
    primitives: Iterable[Primitive],
    lists: Mapping[str, LabelList],
    result: Verification,
) -> None:
    truths = spec.truths(form.answers)
    for primitive in primitives:
        stored, computed = lists[primitive.corpus_key].of(form.clip), truths[primitive.id]
        result.tallies.setdefault(primitive.id, Tally()).add(stored, computed)
        if stored != computed:
            result.differences.append(Difference(form.clip, primitive.id, stored, computed))
