"""A photograph of 24 megapixels: our step against bare Pillow making the same sizes.

    .venv/bin/python bench/media/image.py [--picture FILE.jpg] [--rounds N]

The peer is what one would write by hand in one process that has Pillow loaded already: one decode
by ``draft``, each size from the next larger by ``thumbnail``, WebP of the same quality and method,
and the same files (four sizes, the cover, the placeholder). Ours is the step ``web`` as the worker
runs it: the limited child behind the best wall, its start and its answer included. Both by turns in
the same run and at the same nice 10, at which tools stand back behind the server. Prints the
medians, their ratio, and the SSIM of each size. Ends with status 1 above ``ENOUGH`` or where the
largest are less alike than ``ALIKE``.
"""

import argparse
import os
import shutil
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ingest.parsing.sizes import BLURS, WIDTHS  # noqa: E402
from ingest.parsing.webp import COVER_WIDTH, METHOD, QUALITY  # noqa: E402
from ingest.processors.contract import Context  # noqa: E402
from ingest.processors.image import make_web  # noqa: E402
from media.guard import NICE  # noqa: E402
from media.tools import ToolPaths  # noqa: E402

ENOUGH = 1.3
ALIKE = 0.995
SIZE = (6000, 4000)
PEER = (
    "Image.open(f).draft(None, (2560, 1707)); .thumbnail((w, …)) to 2560, 1280, 640, 320; "
    f".save('WEBP', quality={QUALITY}, method={METHOD})"
)


def photograph(path: Path) -> None:
    """A picture with a photograph's share of the smooth, the fine and the noisy; 5 MB as JPEG."""
    shown = np.empty((SIZE[1], SIZE[0], 3), np.uint8)
    for channel in range(3):
        chance = np.random.default_rng(channel)
        values = 4 * chance.standard_normal((SIZE[1], SIZE[0]), np.float32) + 10
        values += 0.7 * _grown(chance.random((40, 60))) + 0.22 * _grown(chance.random((500, 750)))
        shown[..., channel] = values.clip(0, 255)
    exif = Image.Exif()
    exif[0x0112] = 1
    Image.fromarray(shown).save(path, "JPEG", quality=90, exif=exif)


def _grown(cells: NDArray[np.float64]) -> NDArray[np.float32]:
    small = Image.fromarray((cells * 255).astype(np.uint8))
    return np.asarray(small.resize(SIZE, Image.Resampling.BICUBIC)).astype(np.float32)


def bare(path: Path, folder: Path) -> None:
    """The peer."""
    with Image.open(path, formats=["JPEG"]) as picture:
        picture.draft(None, (WIDTHS[-1], round(WIDTHS[-1] * picture.height / picture.width)))
        for width in reversed(WIDTHS):
            picture.thumbnail((width, picture.height))
            picture.save(folder / f"w{width}.webp", "WEBP", quality=QUALITY, method=METHOD)
        shutil.copyfile(folder / f"w{COVER_WIDTH}.webp", folder / "cover.webp")
        side, quality = BLURS[0]
        picture.thumbnail((side, side))
        picture.save(folder / "blur.webp", "WEBP", quality=quality, method=6)


def ours(path: Path, folder: Path, tools: ToolPaths) -> None:
    """The step, as the worker runs it."""
    made = make_web(Context(path, "jpeg", "", lambda: folder, tools, lambda percent: None))
    assert {one.name for one in made.renditions} >= {f"w{width}.webp" for width in WIDTHS}


def ssim(one: Path, other: Path) -> float:
    """Structural similarity (Wang et al. 2004) of two pictures' luma, Gaussian window of 1.5."""
    x, y = (_luma(path) for path in (one, other))
    height = min(len(x), len(y))  # half a pixel goes up here and down there
    x, y = x[:height], y[:height]
    mean_x, mean_y = _blurred(x), _blurred(y)
    var_x = _blurred(x * x) - mean_x**2
    var_y = _blurred(y * y) - mean_y**2
    both = _blurred(x * y) - mean_x * mean_y
    first, second = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    above = (2 * mean_x * mean_y + first) * (2 * both + second)
    below = (mean_x**2 + mean_y**2 + first) * (var_x + var_y + second)
    return float((above / below).mean())


def _luma(path: Path) -> NDArray[np.float32]:
    with Image.open(path, formats=["WEBP"]) as picture:
        return np.asarray(picture.convert("L")).astype(np.float32)


def _blurred(values: NDArray[np.float32]) -> NDArray[np.float32]:
    steps = np.arange(-5, 6)
    window = np.exp(-(steps**2) / (2 * 1.5**2))
    window /= window.sum()
    for axis in (0, 1):
        length = values.shape[axis] - 10
        parts = (values.take(range(n, n + length), axis) * window[n] for n in range(11))
        values = sum(parts, start=np.float32(0))  # type: ignore[assignment]
    return values


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--picture", type=Path, help="a JPEG of your own")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    os.nice(NICE)
    with TemporaryDirectory(prefix="parta-bench-") as room:
        home = Path(room)
        path = asked.picture or home / "photograph.jpg"
        if asked.picture is None:
            photograph(path)
        tools = ToolPaths(tmp=home)
        print(f"peer: {PEER}")
        print(f"wall: {tools.wall.name}; {path.stat().st_size / 1e6:.1f} MB")
        folders = {name: home / name for name in ("bare", "ours")}
        for folder in folders.values():
            folder.mkdir()
        ours(path, folders["ours"], tools)  # the wall is looked for once, files come into memory
        times: dict[str, list[float]] = {name: [] for name in folders}
        for number in range(asked.rounds):
            for name, folder in folders.items():
                begun = perf_counter()
                if name == "bare":
                    bare(path, folder)
                else:
                    ours(path, folder, tools)
                times[name].append(perf_counter() - begun)
            told = ", ".join(f"{name} {taken[-1]:.3f} s" for name, taken in times.items())
            print(f"round {number + 1}: {told}")
        like = [
            ssim(*(folder / f"w{width}.webp" for folder in folders.values())) for width in WIDTHS
        ]
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    ratio = medians["ours"] / medians["bare"]
    print(
        f"median: bare {medians['bare']:.3f} s, ours {medians['ours']:.3f} s, "
        f"ratio {ratio:.2f} (goal {ENOUGH}), SSIM "
        + ", ".join(f"{width} {value:.4f}" for width, value in zip(WIDTHS, like, strict=True))
    )
    return int(ratio > ENOUGH or like[-1] < ALIKE)


if __name__ == "__main__":
    sys.exit(main())
