"""An optional passphrase before somebody works under a name: against mistakes, not against those who read the file.

Kept is only what a salted, slow hash makes of it (scrypt, RFC 7914; 16 MB of memory for each try).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

_N, _R, _P, _BYTES = 2**14, 8, 1, 32


def sealed(words: str) -> str:
    """What is kept: "scrypt$N$r$p$salt$hash", salt and hash in hex."""
    salt = secrets.token_bytes(16)
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${_hash(words, salt, _N, _R, _P).hex()}"


def opens(words: str, seal: str) -> bool:
    """Whether these are the words. A seal that cannot be read, or asks for more memory than ours, opens to nobody."""
    try:
        scheme, n, r, p, salt, digest = seal.split("$")
        if scheme != "scrypt" or (int(n), int(r), int(p)) != (_N, _R, _P):
            return False
        return hmac.compare_digest(_hash(words, bytes.fromhex(salt), _N, _R, _P), bytes.fromhex(digest))
    except ValueError:
        return False


def _hash(words: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(words.encode("utf-8", "surrogatepass"), salt=salt, n=n, r=r, p=p, dklen=_BYTES)
