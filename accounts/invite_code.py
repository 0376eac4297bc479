"""One-time codes that are read from paper: what they are made of, and how typed ones are read.

The letters look the same in the Latin and the Russian alphabet, so that a code may be typed on
either layout; of signs that look alike (0 and O, 1 and I, 3 and З, 8 and В) at most one is used.
"""

import secrets
import unicodedata
from hashlib import sha256

ALPHABET = "ACEHKMPTXY2345679"
LENGTH = 15
"""15 signs of 17 carry 61 bits: guessing is hopeless even for whoever has stolen the hashes."""

GROUP = 5

_LOOK_ALIKES = str.maketrans("АСЕНКМРТХУЗSZGЧ", "ACEHKMPTXY352" + "64")


def make_code() -> str:
    """A fresh code as it is printed: «KM3TA-7XHP2-CE94Y»."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read_code(typed: str) -> str | None:
    """The code's bare signs, whatever layout, case and spacing it was typed with; None for no code.

    A wrong sign may still come out as a code that nobody has.
    """
    upper = unicodedata.normalize("NFKC", typed[:200]).upper().translate(_LOOK_ALIKES)
    signs = "".join(sign for sign in upper if sign.isalnum())
    return signs if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else None


def hash_code(signs: str) -> str:
    """What the table keeps of a code's bare signs: SHA-256, hex. A random code needs no salt."""
    return sha256(signs.encode()).hexdigest()
