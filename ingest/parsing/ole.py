"""OLE containers: binary PowerPoint, and what else wears the same coat."""

from __future__ import annotations

from typing import Any

import olefile

#: [MS-PPT] 2.3.2 CurrentUserAtom.headerToken of an encrypted document.
ENCRYPTED_TOKEN = b"\xdf\xc4\xd1\xf3"


def sniff_ole(request: dict[str, Any]) -> dict[str, str]:
    """``{"path"}`` → ``{"found"}``: ppt, ppt-locked, ooxml-locked, doc, xls, msg or other."""
    with olefile.OleFileIO(request["path"]) as container:
        names = {"/".join(entry).lower() for entry in container.listdir()}
        if "encryptedpackage" in names:
            return {"found": "ooxml-locked"}
        if "powerpoint document" in names:
            return {"found": "ppt-locked" if _locked(container, names) else "ppt"}
        for stream, found in (("worddocument", "doc"), ("workbook", "xls"), ("book", "xls")):
            if stream in names:
                return {"found": found}
        if any(name.startswith("__substg1.0") for name in names):
            return {"found": "msg"}
    return {"found": "other"}


def _locked(container: Any, names: set[str]) -> bool:
    if "encryptedsummary" in names:
        return True
    if "current user" not in names:
        return False
    with container.openstream("Current User") as stream:
        return ENCRYPTED_TOKEN in stream.read(20)
