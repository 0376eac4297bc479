"""What is cut is told as cut, what is spoilt as spoilt, and the row says what can be done."""

import io
import random
import re
from pathlib import Path

import pytest

from ingest.cut.seen import breaks_off
from ingest.formats import Refused, identify
from ingest.queued import PROCESS
from jobs import queue
from media.tools import ToolFailed, ToolPaths
from tests.ingest import makers
from tests.ingest.makers import rewrite
from tests.town import Town, a_deck, town

__all__ = ["town"]

CUT = "не до конца"
#: Formats whose parts tell how long they are.
TELLING = (
    *("pptx", "odp", "ppt", "pdf", "jpg", "png", "gif", "webp", "tiff", "bmp", "heic", "avif"),
    *("jp2", "mp4", "mov", "avi", "mkv", "webm", "wmv", "flv", "ogv", "m4a", "wav", "ogg", "wma"),
)


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> ToolPaths:
    return ToolPaths(tmp=tmp_path_factory.mktemp("tools"))


@pytest.mark.parametrize("extension", TELLING)
def test_a_file_without_its_end_is_seen_to_break_off(extension: str, tmp_path: Path) -> None:
    whole = makers.make(extension, tmp_path).read_bytes()
    file = tmp_path / "файл"
    for share in (20, 50, 90):
        file.write_bytes(whole[: len(whole) * share // 100].rstrip(b"\0"))
        assert breaks_off(file), share
    spoilt = [whole, whole[: len(whole) // 2] + bytes(len(whole))]
    if extension != "gif":  # whose coded bytes look like any others
        spoilt.append(whole[: len(whole) // 3] + random.Random(3).randbytes(4 * len(whole)))
    for content in spoilt:
        file.write_bytes(content)
        assert not breaks_off(file)


@pytest.mark.parametrize(
    ("extension", "head"),
    [
        *(("pptx", 64), ("ppt", 64), ("pdf", 600), ("png", 60), ("jpg", 300), ("gif", 300)),
        *(("heic", 60), ("avi", 64), ("mkv", 64), ("flv", 64), ("ogv", 64), ("mp4", 34)),
    ],
)
def test_garbage_is_not_told_as_cut(
    extension: str, head: int, tmp_path: Path, tools: ToolPaths
) -> None:
    whole = makers.make(extension, tmp_path).read_bytes()
    file = tmp_path / "файл"
    file.write_bytes(whole[:head] + random.Random(5).randbytes(5000))
    with pytest.raises(Refused) as refusal:
        identify(file, tools)
    told = refusal.value.reason
    assert CUT not in told
    assert "обрывается" not in told
    assert re.search("поврежд|нет ни", told)


@pytest.mark.parametrize(
    ("extension", "named"),
    [("pptx", "Файл"), ("pdf", "Файл"), ("png", "Картинка"), ("mov", "Фильм"), ("ogg", "Запись")],
)
def test_a_cut_is_told_as_one(extension: str, named: str, tmp_path: Path, tools: ToolPaths) -> None:
    whole = makers.make(extension, tmp_path).read_bytes()
    file = tmp_path / "файл"
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Refused, match=f"^{named} обрывается.*{CUT}.*загрузите его ещё раз"):
        identify(file, tools)


def test_a_film_that_fails_later_is_told_as_cut_where_it_is(town: Town, tmp_path: Path) -> None:
    whole = makers.make("wma", tmp_path).read_bytes()
    cut = tmp_path / "урок.wma"
    cut.write_bytes(whole[: len(whole) // 10])
    assert town.by("teacher").send(cut).status_code == 202
    town.work()
    page = town.by("teacher").get("/upload").text
    assert "Запись обрывается" in page
    assert doings(page) == ["Другой файл"]


def doings(page: str) -> list[str]:
    """What the rows of the upload page offer to do about a failure."""
    rows = page[page.index('id="rows"') : page.index("<template")]
    return re.findall("Повторить|Другой файл", rows)


def test_the_row_of_a_spoilt_deck_asks_for_another_file(town: Town, tmp_path: Path) -> None:
    torn = {"ppt/slides/slide1.xml": lambda content: content[: len(content) // 2]}
    deck = rewrite(a_deck(tmp_path, "Доли"), tmp_path / "broken.pptx", torn)
    item_id = town.by("teacher").send(deck).json["item_id"]
    town.work()
    page = town.by("teacher").get("/upload").text
    assert doings(page) == ["Другой файл"]
    assert f'href="/items/{item_id}#making"' in page
    assert 'id="making"' in town.by("teacher").get(f"/items/{item_id}").text
    line = town.by("teacher").get(f"/upload/progress/{item_id}").text
    assert f'action="/items/{item_id}/versions"' in line
    assert "Повторить" not in line
    whole = a_deck(tmp_path, "Доли целиком")
    with whole.open("rb") as stream:
        sent = town.by("teacher").post(f"/items/{item_id}/versions", data={"file": stream})
    assert sent.status_code == 303
    town.work()
    assert doings(town.by("teacher").get("/upload").text) == []


@pytest.mark.parametrize(
    ("code", "offers"),
    [
        ("machine_failed", ["Повторить"]),
        ("office_down", ["Повторить"]),
        ("internal", ["Повторить"]),
        (ToolFailed.code, ["Повторить", "Другой файл"]),
        ("step_failed", ["Повторить", "Другой файл"]),
        ("file_at_fault", ["Другой файл"]),
    ],
)
def test_trying_again_is_offered_where_it_can_help(
    town: Town, tmp_path: Path, code: str, offers: list[str]
) -> None:
    assert town.by("teacher").send(a_deck(tmp_path, "Доли")).status_code == 202
    with town.services.sessions() as session:
        held = queue.claim(session, "drill", [PROCESS], town.services.clock)
        assert held is not None
        queue.fail(session, held, code, "Не получилось.", town.services.clock)
        session.commit()
    assert doings(town.by("teacher").get("/upload").text) == offers


def test_a_refused_file_asks_for_another(town: Town) -> None:
    sent = town.by("teacher").post(
        "/upload", data={"file": (io.BytesIO(b"%PDF-1.4 nothing"), "урок.pdf")}
    )
    assert "повреждён" in sent.text
    assert set(doings(sent.text)) == {"Другой файл"}
