"""How far the work on a caption is."""

from __future__ import annotations


class AspectStatus:
    """How far a clip's aspect is; the library shows one mark for each."""

    EMPTY = "empty"
    DRAFTED = "drafted"
    CRITIQUED = "critiqued"
    REVISED = "revised"
    SUBMITTED = "submitted"
