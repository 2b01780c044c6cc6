"""Code points and UTF-16 units: the project counts the former, Qt's text cursors the latter."""

from __future__ import annotations


def to_utf16(text: str, offset: int) -> int:
    """The UTF-16 offset of a code point offset. An offset outside the text is moved to its nearest end."""
    offset = max(0, min(offset, len(text)))
    return offset + sum(1 for character in text[:offset] if ord(character) > 0xFFFF)


def to_code_points(text: str, units: int) -> int:
    """The code point offset of a UTF-16 offset; one inside a surrogate pair counts as before the pair."""
    if text.isascii():
        return max(0, min(units, len(text)))
    passed = 0
    for offset, character in enumerate(text):
        passed += 2 if ord(character) > 0xFFFF else 1
        if passed > units:
            return offset
    return len(text)
