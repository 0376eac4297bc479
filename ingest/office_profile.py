"""The profile of one LibreOffice run: what it may not do, and that it need not begin twice."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from media.tools import PATH

#: What fetches http, https, webdav, ftp and CMIS, by its names in the registry of LibreOffice
#: (the same from 4.x to 24.x). Measured: without them no link of any sort makes a connection.
FETCHERS = (
    *("Provider3", "Provider4", "Provider4a", "Provider12", "Provider12a", "Provider12b"),
    *("Provider6", "Provider43"),
)
_UCB = "org.openoffice.ucb.Configuration"
_PROVIDERS = (
    f"/{_UCB}/ContentProviders/{_UCB}:ContentProvidersDataPrimaryKeys['Local']"
    f"/SecondaryKeys/{_UCB}:ContentProvidersDataSecondaryKeys['Office']/ProviderData"
)
#: What is embedded shows the picture that its program has left, and is not opened itself: what it
#: holds would lead out behind all that was cut.
EMBEDDED = ("WinWordToWriter", "ExcelToCalc", "PowerPointToImpress", "VisioToDraw")
#: No macros at all, no pictures by links from documents of unknown origin, nothing by network.
PROFILE = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Filter/Microsoft/Import">
{"".join(f'<prop oor:name="{name}"><value>false</value></prop>' for name in EMBEDDED)}
</item>
<item oor:path="{_PROVIDERS}">
{"".join(f'<node oor:name="{name}" oor:op="remove"/>' for name in FETCHERS)}
</item>
</oor:items>
"""

_BUILD = re.compile(r"^buildid=(.+)$", re.MULTILINE)


def write_profile(folder: Path, soffice: str) -> None:
    """Make the profile at ``folder`` for the program ``soffice`` (a name or a path).

    With a profile that no build has used LibreOffice sets extensions up, of which there are none,
    and starts itself anew; a profile that tells the build does not (0.1 s of a processor less).
    """
    user = folder / "user"
    (user / "extensions").mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(PROFILE, "utf-8")
    build = _build(soffice)
    if build:
        (user / "extensions" / "buildid").write_text(build, "utf-8")


def _build(soffice: str) -> str:
    """What the program calls its build, in the file beside it; empty where that is not found."""
    found = shutil.which(soffice, path=PATH)
    told = Path(found).resolve().with_name("versionrc") if found else None
    if told is None or not told.is_file():
        return ""
    build = _BUILD.search(told.read_text("utf-8", "replace"))
    return build[1].strip() if build else ""
