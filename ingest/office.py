"""One LibreOffice run: a deck to PDF or to .pptx."""

from __future__ import annotations

import shutil
from pathlib import Path

from ingest.processors.contract import StepFailed
from media.limits import PROBE, for_office
from media.tools import ToolFailed, ToolMissing, ToolPaths, ToolTimeout, run

#: Import filters by our format, so that LibreOffice guesses nothing from the content.
FILTERS = {
    "pptx": "Impress MS PowerPoint 2007 XML",
    "ppt": "MS PowerPoint 97",
    "odp": "impress8",
}
PDF = (
    'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"},'
    '"Quality":{"type":"long","value":"90"}}'
)
PPTX = "pptx:Impress MS PowerPoint 2007 XML"

#: No macros at all, and no pictures by links from documents of unknown origin.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
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
    try:
        run(
            [
                tools.soffice,
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
                f"-env:UserInstallation={(room / 'profile').as_uri()}",
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
        )
    except ToolFailed as failure:
        if not _starts(tools, workdir):
            raise OfficeDown("LibreOffice") from failure
        raise StepFailed(BROKEN) from failure
    made = out / f"{source.stem}.{to}"
    if not made.is_file() or made.stat().st_size == 0:
        raise StepFailed(BROKEN)
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
