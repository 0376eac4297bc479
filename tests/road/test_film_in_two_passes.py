"""A film is watched after its first pass and says so; the rest comes behind."""

import threading
from pathlib import Path

from app.work import make_worker
from tests.ingest import makers
from tests.town import Town

SAYS = "Качество выше готовится, пока видно в 240p."


def test_a_film_plays_in_its_lowest_rung_until_the_others_are_made(
    town: Town, tmp_path: Path
) -> None:
    codecs = ("-c:v", "mpeg4", "-c:a", "mp3")
    file = makers.film(
        tmp_path / "опыт.avi", codecs, source="testsrc=size=640x360:rate=10:duration=1"
    )
    teacher = town.by("teacher")
    item = teacher.send(file, lesson="math-5-3").json["item_id"]
    worker = make_worker(town.services, threading.Event())

    assert worker.work_once()
    page = teacher.get(f"/items/{item}").text
    assert SAYS in page
    assert 'data-rungs="240"' in page
    assert "/first.m3u8" in page
    assert "Скачать MP4" not in page

    assert worker.work_once()
    page = teacher.get(f"/items/{item}").text
    assert SAYS not in page
    assert 'data-rungs="360 240"' in page
    assert "/master.m3u8" in page
    assert "Скачать MP4, 360p" in page
