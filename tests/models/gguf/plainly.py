"""Plain decoding to hold everything against: the whole prompt fed from scratch, then one token a pass."""

from __future__ import annotations

from chai_desktop.models.gguf.chat import ChatLayout
from chai_desktop.models.gguf.llama import Entry, Llama


def plainly(llama: Llama, system: str, question: str, limit: int) -> str:
    layout = ChatLayout(llama.chat_template(), llama.tokenize, llama.first_token())
    opening, closing = layout.opening(system), layout.closing(question)
    written: list[int] = []
    llama.clear_all()
    llama.begin([Entry(token, at, 0, False) for at, token in enumerate(opening)])
    place = len(opening)
    last = len(closing) - 1
    (row,) = llama.run([Entry(token, place + at, 0, at == last) for at, token in enumerate(closing)])
    place += len(closing)
    while len(written) < limit and not llama.is_end(token := int(row.argmax())):
        (row,) = llama.run([Entry(token, place + len(written), 0, True)])
        written.append(token)
    llama.clear_all()
    return b"".join(map(llama.piece, written)).decode("utf-8", "replace").strip()
