"""A night's load: a folder of mixed files, taken in by a command that is killed on the way.

    .venv/bin/python bench/night.py [--files N] [--kills K] [--seed S] [--in DIR]

Makes N files in folders of grades and subjects, as schools have them: of twenty, ten photographs,
five decks (pptx, odp, ppt), two films (avi, mp4), a sound, a PDF and one that cannot be taken
(empty, cut, a text of Word, half a photograph named as a film); every fortieth is a copy.
``parta ingest --publish --wait`` takes the folder in. K times it is killed with everything that it
started (SIGKILL), at even distances by work that is done, and begun again with the same words.

Then nothing may be missing: each good file is stored under its hash, every step of it done, with
what it is looked at by (pages, sizes, sound; of a film the 240p rung); each deck is found by a word
that stands on one slide of it, at that slide; each bad one has a reason in Russian; no work waits,
no temporary file is left; and once more the same command adds nothing. Printed are files a minute,
how busy the processors were, and the memory. Ends with status 1 where anything is missing.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image, ImageDraw  # noqa: E402
from sqlalchemy import func, select  # noqa: E402

from app.services import Services  # noqa: E402
from bench.pipeline import PARTA, memory_of, ticks  # noqa: E402
from catalog.models import Item  # noqa: E402
from core.settings import Settings  # noqa: E402
from jobs.models import Job  # noqa: E402
from media.models import Original, Rendition  # noqa: E402
from media.storage import sha256_of  # noqa: E402
from tests.ingest.makers import deck, film, sound  # noqa: E402

FOLDERS = ("3 класс/Русский язык", "5 класс/Математика", "7 класс/Физика", "10 класс/История")
TWENTY = ("photo",) * 10 + ("pptx",) * 3 + ("odp", "ppt", "avi", "mp4", "mp3", "pdf", "bad")
LOOKED_AT_BY = {"image": "w320.webp", "presentation": "", "video": "240p", "audio": ""}
LOOK_SECONDS = 1.0


@dataclass
class Folder:
    """What was made: good files, a word of one slide → (file, slide), bad ones, copies."""

    root: Path
    good: list[Path] = field(default_factory=list)
    told: dict[str, tuple[Path, int]] = field(default_factory=dict)
    bad: list[Path] = field(default_factory=list)
    copies: list[Path] = field(default_factory=list)


def made(root: Path, files: int, chance: random.Random) -> Folder:
    """The folder of the night."""
    folder = Folder(root)
    office: dict[str, list[tuple[Path, Path]]] = {}
    for number in range(files):
        place = root / FOLDERS[number % len(FOLDERS)]
        place.mkdir(parents=True, exist_ok=True)
        sort = TWENTY[number % len(TWENTY)]
        if number % 40 == 39 and folder.good:
            continue
        match sort:
            case "photo":
                path = _photo(place / f"IMG_{number:05}.jpg", number, chance)
            case "pptx" | "odp" | "ppt" | "pdf":
                path = place / f"Урок {number}.{sort}"
                source = path if sort == "pptx" else root.parent / f"{number}.pptx"
                deck(source, _words(number, path, folder, chance))
                if sort != "pptx":
                    office.setdefault(sort, []).append((source, path))
            case "avi" | "mp4":
                path = _film(place / f"Опыт {number}.{sort}", number, chance)
            case "mp3":
                path = sound(place / f"Диктант {number}.mp3", source=_tone(number, chance))
            case _:
                path = _bad(place, number, folder.good)
        (folder.bad if sort == "bad" else folder.good).append(path)
    for sort, pairs in office.items():
        _converted(sort, pairs, root.parent)
    for number in range(39, files, 40):
        one = folder.good[number % len(folder.good)]
        copy = root / FOLDERS[number % len(FOLDERS)] / f"Копия {number}{one.suffix}"
        shutil.copyfile(one, copy)
        folder.copies.append(copy)
    return folder


def _words(number: int, path: Path, folder: Folder, chance: random.Random) -> list[str]:
    slides = chance.randint(4, 14)
    alone = chance.randint(1, slides)
    folder.told[f"номер{number}й"] = (path, alone)
    return [
        f"Урок {number}, часть {at}" + (f"\nномер{number}й" if at == alone else "")
        for at in range(1, slides + 1)
    ]


def _photo(path: Path, number: int, chance: random.Random) -> Path:
    size = chance.choice([(1600, 1200), (2592, 1944), (4000, 3000), (1200, 1600)])
    small = Image.effect_noise((size[0] // 8, size[1] // 8), 40 + number % 50)
    picture = small.resize(size).convert("RGB")
    ImageDraw.Draw(picture).rectangle((20, 20, 60 + number % 400, 90), fill=(number % 255, 90, 40))
    picture.save(path, quality=86)
    return path


def _film(path: Path, number: int, chance: random.Random) -> Path:
    seconds = chance.randint(6, 30)
    picture = f"testsrc2=size=640x480:rate=25:duration={seconds},drawbox=w={9 + number % 300}:h=9"
    codecs = ["-c:v", "mpeg4", "-q:v", "6"] if path.suffix == ".avi" else ["-c:v", "libx264"]
    return film(path, codecs, source=picture, sound=False)


def _tone(number: int, chance: random.Random) -> str:
    return f"sine=frequency={200 + number % 900}:duration={chance.randint(20, 120)}"


def _bad(place: Path, number: int, good: list[Path]) -> Path:
    path = place / f"Испорчено {number}{('.jpg', '.mp4', '.docx', '.pptx')[number // 20 % 4]}"
    if path.suffix == ".jpg":
        path.touch()
    elif path.suffix == ".docx":
        path.write_bytes(b"PK\x03\x04" + number.to_bytes(4, "little") * 99)
    else:
        whole = good[0].read_bytes() + number.to_bytes(4, "little")
        path.write_bytes(whole[9 : len(whole) // 2])
    return path


def _converted(sort: str, pairs: list[tuple[Path, Path]], scratch: Path) -> None:
    profile = (scratch / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", sort]
    sources = [str(source) for source, _ in pairs]
    subprocess.run([*command, "--outdir", str(scratch), *sources], check=True, capture_output=True)
    for source, path in pairs:
        source.with_suffix(f".{sort}").rename(path)


@dataclass
class Night:
    """How it went: looks at /proc, seconds, kills, the last run's lines."""

    busy: list[float] = field(default_factory=list)
    python: int = 0
    tools: int = 0
    seconds: float = 0.0
    killed_at: list[int] = field(default_factory=list)
    lines: list[dict[str, object]] = field(default_factory=list)


def night(home: Path, folder: Folder, kills: int) -> Night:
    """Take it in, killed ``kills`` times."""
    told, began = Night(), time.perf_counter()
    marks = [(n + 1) * len(folder.good) // (kills + 1) for n in range(kills)]
    services = Services(Settings(home=home))
    while True:
        with (
            tempfile.TemporaryFile("w+") as out,
            subprocess.Popen(
                _command(folder),
                env=os.environ | {"PARTA_HOME": str(home)},
                stdout=out,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            ) as command,
        ):
            _watch(command, services, marks[0] if marks else None, told)
            if command.returncode == -signal.SIGKILL:
                told.killed_at.append(marks.pop(0))
                continue
            out.seek(0)
            told.lines = [json.loads(line) for line in out]
        told.seconds = time.perf_counter() - began
        return told


def _command(folder: Folder) -> list[str]:
    return [str(PARTA), "ingest", str(folder.root), "--publish", "--wait", "--json"]


def _watch(
    command: subprocess.Popen[bytes], services: Services, mark: int | None, told: Night
) -> None:
    """Until it ends, or so much is done that it is to be killed."""
    pause, before = threading.Event(), ticks()
    while command.poll() is None:
        pause.wait(LOOK_SECONDS)
        now = ticks()
        told.busy.append((now[0] - before[0]) / max(1, now[1] - before[1]))
        before = now
        python, tools = memory_of(command.pid)
        told.python, told.tools = max(told.python, python), max(told.tools, tools)
        if mark is not None and _done(services) >= mark:
            os.killpg(command.pid, signal.SIGKILL)
            command.wait()


def _done(services: Services) -> int:
    with services.sessions() as session:
        return session.scalar(select(func.count(Job.id)).where(Job.state == "done")) or 0


def faults(home: Path, folder: Folder, told: Night) -> Iterator[str]:
    """Whatever is missing in the morning."""
    services = Services(Settings(home=home))
    by_path = {str(line["path"]): line for line in told.lines}
    for path in (*folder.good, *folder.copies):
        line = by_path.get(str(path), {})
        if line.get("outcome") not in ("ready", "duplicate") or not line.get("published"):
            yield f"{path.name}: {line}"
    for path in folder.bad:
        line = by_path.get(str(path), {})
        reason = str(line.get("reason", ""))
        russian = any("а" <= letter <= "я" for letter in reason)
        if line.get("outcome") not in ("refused", "failed") or not russian:
            yield f"{path.name}: {line}"
    with services.sessions() as session:
        names = _names(services)
        for path in folder.good:
            kind = session.scalar(select(Original.kind).where(Original.sha256 == sha256_of(path)))
            looks = names.get(sha256_of(path), set())
            wanted = LOOKED_AT_BY.get(kind or "")
            if wanted is None or not any(wanted in name for name in looks):
                yield f"{path.name}: {kind}, {sorted(looks)}"
        left = session.scalar(
            select(func.count(Job.id)).where(Job.state.in_(("waiting", "running")))
        )
        if left:
            yield f"работы осталось: {left}"
    remains = [path.name for path in Settings(home=home).temporary.iterdir()]
    if remains:
        yield f"во временной папке осталось: {remains}"
    yield from _unfound(home, folder, by_path)


def _names(services: Services) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    with services.sessions() as session:
        for sha, name in session.execute(select(Rendition.original_sha, Rendition.name)):
            names.setdefault(sha, set()).add(name)
    return names


def _unfound(home: Path, folder: Folder, by_path: dict[str, dict[str, object]]) -> Iterator[str]:
    asked = home.parent / "asked.txt"
    asked.write_text("".join(f"{word}\n" for word in folder.told), encoding="utf-8")
    answers = _parta(home, "search", "--batch", str(asked), "--json").splitlines()
    for (word, (path, slide)), answer in zip(folder.told.items(), answers, strict=True):
        hits = json.loads(answer)["hits"]
        item = by_path.get(str(path), {}).get("item_id")
        first = hits[0] if hits else {}
        at = first.get("fragment", {}).get("at")
        if first.get("item_id") != item or at != slide:
            yield f"{path.name}: «{word}» на слайде {slide}, найдено {at} в {first.get('title')}"


def _parta(home: Path, *words: str) -> str:
    return subprocess.run(
        [PARTA, *words],
        env=os.environ | {"PARTA_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    ).stdout


def again(home: Path, folder: Folder) -> Iterator[str]:
    """What the same command adds the second time."""
    services = Services(Settings(home=home))

    def items() -> int:
        with services.sessions() as session:
            return session.scalar(select(func.count(Item.id))) or 0

    before = items()
    outcomes: Counter[str] = Counter()
    for line in _parta(home, *_command(folder)[1:]).splitlines():
        outcomes[json.loads(line)["outcome"]] += 1
    if items() != before or set(outcomes) - {"duplicate", "refused", "failed"}:
        yield f"второй раз: {dict(outcomes)}, материалов {before} → {items()}"


def main() -> int:
    """Print the night; 1 where anything is missing."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--files", type=int, default=400)
    options.add_argument("--kills", type=int, default=2)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--in", dest="place", type=Path, help="a folder to work in, kept")
    asked = options.parse_args()
    place = asked.place or Path(tempfile.mkdtemp(prefix="bench-night-"))
    try:
        home = place / "home"
        folder = made(place / "files", asked.files, random.Random(asked.seed))
        _parta(home, "init")
        _parta(home, "seed", "small")
        told = night(home, folder, asked.kills)
        outcomes = Counter(str(line["outcome"]) for line in told.lines)
        print(f"{len(told.lines)} files in {told.seconds / 60:.1f} min: {dict(outcomes)}")
        print(
            f"{60 * len(told.lines) / told.seconds:.0f} files a minute; killed at {told.killed_at}"
        )
        print(f"processors busy: {sum(told.busy) / len(told.busy):.0%}")
        print(f"Python: {told.python / 2**30:.2f} GiB, tools: {told.tools / 2**30:.2f} GiB at most")
        wrong = [*faults(home, folder, told), *again(home, folder)]
        for one in wrong:
            print(one)
        print(f"missing: {len(wrong)}")
        return int(bool(wrong))
    finally:
        if asked.place is None:
            shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
