"""The protocol's headers, read strictly: numbers, words in base64, a checksum."""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from ingest.tus.errors import BadRequest

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,checksum,expiration"
ALGORITHMS = ("sha1", "sha256")
PIECE_TYPE = "application/offset+octet-stream"

LONGEST_NUMBER = 15
"""Digits; a petabyte has sixteen, and no number of the protocol is longer than a disk."""


@dataclass(frozen=True)
class Checksum:
    """What a piece must hash to."""

    algorithm: str
    digest: bytes


def number(header: str, value: str | None) -> int:
    """A count of bytes, 0 or more. Raises BadRequest when it is anything else."""
    if value is None or not (value.isascii() and value.isdigit()) or len(value) > LONGEST_NUMBER:
        raise BadRequest(header)
    return int(value)


def metadata(value: str | None) -> dict[str, str]:
    """The pairs of Upload-Metadata: «key base64, key base64»; a key alone has an empty value.

    Raises BadRequest for what is not base64 of UTF-8, an empty key, or a key that comes twice.
    """
    found: dict[str, str] = {}
    for pair in (value or "").split(","):
        parts = pair.split()
        if not parts and not value:
            continue
        if len(parts) not in (1, 2) or parts[0] in found:
            raise BadRequest("Upload-Metadata")
        found[parts[0]] = _text(parts[1]) if len(parts) == 2 else ""
    return found


def checksum(value: str | None) -> Checksum | None:
    """The checksum of Upload-Checksum, «sha1 base64», or None without the header.

    Raises BadRequest for an algorithm that is not ours or a digest of another length.
    """
    if value is None:
        return None
    algorithm, _, encoded = value.strip().partition(" ")
    if algorithm not in ALGORITHMS:
        raise BadRequest("Upload-Checksum")
    try:
        digest = base64.b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadRequest("Upload-Checksum") from error
    if len(digest) != hashlib.new(algorithm).digest_size:
        raise BadRequest("Upload-Checksum")
    return Checksum(algorithm, digest)


def _text(encoded: str) -> str:
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8")
    except (binascii.Error, ValueError) as error:
        raise BadRequest("Upload-Metadata") from error
