"""Licences: the words we know, their other spellings, and what they allow."""

import re
from dataclasses import dataclass

from core.plain_text import plain

SCHOOL_USE = "для использования в школе"
ALL_RIGHTS = "все права защищены"
PUBLIC_DOMAIN = "общественное достояние"

KNOWN = (
    "CC0",
    "CC BY 4.0",
    "CC BY-SA 4.0",
    "CC BY-NC 4.0",
    "CC BY-NC-SA 4.0",
    "CC BY-ND 4.0",
    "CC BY-NC-ND 4.0",
    PUBLIC_DOMAIN,
    SCHOOL_USE,
    ALL_RIGHTS,
)

DEFAULT = SCHOOL_USE
"""What an item gets when its sender names no licence; always said as a warning."""

_SPDX_EXTRA = {"cc010": "CC0", "cc0": "CC0", "cczero": "CC0", "publicdomain": PUBLIC_DOMAIN}


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold().replace("ё", "е"))


_BY_SQUEEZED = {_squeezed(name): name for name in KNOWN} | _SPDX_EXTRA


@dataclass(frozen=True)
class Licence:
    """A licence as it is kept, and whether it is one of those we know."""

    name: str
    known: bool


def parse_licence(text: str | None) -> Licence | None:
    """The licence that ``text`` means; None when it says nothing.

    SPDX spellings (spdx.org/licenses: ``CC-BY-SA-4.0``, ``CC0-1.0``) and any letter case mean
    the same; anything else is kept as written, up to 200 characters.
    """
    written = " ".join(plain(text or "").split())
    if not written:
        return None
    known = _BY_SQUEEZED.get(_squeezed(written))
    return Licence(known, True) if known else Licence(written[:200], False)


def allows_download(licence: str) -> bool:
    """Whether readers may take the original away; what we cannot read allows nothing."""
    return licence in KNOWN and licence != ALL_RIGHTS
