"""A deck of 20 slides: our steps against bare LibreOffice and pypdfium2 making the same pictures.

    .venv/bin/python bench/media/presentation.py [--deck FILE.pptx] [--rounds N]

The peer is what one would write by hand: `soffice --convert-to pdf` with a profile that is there
already, then, in one process that has the libraries loaded, each page rendered at 1920 px, halved
twice, and written as WebP of the same quality and method. Ours is what the worker does with the
file: what it is, the words with the cover, the pictures with the layers of words; limited children
behind the best wall, their starts and answers included. Prints for near-duplicates and films
inside are later steps and stand outside. Both by turns in the same run and at the same nice 10, at
which tools stand back behind the server. Prints the medians and their ratio; ends with status 1
above ``ENOUGH``.
"""

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pypdfium2
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ingest.formats import identify  # noqa: E402
from ingest.parsing.pages import LARGEST, METHOD, SIZES  # noqa: E402
from ingest.parsing.webp import QUALITY  # noqa: E402
from ingest.processors.contract import Context  # noqa: E402
from ingest.processors.presentation import draw_pages, read_text  # noqa: E402
from media.guard import NICE  # noqa: E402
from media.tools import ToolPaths, scratch  # noqa: E402

ENOUGH = 1.25
SLIDES = 20
PEER = (
    "soffice --headless --convert-to pdf deck.pptx; PdfDocument(f)[n].render(1920 px), "
    f'.reduce(2), .reduce(2); .save("WEBP", quality={QUALITY}, method={METHOD})'
)


def deck(path: Path) -> None:
    """Twenty slides as teachers make them: words on each, a table or a chart on every third."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Cm(33.867), Cm(19.05)
    for number in range(1, SLIDES + 1):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = f"Обыкновенные дроби, шаг {number}"
        frame = slide.placeholders[1].text_frame
        frame.text = "Числитель показывает, сколько долей взяли"
        for line in range(4):
            frame.add_paragraph().text = f"Пример {line}: {number}/{number + line + 1} пирога"
        if number % 3 == 0:
            data = CategoryChartData()
            data.categories = ["Осень", "Зима", "Весна", "Лето"]
            data.add_series("Осадки", (number, 3, 5, 8))
            kind = XL_CHART_TYPE.COLUMN_CLUSTERED
            slide.shapes.add_chart(kind, Cm(18), Cm(9), Cm(14), Cm(9), data)
        elif number % 3 == 1:
            table = slide.shapes.add_table(4, 4, Cm(18), Cm(9), Cm(14), Cm(8)).table
            for y in range(4):
                for x in range(4):
                    table.cell(y, x).text = f"{number * x} : {y + 1}"
    presentation.save(str(path))


def bare(path: Path, folder: Path, profile: Path) -> None:
    """The peer."""
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={profile.as_uri()}",
            *("--convert-to", "pdf", "--outdir", str(folder), str(path)),
        ],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with pypdfium2.PdfDocument(folder / f"{path.stem}.pdf") as document:
        assert len(document) == SLIDES
        for number, page in enumerate(document, start=1):
            bitmap = page.render(scale=LARGEST / max(page.get_size()))
            picture = bitmap.to_pil().convert("RGB")
            for side, smaller in SIZES:
                picture = picture.reduce(smaller) if smaller > 1 else picture
                name = folder / f"slide-{number:04d}-{side}.webp"
                picture.save(name, "WEBP", quality=QUALITY, method=METHOD)


def ours(path: Path, folder: Path) -> None:
    """What the worker does with the file, each step in its own folder."""
    tools = ToolPaths(tmp=folder)
    identified = identify(path, tools)
    kept: dict[str, Path] = {}
    for step in (read_text, draw_pages):
        with scratch(folder) as room:
            context = Context(
                original=path,
                format=identified.format,
                title="Проба",
                room=lambda: room,
                tools=tools,
                report=lambda _percent: None,
                made=dict(kept),
            )
            for made in step(context).renditions:
                kept[made.name] = made.path.replace(folder / made.name)
    assert sum(name.endswith(".webp") for name in kept) == len(SIZES) * SLIDES + 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deck", type=Path, help="another deck of as many slides")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    os.nice(NICE)
    taken: dict[str, list[float]] = {"bare": [], "ours": []}
    with TemporaryDirectory(prefix="parta-bench-") as name:
        folder = Path(name)
        path = options.deck or folder / "deck.pptx"
        if options.deck is None:
            deck(path)
        profile = folder / "profile"
        (folder / "warm").mkdir()
        bare(path, folder / "warm", profile)
        for round_ in range(options.rounds):
            for who in taken if round_ % 2 else reversed(taken):
                room = folder / f"{who}-{round_}"
                room.mkdir()
                begun = perf_counter()
                if who == "bare":
                    bare(path, room, profile)
                else:
                    ours(path, room)
                taken[who].append(perf_counter() - begun)
    medians = {who: statistics.median(seconds) for who, seconds in taken.items()}
    ratio = medians["ours"] / medians["bare"]
    print(f"peer: {PEER}")
    for who, seconds in taken.items():
        print(f"{who}: {medians[who]:.2f} s of {', '.join(f'{one:.2f}' for one in seconds)}")
    print(f"ratio {ratio:.3f}, to be at most {ENOUGH}")
    return 0 if ratio <= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
