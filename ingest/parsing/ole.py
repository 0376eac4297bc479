"""OLE containers: binary PowerPoint, and what else wears the same coat."""

from __future__ import annotations

import re
from typing import Any

import olefile

from ingest.parsing.errors import DAMAGED, Unreadable

#: [MS-PPT] 2.3.2 CurrentUserAtom.headerToken of an encrypted document.
ENCRYPTED_TOKEN = b"\xdf\xc4\xd1\xf3"

#: «PowerPoint 95 и 97»: the streams of 97 stand in a storage of this name, and LibreOffice reads
#: those, whatever stands around it.
DUAL = "PP97_DUALSTORAGE"
WORDS, USER, SECRETS = "PowerPoint Document", "Current User", "EncryptedSummary"

#: What the names of streams tell, in small letters.
OTHERS = (
    (r"worddocument$", "doc"),
    (r"(?:work)?book$", "xls"),
    (r"visiodocument$", "visio"),
    (r"quill/", "pub"),
    (r"__substg1\.0", "msg"),
)


def sniff_ole(request: dict[str, Any]) -> dict[str, str]:
    """``{"path"}`` → ``{"found"}``: ppt, ppt-locked, ooxml-locked, a word of OTHERS, or other."""
    with olefile.OleFileIO(request["path"]) as container:
        names = {"/".join(entry).lower() for entry in container.listdir()}
        if not names:
            raise Unreadable(DAMAGED)
        if "encryptedpackage" in names:
            return {"found": "ooxml-locked"}
        room = room_of(container)
        if container.exists([*room, WORDS]):
            return {"found": "ppt-locked" if _locked(container, room) else "ppt"}
    return {"found": next((found for form, found in OTHERS if _any(form, names)), "other")}


def room_of(container: Any) -> list[str]:
    """The path of the storage in which a presentation's streams stand."""
    return [DUAL] if container.exists([DUAL, WORDS]) else []


def _any(form: str, names: set[str]) -> bool:
    return any(re.match(form, name) for name in names)


def _locked(container: Any, room: list[str]) -> bool:
    if container.exists([*room, SECRETS]):
        return True
    if not container.exists([*room, USER]):
        return False
    with container.openstream([*room, USER]) as stream:
        return ENCRYPTED_TOKEN in stream.read(20)
