"""The checksum of SQLite's log (format, section 4.2), worked out for a whole page at once.

For each pair of 32-bit words (a, b): ``s0 += a + s1``, then ``s1 += b + s0``, modulo 2**32. That is one linear
step, so the sums after n pairs are a fixed linear function of the words; its factors are computed once for each n.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Sums = tuple[int, int]
_WORD = 2**32
_Matrix = tuple[int, int, int, int]


@lru_cache(maxsize=8)
def _factors(pairs: int) -> tuple[NDArray[np.uint64], _Matrix]:
    """For each sum the factor of each word, and the matrix that the sums before are multiplied with."""
    factors = np.empty((2, 2 * pairs), dtype=np.uint64)
    a, b, c, d = 1, 0, 0, 1  # the step applied as often as pairs are still to come
    for pair in reversed(range(pairs)):
        factors[:, 2 * pair] = (a + b) % _WORD, (c + d) % _WORD
        factors[:, 2 * pair + 1] = b, d
        a, b, c, d = (a + b) % _WORD, (a + 2 * b) % _WORD, (c + d) % _WORD, (c + 2 * d) % _WORD
    return factors, (a, b, c, d)


def checksum(content: bytes, big_endian: bool, before: Sums = (0, 0)) -> Sums:
    """The sums after ``content`` (a multiple of 8 bytes), going on from the sums ``before``."""
    words = np.frombuffer(content, dtype=">u4" if big_endian else "<u4").astype(np.uint64)
    factors, (a, b, c, d) = _factors(len(words) // 2)
    first, second = (int(total) for total in (factors * words).sum(axis=1, dtype=np.uint64))
    s0, s1 = before
    return (first + a * s0 + b * s1) % _WORD, (second + c * s0 + d * s1) % _WORD
