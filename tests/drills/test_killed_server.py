"""A server that is killed in the middle of an upload loses no byte that it has promised."""

import hashlib
import http.client
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from ingest.models import Upload
from ingest.tus.append import KEEP_EVERY
from media.models import Original
from media.storage import original_name
from tests.ingest.tus_client import PIECE_TYPE, START, words
from tests.road.servers import HOST, Server, server_process
from tests.road.workers import until
from tests.town import Town, a_picture

MIB = 1024 * 1024
MEMORY = 64 * MIB


def call(
    server: Server,
    method: str,
    path: str,
    headers: dict[str, str],
    body: Iterable[bytes] = (),
) -> http.client.HTTPResponse:
    """A request of the protocol by the teacher's programme."""
    line = begun(server, method, path, headers)
    for piece in body:
        line.send(piece)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer


def begun(
    server: Server, method: str, path: str, headers: dict[str, str]
) -> http.client.HTTPConnection:
    """The same up to its headers; the body is the caller's."""
    line = http.client.HTTPConnection(HOST, server.port, timeout=60)
    line.putrequest(method, path)
    key = {"Authorization": f"Bearer {server.town.keys['teacher']}", "Tus-Resumable": "1.0.0"}
    for name, value in (key | headers).items():
        line.putheader(name, value)
    line.endheaders()
    return line


def create(server: Server, length: int) -> str:
    """Begin an upload; returns its path."""
    said = {"Upload-Length": str(length), "Upload-Metadata": words(filename="снимок.png")}
    answer = call(server, "POST", START, said | {"Content-Length": "0"})
    assert answer.status == 201
    return answer.headers["Location"]


def piece(offset: int, length: int) -> dict[str, str]:
    """The headers of a piece."""
    return {
        "Upload-Offset": str(offset),
        "Content-Type": PIECE_TYPE,
        "Content-Length": str(length),
    }


def slices(body: bytes) -> Iterator[bytes]:
    """The body bit by bit."""
    for at in range(0, len(body), MIB):
        yield body[at : at + MIB]


def promised(town: Town) -> int:
    """What the newest upload's row says."""
    with town.services.sessions() as session:
        return session.scalars(select(Upload).order_by(Upload.id.desc())).first().received


def memory(server: Server) -> dict[str, int]:
    """The most bytes of memory that each process of the server has held, by process."""
    held = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except (OSError, ValueError):
            continue
        if lines.get("PPid", "").strip() == str(server.process.pid):
            held[status.parent.name] = int(lines["VmHWM"].split()[0]) * 1024
    return held


@pytest.mark.timeout(240)
def test_an_upload_outlives_its_server(town: Town, tmp_path: Path) -> None:
    picture = a_picture(tmp_path, 1).read_bytes()
    body = picture + bytes(3 * KEEP_EVERY - len(picture))
    sent = 2 * KEEP_EVERY + MIB
    with server_process(town) as first:
        path = create(first, len(body))
        line = begun(first, "PATCH", path, piece(0, len(body)))
        for one in slices(body[:sent]):
            line.send(one)
        assert until(lambda: promised(town) >= 2 * KEEP_EVERY, 60) is not None
        first.kill()
        line.close()
    kept = promised(town)
    assert 2 * KEEP_EVERY <= kept <= sent

    with server_process(town) as second:
        asked = call(second, "HEAD", path, {})
        assert int(asked.headers["Upload-Offset"]) == kept
        answer = call(second, "PATCH", path, piece(kept, len(body) - kept), slices(body[kept:]))
        assert answer.status == 204
    done = town.by("teacher").get(path).json
    assert done["outcome"] == "accepted"
    original = town.services.storage
    with town.services.sessions() as session:
        sha = session.scalars(select(Original.sha256)).one()
    assert sha == hashlib.sha256(body).hexdigest()
    assert original.size(original_name(sha)) == len(body)
    assert list(town.services.settings.unfinished.iterdir()) == []


@pytest.mark.timeout(240)
def test_a_large_file_is_held_in_little_memory(town: Town, tmp_path: Path) -> None:
    size = 192 * MIB
    picture = a_picture(tmp_path, 2).read_bytes()

    def body() -> Iterator[bytes]:
        yield picture + bytes(MIB - len(picture))
        for _ in range(size // MIB - 1):
            yield bytes(MIB)

    with server_process(town) as server:
        path = create(server, size)
        assert call(server, "HEAD", path, {}).status == 200
        before = memory(server)
        assert before
        assert call(server, "PATCH", path, piece(0, size), body()).status == 204
        after = memory(server)
    assert town.by("teacher").get(path).json["outcome"] == "accepted"
    grown = {name: held - before[name] for name, held in after.items()}
    assert max(grown.values()) < MEMORY, grown
