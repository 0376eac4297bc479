"""The six letters of a showing: what they are made of, and how typed ones are read.

The letters look and type the same on the Russian and the Latin layout. A code is not kept: it is
made from the installation's secret and the showing's public id, so that the teacher's phone may
show it again, and the table holds a keyed hash of it alone.
"""

import hmac
import unicodedata
from hashlib import sha256

ALPHABET = "АВЕКМНОРСТХ"
LENGTH = 6
"""Six of eleven letters are 1.8 million codes: short enough to type, for an hour only, and
guessing is slowed."""

_LATIN = str.maketrans("ABEKMHOPCTX0", "АВЕКМНОРСТХО")


def make_code(secret: bytes, public_id: str) -> str:
    """The code of the showing with this public id: six letters of ALPHABET."""
    digest = hmac.new(secret, f"board-code\0{public_id}".encode(), sha256).digest()
    number = int.from_bytes(digest, "big")
    letters = []
    for _ in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[at])
    return "".join(letters)


def read_code(typed: str) -> str | None:
    """The code's letters, whatever layout, case and spacing; None for what cannot be a code."""
    upper = unicodedata.normalize("NFKC", typed[:100]).upper().translate(_LATIN)
    letters = "".join(sign for sign in upper if sign.isalnum())
    return letters if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else None


def hash_code(secret: bytes, code: str) -> str:
    """What the table keeps of a code: HMAC-SHA-256, hex. Without the secret it tells nothing."""
    return hmac.new(secret, f"board\0{code}".encode(), sha256).hexdigest()
