"""What holds for every caption: spans lie in the text, fixes remove what they fix, nothing makes the lint fail."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.captions.caption_lint import lint_caption, scored_lint
from chai_desktop.spec.lint.captions.fixes import all_fixed, fixed
from chai_desktop.spec.lint.captions.rules.registry import CAPTION_RULES
from chai_desktop.spec.specification import load_specification
from tests.spec.lint.captions.linting import moving

SPEC = load_specification()
WORDS = (
    """
the|a|an|camera|pans|panning|pan|left|to the left|rightward|and|then|zooms in|tilts up|up|dollies|backward|truck|arc
counter-clockwise|not|or|eye-level angle|low-angle|shot|from|high,|beautiful|gracefully|old|possibly|appears to be
the image shows|in the first frame|, emphasizing|showcases|mid-ground|pushes in|close-up|rack focus|Dutch angle|woamn
walks|man|he|begins to|.|,|"|through the corridor|sideways|static|slow motion
""".strip()
    .replace("\n", "|")
    .split("|")
)
CAPTIONS = st.lists(st.sampled_from(WORDS), max_size=25).map(lambda words: " ".join(words).replace(" ,", ","))
ASPECTS = st.sampled_from(list(Aspect))
CHOICES = {question.id: [choice.id for choice in question.choices] for question in SPEC.questions}


def values(question: str) -> st.SearchStrategy[object]:
    ids = CHOICES[question]
    if not ids:
        return st.text(max_size=20)
    if SPEC.question(question).kind == "choices":
        return st.lists(st.sampled_from(ids), unique=True)
    return st.sampled_from([*ids, "unsure"])


ANSWERS = st.lists(st.sampled_from(list(CHOICES)), unique=True, max_size=12).flatmap(
    lambda questions: st.fixed_dictionaries({question: values(question) for question in questions})
)
ANY_ANSWERS = st.none() | ANSWERS | ANSWERS.map(lambda answers: {**moving(camera_pan="left_to_right"), **answers})


@given(text=st.text(max_size=300), aspect=ASPECTS, answers=ANY_ANSWERS)
@example(text="İ pans left ß A\u0301 \ud800 \x00 ﬁ the\n\nthe", aspect=Aspect.CAMERA, answers={})
@settings(deadline=None)
def test_any_text_is_read_and_every_span_lies_in_it(text, aspect, answers):
    check_findings(text, aspect, answers)


@given(text=CAPTIONS, aspect=ASPECTS, answers=ANY_ANSWERS)
@settings(deadline=None, max_examples=300)
def test_captions_full_of_findings_have_spans_in_order(text, aspect, answers):
    check_findings(text, aspect, answers)


def check_findings(text, aspect, answers):
    findings, scores = scored_lint(text, aspect, SPEC, answers)
    rules = {rule.id: rule for rule in CAPTION_RULES}
    assert [(f.start, f.end) for f in findings] == sorted((f.start, f.end) for f in findings)
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.rule in rules
        assert finding.message
        assert finding.start < finding.end or finding.start == len(text)
        assert finding.fix is None or text[finding.start : finding.end] != finding.fix
    for score in (scores.terms, scores.wording, scores.content, scores.spelling, scores.length, scores.checklist):
        assert score is None or 0 <= score <= 1


@given(text=CAPTIONS, aspect=ASPECTS, answers=ANY_ANSWERS)
@settings(deadline=None, max_examples=300)
def test_a_fix_removes_what_it_fixes_and_touches_nothing_else(text, aspect, answers):
    findings = lint_caption(text, aspect, SPEC, answers)
    for finding in findings:
        if finding.fix is None:
            continue
        after = fixed(text, finding)
        assert after.startswith(text[: finding.start])
        assert after.endswith(text[finding.end :])
        alike = [f for f in findings if (f.rule, f.message) == (finding.rule, finding.message)]
        left = [
            f
            for f in lint_caption(after, aspect, SPEC, answers)
            if (f.rule, f.message) == (finding.rule, finding.message)
        ]
        assert len(left) < len(alike)


@given(text=CAPTIONS, aspect=ASPECTS, answers=ANY_ANSWERS)
@settings(deadline=None)
def test_all_fixes_at_once_keep_what_lies_between_them(text, aspect, answers):
    findings = [f for f in lint_caption(text, aspect, SPEC, answers) if f.fix is not None]
    kept, end = "", 0
    for finding in findings:  # what a person would do who takes each fix from left to right and skips what overlaps
        if finding.start >= end:
            kept, end = kept + text[end : finding.start] + str(finding.fix), finding.end
    assert all_fixed(text, findings) == kept + text[end:]
