"""Opaque public ids: what stands in an address instead of a row number."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""31 letters and digits without the look-alikes 0/o, 1/i/l."""

LENGTH = 14
"""14 letters of 31 carry 69 bits; the house asks for at least 60."""


def new_public_id() -> str:
    """A fresh random id, 14 characters, safe in an address and in a file name."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
