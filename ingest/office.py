"""One LibreOffice run: a deck to PDF or to .pptx."""

from __future__ import annotations

import shutil
from pathlib import Path

from ingest.decks.fonts import write_config
from ingest.office_pipes import forget_pipe
from ingest.office_profile import write_profile
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
    write_profile(room / "profile", tools.soffice)
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
