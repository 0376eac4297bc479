"""Which material an address names, as it was copied from a browser, and which place of it."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from search.errors import NoItemAddress

_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
_PLACES = {"slide": re.compile("[1-9][0-9]{0,5}"), "t": re.compile("[0-9]{1,6}")}
"""What an item's page takes: a slide or a page from 1, a second of a film."""


@dataclass(frozen=True)
class ItemAddress:
    """A public id, and a place as after the «?» of an address: «slide=4», «t=84», empty."""

    item_id: str
    place: str = ""


def item_address(typed: str) -> ItemAddress:
    """Read an address of an item's page, or an id alone; no word is said of whose page it is.

    Raises NoItemAddress.
    """
    try:
        address = urlsplit(typed.strip())
    except ValueError as error:
        raise NoItemAddress from error
    parts = [part for part in address.path.split("/") if part]
    after = parts[parts.index("items") + 1 :] if "items" in parts else parts
    if not after or ("items" not in parts and len(parts) > 1) or not _ID.fullmatch(after[0]):
        raise NoItemAddress
    return ItemAddress(after[0], _place(address.query))


def _place(query: str) -> str:
    sent = parse_qs(query)
    places = (
        f"{name}={value}"
        for name, form in _PLACES.items()
        for value in sent.get(name, [])[:1]
        if form.fullmatch(value)
    )
    return next(places, "")
