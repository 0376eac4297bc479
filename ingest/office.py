"""One LibreOffice run: a deck to PDF or to .pptx."""

from __future__ import annotations

import shutil
from pathlib import Path

from ingest.decks.fonts import write_config
from ingest.office_pipes import forget_pipe
from ingest.processors.contract import Spoilt
from media.limits import PROBE, for_office
from media.tools import ToolFailed, ToolMissing, ToolPaths, ToolTimeout, run

#: One package under several names: shows, templates, and those with macros, which do not run.
OPENXML = ("pptx", "ppsx", "potx", "pptm", "ppsm", "potm")
#: Import filters by our format, so that LibreOffice guesses nothing from the content.
FILTERS = {
    **dict.fromkeys(OPENXML, "Impress MS PowerPoint 2007 XML"),
    "ppt": "MS PowerPoint 97",
    "odp": "impress8",
    "otp": "impress8_template",
}
PDF = (
    'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"},'
    '"Quality":{"type":"long","value":"90"}}'
)
PPTX = "pptx:Impress MS PowerPoint 2007 XML"

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


class OfficeDown(ToolMissing):
    """LibreOffice is there and does not even start: the machine's fault, not the file's."""

    code = "office_down"

    def __init__(self, tool: str) -> None:
        super().__init__(tool)
        self.message = (
            f"Программа {tool} на сервере не запускается. Файл сохранён: "
            "сообщите администратору и потом повторите."
        )
        self.args = (self.message,)


def convert(
    source: Path, *, format: str, to: str, workdir: Path, tools: ToolPaths, slides: int
) -> Path:
    """``source`` (of ``format``, about ``slides`` slides) as a PDF or .pptx, ``to`` saying which.

    Hidden slides are kept, so page n is slide n. Raises StepFailed when LibreOffice gives nothing
    (its exit status is 0 even then), ToolTimeout, ToolMissing, OfficeDown. The
    result lies in ``workdir``.
    """
    room = workdir / f"office-{to}"
    shutil.rmtree(room, ignore_errors=True)
    user = room / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(PROFILE, "utf-8")
    out = room / "out"
    profile = (room / "profile").as_uri()
    try:
        run(
            [
                tools.soffice,
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
                f"-env:UserInstallation={profile}",
                f"--infilter={FILTERS[format]}",
                "--convert-to",
                PDF if to == "pdf" else PPTX,
                "--outdir",
                str(out),
                str(source),
            ],
            workdir=workdir,
            limits=for_office(slides),
            inputs=[source],
            wall=tools.wall,
            env={"FONTCONFIG_FILE": str(write_config(room))},
        )
    except ToolFailed as failure:
        if not _starts(tools, workdir):
            raise OfficeDown("LibreOffice") from failure
        raise Spoilt(BROKEN) from failure
    finally:
        forget_pipe(profile)
    made = out / f"{source.stem}.{to}"
    if not made.is_file() or made.stat().st_size == 0:
        raise Spoilt(BROKEN)
    result = workdir / f"deck.{to}"
    made.replace(result)
    shutil.rmtree(room, ignore_errors=True)
    return result


BROKEN = (
    "Презентация не открывается: файл повреждён. "
    "Откройте её у себя, сохраните как PPTX или PDF и загрузите снова."
)


def _starts(tools: ToolPaths, workdir: Path) -> bool:
    try:
        run([tools.soffice, "--version"], workdir=workdir, limits=PROBE, wall=tools.wall)
    except (ToolFailed, ToolTimeout):
        return False
    return True
