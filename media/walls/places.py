"""What of the machine a tool has to see, and no more."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterable
from pathlib import Path

#: Programs and libraries of the system; no secret of an installation lies there.
SYSTEM = Path("/usr")
#: On a merged system these are links into /usr, elsewhere folders of their own.
ROOTS = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
#: Asked for by the loader, by fontconfig and by LibreOffice (measured: without the first two it
#: does not start). Whatever is absent is left out.
BITS = (
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/libreoffice",
    "/etc/localtime",
    f"/etc/python{sys.version_info.major}.{sys.version_info.minor}",
    "/var/cache/fontconfig",
    "/var/lib/libreoffice",
    # Systems whose programs stand elsewhere.
    "/nix/store",
    "/gnu/store",
)
#: Beside a program in a folder of one of these names stand the libraries that it needs.
BINARIES = ("bin", "sbin")
BESIDE = ("lib", "lib64", "share")


def program_places(program: str, keep_out: Iterable[Path]) -> tuple[Path, ...]:
    """Folders and files, outside of /usr, that a run of ``program`` (a path) reads.

    A folder that holds one of ``keep_out`` is never among them: an operator may have put a tool
    beside the installation itself.
    """
    if program == sys.executable:
        return python_places()
    stop = tuple(keep_out)
    found: list[Path] = []
    for path in dict.fromkeys((Path(program), Path(program).resolve())):
        if _in_system(path):
            continue
        found.extend(_around(path, stop))
    return tuple(dict.fromkeys(found))


def _around(program: Path, keep_out: tuple[Path, ...]) -> list[Path]:
    folder = program.parent
    if folder.name == "program":  # LibreOffice: program/ beside share/
        folder = folder.parent
    home = Path(os.path.expanduser("~"))
    if any(folder == one or folder in one.parents for one in (*keep_out, home)):
        return [program]
    around = [folder]
    if folder.name in BINARIES:
        around.extend(beside for name in BESIDE if (beside := folder.parent / name).is_dir())
    return around


@functools.cache
def python_places() -> tuple[Path, ...]:
    """What this very Python reads outside of /usr: its environment, its base, installed packages.

    Only the parts that hold code: an installation may keep its data in the same folder.
    """
    found: list[Path] = []
    for prefix in dict.fromkeys((sys.prefix, sys.exec_prefix, sys.base_prefix)):
        for name in ("pyvenv.cfg", "bin", "lib", "lib64"):
            part = Path(prefix) / name
            if not _in_system(part) and part.exists():
                found.append(part)
    real = Path(sys.executable).resolve()
    if not _in_system(real):
        found.append(real.parent)
    for entry in map(Path, sys.path):
        installed = entry.name in ("site-packages", "dist-packages")
        if installed and entry.is_dir() and not _in_system(entry):
            found.append(entry)
    return tuple(dict.fromkeys(found))


def _in_system(path: Path) -> bool:
    return path.is_relative_to(SYSTEM)
