"""A film's whole ladder: our two passes against one ffmpeg command that makes the same rungs.

    .venv/bin/python bench/media/video.py [--film FILE] [--seconds N] [--rounds N]

The peer is what one would write by hand: one decoding, ``split``, a scale for each rung from the
film itself, x264 of the same preset, CRF, bounds and keyframes, AAC for each rung, HLS in one file
a rung. Ours are the steps ``low`` and ``ladder`` as the worker runs them: behind the best wall,
packets counted, loudness measured, every rung looked into, the sprite sheet and the plain MP4
besides. Both by turns in the same run and at the same nice 10, the same threads (ffmpeg's own
choice). The film made here is 1080p30, too heavy to be copied; one of your own should not fit a
rung either.

Prints the medians, their ratio in time and in processor time (the fairer one on a busy machine),
and for each rung the SSIM against the film scaled to its size. Ends with status 1 below ``ENOUGH``
or where a rung is further from the peer's than ``ALIKE``.
"""

import argparse
import os
import re
import resource
import shlex
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ingest.films.hls import STEP  # noqa: E402
from ingest.films.plan import Plan, planned  # noqa: E402
from ingest.films.rungs import Rung  # noqa: E402
from ingest.films.sound import HERTZ, LOW_RATE, RATE, channels_of  # noqa: E402
from ingest.processors.contract import Context  # noqa: E402
from ingest.processors.video import make_first, make_ladder  # noqa: E402
from media.guard import NICE  # noqa: E402
from media.tools import ToolPaths, scratch  # noqa: E402

ENOUGH = 0.9
ALIKE = 0.005
SOURCE = "testsrc2=size=1920x1080:rate=30:duration={seconds},noise=alls=2:allf=t"


def film(path: Path, seconds: int) -> None:
    """A film of 1080p30 with sound, a little grainy, at some 12 Mbit/s as phones film."""
    run(
        shlex.split(
            f"ffmpeg -f lavfi -i {SOURCE.format(seconds=seconds)} "
            f"-f lavfi -i sine=frequency=300:duration={seconds},volume=2 "
            "-c:v libx264 -preset veryfast -b:v 12M -maxrate 15M -bufsize 20M -g 60 "
            f"-pix_fmt yuv420p -c:a aac -b:a 160k -ac 2 {path}"
        )
    )


def run(command: Sequence[str]) -> str:
    """Run ffmpeg and return what it said of errors and measurements."""
    done = subprocess.run(
        [command[0], "-hide_banner", "-nostdin", "-nostats", "-y", *command[1:]],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stderr


def peer(path: Path, plan: Plan) -> list[str]:
    """The command that one would write by hand; it works in its current folder."""
    names = [f"v{rung.standard.lines}" for rung in plan.rungs]
    chains = [f"[0:v]split={len(names)}" + "".join(f"[{name}s]" for name in names)]
    chains += [
        f"[{name}s]scale={rung.width}:{rung.height}[{name}]"
        for name, rung in zip(names, plan.rungs, strict=True)
    ]
    command = ["ffmpeg", "-i", str(path), "-filter_complex", ";".join(chains)]
    for name, rung in zip(names, plan.rungs, strict=True):
        command += ["-map", f"[{name}]", *_coded(rung), *_heard(plan, rung), *_hls(rung)]
    return command


def _coded(rung: Rung) -> list[str]:
    standard = rung.standard
    return shlex.split(
        f"-c:v libx264 -preset veryfast -crf {standard.crf} -maxrate {standard.rate}k "
        f"-bufsize {2 * standard.rate}k -profile:v {standard.profile} -pix_fmt yuv420p "
        f"-force_key_frames expr:gte(t,n_forced*{STEP}) -sc_threshold 0 -g 100000"
    )


def _heard(plan: Plan, rung: Rung) -> list[str]:
    if plan.film.sound is None:
        return []
    channels = channels_of(plan.film.sound)
    rate = (LOW_RATE if rung == plan.rungs[0] else RATE)[channels]
    return shlex.split(f"-map 0:a -c:a aac -b:a {rate} -ac {channels} -ar {HERTZ}")


def _hls(rung: Rung) -> list[str]:
    return shlex.split(
        f"-f hls -hls_time {STEP} -hls_list_size 0 -hls_playlist_type vod "
        "-hls_segment_type fmp4 -hls_flags single_file+independent_segments "
        f"-hls_segment_filename {rung.name}.mp4 {rung.name}.m3u8"
    )


def ours(path: Path, format: str, folder: Path, tools: ToolPaths) -> None:
    """Both steps, as the worker runs them; the rungs are left in ``folder``."""
    made: dict[str, Path] = {}
    for step in (make_first, make_ladder):
        with scratch(folder / "tmp") as room:
            done = step(
                Context(path, format, "", lambda: room, tools, lambda percent: None, dict(made))
            )
            for one in done.renditions:
                made[one.name] = one.path.replace(folder / one.name)


def ssim(made: Path, path: Path, rung: Rung) -> float:
    """Structural similarity of a rung to the film scaled to its size, by ffmpeg's filter."""
    graph = f"[1:v]scale={rung.width}:{rung.height}[whole];[0:v][whole]ssim"
    said = run(["ffmpeg", "-i", str(made), "-i", str(path), "-lavfi", graph, "-f", "null", "-"])
    found = re.search(r"SSIM .*All:([\d.]+)", said)
    assert found, said
    return float(found[1])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--film", type=Path, help="an MP4 of your own")
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    os.nice(NICE)
    with TemporaryDirectory(prefix="parta-bench-") as room:
        home = Path(room)
        path = (asked.film or home / "film.mp4").resolve()
        if asked.film is None:
            film(path, asked.seconds)
        tools = ToolPaths(tmp=home)
        with scratch(home / "tmp") as folder:
            plan = planned(Context(path, "mp4", "", lambda: folder, tools, lambda percent: None))
        if plan.copied is not None:
            print(f"{plan.copied.name} would be copied: take a film that has to be coded whole")
            return 2
        command = peer(path, plan)
        print("peer:", shlex.join(command))
        print(
            f"wall: {tools.wall.name}; {plan.found.seconds:.0f} s, "
            f"{path.stat().st_size / 1e6:.0f} MB, rungs {', '.join(r.name for r in plan.rungs)}"
        )
        folders = {name: home / name for name in ("peer", "ours")}
        for folder in folders.values():
            folder.mkdir()
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in folders}
        for number in range(asked.rounds):
            for name, folder in folders.items():
                begun, spent = perf_counter(), _processor()
                if name == "peer":
                    subprocess.run(
                        [command[0], "-loglevel", "error", "-nostdin", "-y", *command[1:]],
                        check=True,
                        cwd=folder,
                    )
                else:
                    ours(path, "mp4", folder, tools)
                times[name].append((perf_counter() - begun, _processor() - spent))
            told = ", ".join(
                f"{name} {taken[-1][0]:.1f} s ({taken[-1][1]:.1f} s of processor)"
                for name, taken in times.items()
            )
            print(f"round {number + 1}: {told}", flush=True)
        far = 0.0
        for rung in plan.rungs:
            like = {
                name: ssim(folder / f"{rung.name}.mp4", path, rung)
                for name, folder in folders.items()
            }
            size = {
                name: (folder / f"{rung.name}.mp4").stat().st_size
                for name, folder in folders.items()
            }
            far = max(far, like["peer"] - like["ours"])
            print(
                f"{rung.name}: SSIM peer {like['peer']:.4f}, ours {like['ours']:.4f}; "
                f"bytes ours/peer {size['ours'] / size['peer']:.3f}"
            )
    wall, work = (
        statistics.median(taken[which] for taken in times["peer"])
        / statistics.median(taken[which] for taken in times["ours"])
        for which in (0, 1)
    )
    print(f"speed, ours to peer: {wall:.3f} (goal {ENOUGH}); by processor time {work:.3f}")
    return int(wall < ENOUGH or far > ALIKE)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
