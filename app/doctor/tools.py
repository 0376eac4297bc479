"""The programs and fonts of the machine that an installation leans on."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app.doctor.finding import Finding
from core.errors import PartaError
from core.settings import Settings

TOOL_SECONDS = 30
"""A tool that does not even tell its version in this time is of no use; LibreOffice takes 1–5."""


def tools_findings(settings: Settings) -> list[Finding]:
    """FFmpeg, LibreOffice, fonts and the wall around them; takes a few seconds, raises nothing."""
    return [
        _tool(
            settings,
            "ffmpeg",
            "ffmpeg",
            [settings.ffmpeg, "-version"],
            "Фильмы не обрабатываются: у них не будет ни кадра, ни просмотра в браузере",
            "apt-get install ffmpeg, или укажите программу в PARTA_FFMPEG",
        ),
        _tool(
            settings,
            "ffprobe",
            "ffprobe",
            [settings.ffprobe, "-version"],
            "Фильмы не распознаются и не принимаются",
            "apt-get install ffmpeg, или укажите программу в PARTA_FFPROBE",
        ),
        _tool(
            settings,
            "soffice",
            "LibreOffice",
            [settings.soffice, "--version"],
            "Презентации не превращаются в картинки слайдов; PDF, картинки и фильмы работают",
            "apt-get install libreoffice-impress, или укажите программу в PARTA_SOFFICE",
        ),
        _reader(settings),
        _fonts(),
        _sandbox(settings),
    ]


def _tool(
    settings: Settings, name: str, title: str, argv: list[str], cost: str, remedy: str
) -> Finding:
    def finding(ok: bool, version: str = "") -> Finding:
        return Finding(name, title, "useful", ok, version, cost, remedy)

    if shutil.which(argv[0]) is None:
        return finding(False, f"{argv[0]}: не найден")
    try:
        done = _asked(argv)
    except (OSError, subprocess.TimeoutExpired) as error:
        return finding(False, f"{argv[0]}: не запускается ({type(error).__name__})")
    if "/proc not mounted" in done.stderr:
        return Finding(
            name,
            title,
            "useful",
            False,
            "не запускается без /proc",
            cost,
            "mount -t proc proc /proc, или PARTA_SOFFICE=…/script/soffice-bare",
        )
    number = re.search(r"\d+\.\d+[\w.:+~-]*", done.stdout)
    if done.returncode != 0 or number is None:
        return finding(False, f"{argv[0]}: не запускается (код {done.returncode})")
    problem = _behind_the_wall(argv, settings)
    if problem:
        return Finding(
            name,
            title,
            "useful",
            False,
            f"{number.group()}, в изоляции не запускается: {problem}",
            cost,
            "поставьте программу в /usr, или в отдельную папку со всеми её библиотеками",
        )
    return finding(True, number.group())


def _behind_the_wall(argv: list[str], settings: Settings) -> str:
    """Empty where the program runs as it will be run; those of /usr are seen by every wall."""
    from media.limits import PROBE
    from media.tools import run
    from media.walls import find_wall

    found = shutil.which(argv[0])
    wall = find_wall(settings.sandbox).wall
    if found is None or not wall.blocks_files or Path(found).resolve().is_relative_to("/usr"):
        return ""
    with TemporaryDirectory(prefix="parta-doctor-") as folder:
        try:
            done = run(
                [found, *argv[1:]], workdir=Path(folder), limits=PROBE, wall=wall, check=False
            )
        except PartaError as error:
            return error.message
    if done.returncode == 0:
        return ""
    said = done.stderr_tail.strip().splitlines()
    return said[-1] if said else f"код {done.returncode}"


def _reader(settings: Settings) -> Finding:
    """Tesseract, which is of use only with its Russian."""
    found = _tool(
        settings,
        "tesseract",
        "Tesseract",
        [settings.tesseract, "--version"],
        "Слова на картинках и сканах не читаются, и поиск по ним не находит",
        "apt-get install tesseract-ocr tesseract-ocr-rus, или укажите программу в PARTA_TESSERACT",
    )
    if not found.ok:
        return found
    try:
        listed = _asked([settings.tesseract, "--list-langs"]).stdout
    except (OSError, subprocess.TimeoutExpired):
        listed = ""
    if "rus" in listed.split():
        return found
    return replace(found, ok=False, version=f"{found.version}, русского языка нет")


def _asked(argv: list[str]) -> subprocess.CompletedProcess[str]:
    """What a program says of itself; raises OSError or TimeoutExpired."""
    return subprocess.run(
        argv,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=TOOL_SECONDS,
        check=False,
        text=True,
        errors="replace",
    )


def _fonts() -> Finding:
    def finding(ok: bool, version: str = "") -> Finding:
        return Finding(
            "fonts",
            "Шрифты с кириллицей",
            "useful",
            ok,
            version,
            "Русский текст на картинках слайдов может выйти пустыми квадратами или разъехаться",
            "apt-get install fonts-liberation2 fonts-dejavu-core fonts-crosextra-carlito",
        )

    try:
        listed = _asked(["fc-list", ":lang=ru", "family"]).stdout
    except (OSError, subprocess.TimeoutExpired):
        return finding(False, "fc-list не найден")
    families = {line.split(",")[0].strip() for line in listed.splitlines() if line.strip()}
    expected = {"Liberation Sans", "DejaVu Sans", "Carlito"}
    absent = sorted(expected - families)
    if absent:
        return finding(False, "нет: " + ", ".join(absent))
    return finding(True, f"семейств: {len(families)}")


def _sandbox(settings: Settings) -> Finding:
    from media.walls import find_wall

    found = find_wall(settings.sandbox)
    wall = found.wall
    why = "; ".join(f"{one.wall}: {one.problem}" for one in found.tried if one.wall != wall.name)
    return Finding(
        "sandbox",
        "Изоляция программ",
        "useful",
        wall.blocks_network,
        f"{wall.name} (лучшая не работает: {why})" if why else wall.name,
        "Чужой файл, взломав программу, прочёл бы файлы сервера и вышел бы в сеть",
        _way_to_better_wall(settings, absent="bwrap: not found" in why),
    )


def _way_to_better_wall(settings: Settings, *, absent: bool) -> str:
    if settings.sandbox:
        return f"уберите PARTA_SANDBOX={settings.sandbox}"
    if absent:
        return "apt-get install bubblewrap"
    return (
        "bwrap есть, но не работает здесь: разрешите пользовательские пространства имён "
        "или запускайте parta worker вне контейнера, который их запрещает"
    )
