"""What one large upload costs the server: its memory, and its speed beside a plain copy.

    .venv/bin/python bench/upload.py [--gib N] [--in DIR]

A film of ``N`` GiB (a small MP4 with an empty box behind it, so that its bytes are a file that is
taken) is sent in one piece over loopback to ``parta serve`` of a fresh installation. The peer, in
the same run, makes the SHA-256 of the same bytes, writes them to a file on the same disk and syncs
it. Of each process of the server /proc tells the most memory that it ever held; what it held before
the upload is taken off. Ends with status 1 where that is more than ``MEMORY``.
"""

import argparse
import http.client
import os
import struct
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from time import perf_counter, sleep

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.drills.test_killed_server import memory  # noqa: E402
from tests.ingest.makers import film  # noqa: E402
from tests.ingest.tus_client import PIECE_TYPE, START, words  # noqa: E402
from tests.road.servers import HOST, Server, server_process  # noqa: E402
from tests.town import copy_of, template  # noqa: E402

MIB = 1024 * 1024
MEMORY = 64 * MIB


def pieces(path: Path, length: int) -> Iterator[bytes]:
    """The film, then a box of nothing up to ``length`` bytes."""
    head = path.read_bytes()
    left = length - len(head)
    box = struct.pack(">I4sQ", 1, b"free", left)
    yield head + box
    left -= len(box)
    nothing = bytes(MIB)
    while left > 0:
        yield nothing[: min(MIB, left)]
        left -= MIB


def copied(path: Path, length: int, to: Path) -> float:
    """Seconds for the same bytes to be hashed, written and synced by this process alone."""
    began, made = perf_counter(), sha256()
    with to.open("wb", buffering=0) as file:
        for piece in pieces(path, length):
            made.update(piece)
            file.write(piece)
        os.fsync(file.fileno())
    seconds = perf_counter() - began
    to.unlink()
    return seconds


def settled(server: Server) -> dict[str, int]:
    """The memory of the server's processes once they have loaded what they load ahead."""
    held: dict[str, int] = {}
    while held != (now := memory(server)) or not held:
        held = now
        sleep(3)
    return held


def sent(server: Server, path: Path, length: int) -> float:
    """Seconds until the server has the whole file and says so."""
    key = {"Authorization": f"Bearer {server.town.keys['teacher']}", "Tus-Resumable": "1.0.0"}
    line = http.client.HTTPConnection(HOST, server.port, timeout=600)
    said = {"Upload-Length": str(length), "Upload-Metadata": words(filename="фильм.mp4")}
    line.request("POST", START, headers=key | said)
    answer = line.getresponse()
    told = answer.read().decode()
    if answer.status != 201:
        raise SystemExit(f"refused: {told}")
    began = perf_counter()
    piece = {
        "Upload-Offset": "0",
        "Content-Type": PIECE_TYPE,
        "Content-Length": str(length),
    }
    line.request("PATCH", answer.headers["Location"], pieces(path, length), key | piece)
    ended = line.getresponse()
    told = ended.read().decode()
    if ended.status != 204:
        raise SystemExit(f"not taken: {told}")
    return perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gib", type=float, default=3.9, help="below PARTA_MAX_UPLOAD_MB")
    parser.add_argument("--in", dest="folder", type=Path, help="a folder on the disk to be used")
    asked = parser.parse_args()
    length = int(asked.gib * 1024 * MIB)
    with tempfile.TemporaryDirectory(prefix="bench-upload-", dir=asked.folder) as room:
        home = Path(room)
        small = film(home / "small.mp4", ["-c:v", "libx264", "-c:a", "aac"])
        plain = copied(small, length, home / "plain")
        town = copy_of(template(), home / "town")
        with server_process(town) as server:
            before = settled(server)
            seconds = sent(server, small, length)
            after = memory(server)
        town.close()
    grown = max(after[one] - before.get(one, 0) for one in after)
    print(f"{asked.gib} GiB: ours {seconds:.1f} s, peer {plain:.1f} s, {seconds / plain:.2f} ×")
    print(f"memory of a process of the server: {grown / MIB:.1f} MiB more, at most {MEMORY // MIB}")
    return int(grown > MEMORY)


if __name__ == "__main__":
    sys.exit(main())
