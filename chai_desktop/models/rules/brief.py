"""What a caption is composed from: the answers, and which of several equal wordings this clip gets."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from chai_desktop.models.rules.answered import Answered


@dataclass(frozen=True)
class Brief:
    """``content_hash`` only chooses between wordings of the same meaning, so that clips do not all read alike."""

    answers: Answered
    content_hash: str = ""

    def worded(self, slot: str, *wordings: str) -> str:
        """One of the wordings, always the same one for the same clip and slot."""
        digest = hashlib.sha256(f"{self.content_hash}\0{slot}".encode()).digest()
        return wordings[digest[0] % len(wordings)]
