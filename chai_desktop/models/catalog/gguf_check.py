"""What can be wrong with GGUF files."""

from __future__ import annotations

from chai_desktop.models.catalog.check_line import CheckLine, Verdict, size_of, whole
from chai_desktop.models.catalog.found_model import FoundModel, ModelForm
from chai_desktop.models.catalog.gguf_head import GgufHead, read_gguf_head
from chai_desktop.models.catalog.gguf_models import missing_pieces


def check_gguf(model: FoundModel) -> list[CheckLine]:
    """EngineError where a head cannot be read."""
    lines = [CheckLine(Verdict.BAD, f"{name} is missing.") for name in missing_pieces(model.files)]
    heads = [read_gguf_head(file) for file in model.files]
    for file, head in zip(model.files, heads, strict=True):
        if head.needed_bytes:
            lines.append(whole(file.name, size_of(file), head.needed_bytes))
        else:
            lines.append(CheckLine(Verdict.WARNING, f"{file.name} holds numbers of a kind that is not known here."))
    if model.form is ModelForm.GGUF and heads:
        lines += _words(heads)
    return lines


def _words(heads: list[GgufHead]) -> list[CheckLine]:
    """The tokenizer against the table of tokens."""
    tokens = heads[0].number("tokenizer.ggml.tokens.count")
    rows = max(head.vocabulary for head in heads)
    lines: list[CheckLine] = []
    if not tokens:
        lines.append(CheckLine(Verdict.BAD, "It brings no tokenizer: text cannot be turned into its tokens."))
    elif rows and tokens > rows:
        lines.append(CheckLine(Verdict.BAD, f"Its tokenizer has {tokens:,} tokens, but the model knows {rows:,}."))
    else:
        lines.append(CheckLine(Verdict.GOOD, f"Tokenizer and model fit together ({tokens:,} tokens)."))
    if not heads[0].text("tokenizer.chat_template"):
        lines.append(CheckLine(Verdict.WARNING, "It brings no chat template: it may be no model for instructions."))
    return lines
