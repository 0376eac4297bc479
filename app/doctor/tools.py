"""The programs and fonts of the machine that an installation leans on."""

import re
import shutil
import subprocess

from app.doctor.finding import Finding
from core.settings import Settings

TOOL_SECONDS = 30
"""A tool that does not even tell its version in this time is of no use; LibreOffice takes 1–5."""


def tools_findings(settings: Settings) -> list[Finding]:
    """FFmpeg, LibreOffice, fonts and the wall around them; takes a few seconds, raises nothing."""
    return [
        _tool(
            "ffmpeg",
            "ffmpeg",
            [settings.ffmpeg, "-version"],
            "Фильмы не обрабатываются: у них не будет ни кадра, ни просмотра в браузере",
            "apt-get install ffmpeg, или укажите программу в PARTA_FFMPEG",
        ),
        _tool(
            "ffprobe",
            "ffprobe",
            [settings.ffprobe, "-version"],
            "Фильмы не распознаются и не принимаются",
            "apt-get install ffmpeg, или укажите программу в PARTA_FFPROBE",
        ),
        _tool(
            "soffice",
            "LibreOffice",
            [settings.soffice, "--version"],
            "Презентации не превращаются в картинки слайдов; PDF, картинки и фильмы работают",
            "apt-get install libreoffice-impress, или укажите программу в PARTA_SOFFICE",
        ),
        _fonts(),
        _sandbox(settings),
    ]


def _tool(name: str, title: str, argv: list[str], cost: str, remedy: str) -> Finding:
    def finding(ok: bool, version: str = "") -> Finding:
        return Finding(name, title, "useful", ok, version, cost, remedy)

    if shutil.which(argv[0]) is None:
        return finding(False, f"{argv[0]}: не найден")
    try:
        done = subprocess.run(
            argv,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=TOOL_SECONDS,
            check=False,
            text=True,
            errors="replace",
        )
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
    return finding(True, number.group())


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
        listed = subprocess.run(
            ["fc-list", ":lang=ru", "family"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=TOOL_SECONDS,
            check=False,
            text=True,
            errors="replace",
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return finding(False, "fc-list не найден")
    families = {line.split(",")[0].strip() for line in listed.splitlines() if line.strip()}
    expected = {"Liberation Sans", "DejaVu Sans", "Carlito"}
    absent = sorted(expected - families)
    if absent:
        return finding(False, "нет: " + ", ".join(absent))
    return finding(True, f"семейств: {len(families)}")


def _sandbox(settings: Settings) -> Finding:
    from media.walls import best_wall

    wall = best_wall(settings.sandbox)
    return Finding(
        "sandbox",
        "Изоляция программ",
        "useful",
        wall.blocks_network,
        wall.name,
        "Чужой файл, открытый программой, мог бы обратиться в сеть от имени сервера",
        "разрешите пользовательские пространства имён или запускайте обработчик там, где они есть"
        if settings.sandbox == ""
        else "уберите PARTA_SANDBOX=none",
    )
