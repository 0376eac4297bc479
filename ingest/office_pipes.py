"""The socket by which a LibreOffice tells another of the same profile to open a file.

It is made in /tmp whatever TMPDIR says, and one that was killed leaves it there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import time
from pathlib import Path
from urllib.parse import quote

#: Where ``osl_createPipe`` of LibreOffice makes it, by its choice.
FOLDERS = (Path("/tmp"), Path("/var/tmp"))
#: A socket that a process of this network still holds is named here.
HELD = Path("/proc/net/unix")
#: What LibreOffice leaves as it is in an address, beside letters and digits.
PLAIN = "/!$&'()*+,-.:=@_~"
DAY = 24 * 3600


def pipe_names(profile: Path) -> tuple[str, str]:
    """The socket's name for a profile, and where users are out of its sight.

    It holds the MD5 of the profile's address, each byte in hexadecimal without leading zeros: the
    real folder's, in the letters that LibreOffice has for it whatever the address it was given
    (``osl_getFileURLFromSystemPath``).
    """
    address = f"file://{quote(bytes(profile.resolve()), safe=PLAIN)}"
    digest = hashlib.md5(address.encode("utf-16-le"), usedforsecurity=False).digest()
    end = "SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)
    return f"OSL_PIPE_{os.getuid()}_{end}", f"OSL_PIPE_{end}"


def forget_pipe(profile: Path) -> None:
    """Remove what a run with this profile has left; there may be nothing."""
    for folder in FOLDERS:
        for name in pipe_names(profile):
            with contextlib.suppress(OSError):
                (folder / name).unlink()


def sweep_pipes() -> int:
    """Remove those of this user that are older than a day and that nobody holds; how many."""
    try:
        held = set(HELD.read_text("utf-8", "surrogateescape").split())
    except OSError:
        return 0
    removed = 0
    for folder in FOLDERS:
        for pipe in folder.glob("OSL_PIPE_*SingleOfficeIPC_*"):
            with contextlib.suppress(OSError):
                told = pipe.lstat()
                old = told.st_mtime < time.time() - DAY
                ours = told.st_uid == os.getuid() and stat.S_ISSOCK(told.st_mode)
                if old and ours and str(pipe) not in held:
                    pipe.unlink()
                    removed += 1
    return removed
