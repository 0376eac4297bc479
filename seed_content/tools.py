"""The outside programs and fonts that building needs, and their versions."""

import contextlib
import functools
import importlib.metadata
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import ImageFont

from core.settings import load_settings

# Carlito first (the metrics of Calibri, full Cyrillic), then what every Debian desktop has.
_FACES = {
    False: ("Carlito-Regular.ttf", "LiberationSans-Regular.ttf", "DejaVuSans.ttf"),
    True: ("Carlito-Bold.ttf", "LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf"),
}
_LIMIT = 120  # seconds for one run of an outside program


class ToolFailed(RuntimeError):
    """An outside program is missing, failed or ran too long; the text says which and how."""


@functools.cache
def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A font with Cyrillic; ``size`` in pixels. Raises ``ToolFailed`` where none is installed."""
    for name in _FACES[bold]:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    raise ToolFailed(f"no font of {', '.join(_FACES[bold])}: install fonts-crosextra-carlito")


def _run(command: Sequence[str], seconds: float, stdin: Iterable[bytes] | None = None) -> bytes:
    """Run a program in a group of its own and end the whole group when it is late."""
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
                stdout=subprocess.PIPE if stdin is None else subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
                env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"},
            )
        except OSError as error:
            raise ToolFailed(f"{command[0]}: {error.strerror}") from error
        # Writing to a program that no longer reads would wait for ever: the clock ends the group.
        clock = threading.Timer(seconds, _end_group, (process,))
        clock.start()
        out = b""
        try:
            if process.stdin is not None:
                for piece in stdin or ():
                    process.stdin.write(piece)
                process.stdin.close()
            if process.stdout is not None:
                out = process.stdout.read()
                process.stdout.close()
            process.wait()
        except BrokenPipeError:
            process.wait()  # it ended early; its status and its words say why
        finally:
            clock.cancel()
            _end_group(process)
            process.wait()
            if process.stdin is not None:
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.close()
        if process.returncode != 0:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()[-400:]
            raise ToolFailed(f"{command[0]} ended with {process.returncode}: {said}")
        return out


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    """End the program and all that it started, if it still runs."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def convert_office(path: Path, target: str, folder: Path) -> Path:
    """Convert a deck to ``target`` (odp or pdf) with LibreOffice; returns the new file.

    LibreOffice ends with 0 even where it made nothing, so the file itself is asked for.
    Raises ``ToolFailed``.
    """
    with tempfile.TemporaryDirectory(prefix="parta-seed-office-") as profile:
        _run(
            [
                load_settings().soffice,
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                target,
                "--outdir",
                str(folder),
                str(path),
            ],
            _LIMIT,
        )
    made = folder / f"{path.stem}.{target}"
    if not made.is_file() or not made.stat().st_size:
        raise ToolFailed(f"LibreOffice made no {target} of {path.name}")
    return made


def encode_film(
    frames: Iterable[bytes],
    size: tuple[int, int],
    rate: int,
    options: Sequence[str],
    path: Path,
    sound: Path | None = None,
    words: Path | None = None,
) -> None:
    """Pipe raw RGB frames of ``size`` at ``rate`` a second through ffmpeg. Raises ``ToolFailed``.

    ``sound`` is a wave file to be heard with them; without it the film is silent. ``words`` is an
    SRT file of what stands in the frames: a track that describes, in Russian. One thread and the
    bitexact flags: the file does not depend on the machine's cores.
    """
    beside = [("a", sound), ("s", words)]
    inputs, maps = [], ["-map", "0:v"]
    for number, (stream, file) in enumerate((one for one in beside if one[1]), start=1):
        inputs += ["-i", str(file)]
        maps += ["-map", f"{number}:{stream}", f"-flags:{stream}", "+bitexact"]
    if words is not None:
        maps += ["-metadata:s:s:0", "language=rus", "-disposition:s:0", "descriptions"]
    _run(
        [
            load_settings().ffmpeg,
            *("-hide_banner", "-nostdin", "-v", "error", "-y"),
            *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{size[0]}x{size[1]}"),
            *("-r", str(rate), "-i", "pipe:0", *inputs),
            *options,
            *("-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact"),
            *("-map_metadata", "-1", *maps, str(path)),
        ],
        _LIMIT,
        frames,
    )


@functools.cache
def versions(family: str, format_: str) -> tuple[str, ...]:
    """Versions of everything whose change may change an item's bytes; "missing" where absent."""
    settings = load_settings()
    found = [f"pillow {importlib.metadata.version('pillow')}", Path(str(font(10).path)).name]
    if family == "decks":
        found.append(f"python-pptx {importlib.metadata.version('python-pptx')}")
        if format_ != "pptx":
            found.append(_version([settings.soffice, "--version"]))
    if family == "films":
        found.append(_version([settings.ffmpeg, "-version"]))
    return tuple(found)


def _version(command: list[str]) -> str:
    try:
        return _run(command, 30).decode(errors="replace").splitlines()[0].strip()
    except (ToolFailed, IndexError):
        return f"{command[0]} missing"
