"""One LibreOffice run: a deck to PDF or to .pptx."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from ingest.decks.fonts import write_config
from ingest.office_pipes import forget_pipe
from ingest.office_profile import write_profile
from ingest.processors.contract import Spoilt
from media.limits import PROBE, for_office
from media.tools import ToolFailed, ToolMissing, ToolPaths, ToolTimeout, run, scratch

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
#: Where the result goes stands in LibreOffice's order between these.
APART = frozenset(";|")
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
    if not APART & set(str(workdir.resolve())):
        return _converted(source, format, to, workdir, tools, slides)
    # In a home with such a path LibreOffice would write to another folder, or nowhere.
    with scratch(Path(tempfile.gettempdir())) as plain:
        copy = plain / f"deck.{format}"
        shutil.copyfile(source, copy)
        made = _converted(copy, format, to, plain, tools, slides)
        return Path(shutil.move(made, workdir / made.name))


def _converted(
    source: Path, format: str, to: str, workdir: Path, tools: ToolPaths, slides: int
) -> Path:
    real = workdir.resolve()
    room = real / f"office-{to}"
    shutil.rmtree(room, ignore_errors=True)
    profile, out = room / "profile", room / "out"
    write_profile(profile, tools.soffice)
    source = source.resolve()
    try:
        run(
            [
                tools.soffice,
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
                f"-env:UserInstallation={profile.as_uri()}",
                f"--infilter={FILTERS[format]}",
                "--convert-to",
                PDF if to == "pdf" else PPTX,
                "--outdir",
                # In a whole path it would take «%41» for a letter.
                str(out.relative_to(real)),
                source.as_uri(),
            ],
            workdir=real,
            limits=for_office(slides),
            inputs=[source],
            wall=tools.wall,
            env={"FONTCONFIG_FILE": str(write_config(room))},
        )
    except ToolFailed as failure:
        if not _starts(tools, real):
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
