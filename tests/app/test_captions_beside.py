"""Captions that lie beside a film in a folder are taken in with it."""

from pathlib import Path
from typing import Any

from ingest.captions.beside import paired
from ingest.details import Details
from ingest.sources import Entry, walk
from tests.ingest.makers import sound
from tests.town import Town, a_picture

Parta = Any

SRT = "1\n00:00:00,100 --> 00:00:00,900\nДробь — это часть целого.\n"
VTT = "WEBVTT\n\n00:00.100 --> 00:00.900\nA fraction is a part.\n"


def a_disk(folder: Path) -> Path:
    """A recording with captions in two languages, a picture and captions without a film."""
    folder.mkdir()
    sound(folder / "Урок 1.wav")
    (folder / "урок 1.SRT").write_text(SRT, encoding="utf-8")
    (folder / "Урок 1.en.vtt").write_text(VTT, encoding="utf-8")
    a_picture(folder, 1).rename(folder / "картинка.png")
    (folder / "картинка.srt").write_text(SRT, encoding="utf-8")
    (folder / "забытый.srt").write_text(SRT, encoding="utf-8")
    return folder


def by_name(ran: Any) -> dict[str, dict[str, Any]]:
    return {Path(line["path"]).name: line for line in ran.lines}


def languages(town: Town, item: str) -> set[str]:
    return {one["language"] for one in town.by("teacher").json(f"items/{item}/captions")["items"]}


def test_captions_beside_a_recording_are_sent_to_it_and_found(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    disk = a_disk(tmp_path / "диск")
    tried = by_name(parta("ingest", disk, "--dry-run", "--json"))
    ran = parta("ingest", disk, "--as", "teacher", "--wait", "--json")
    lines, film = by_name(ran), by_name(ran)["Урок 1.wav"]

    assert ran.status == 1
    for name, kept in (("урок 1.SRT", "srt"), ("Урок 1.en.vtt", "vtt")):
        told = lines[name]
        assert (told["outcome"], told["item_id"]) == ("ready", film["item_id"])
        assert (told["kind"], told["format"], tried[name]["outcome"]) == (
            *("audio", kept),
            "would_add",
        )
    for name in ("картинка.srt", "забытый.srt"):
        assert lines[name]["outcome"] == tried[name]["outcome"] == "refused"
        assert "рядом не принято" in lines[name]["reason"]
    assert lines["картинка.png"]["outcome"] == "ready"
    assert languages(town, film["item_id"]) == {"ru", "en"}
    [hit] = town.by("teacher").json("search", q="часть целого")["hits"]
    assert hit["fragment"]["text"].startswith("Дробь")

    again = by_name(parta("ingest", disk, "--as", "teacher", "--json"))
    assert {again[name]["outcome"] for name in ("урок 1.SRT", "Урок 1.en.vtt")} == {"duplicate"}


def test_what_a_person_has_mended_since_is_not_overwritten(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    disk = a_disk(tmp_path / "диск")
    film = by_name(parta("ingest", disk, "--as", "teacher", "--json"))["Урок 1.wav"]
    (disk / "урок 1.SRT").write_text(SRT.replace("часть", "доля"), encoding="utf-8")
    (disk / "Урок 1.en.vtt").write_text("WEBVTT\n\n00:99.100 --> 01:00.900\nNo.\n")
    again = by_name(parta("ingest", disk, "--as", "teacher", "--json"))

    assert again["урок 1.SRT"]["outcome"] == again["Урок 1.en.vtt"]["outcome"] == "refused"
    assert "Заменить их можно на его странице" in again["урок 1.SRT"]["reason"]
    assert again["Урок 1.en.vtt"]["reason"].startswith("Строка 3")
    assert languages(town, film["item_id"]) == {"ru", "en"}


def test_a_picture_that_is_named_like_captions_is_a_picture(parta: Parta, tmp_path: Path) -> None:
    file = a_picture(tmp_path, 2).rename(tmp_path / "рисунок.srt")

    assert parta("ingest", file, "--json").lines[0]["outcome"] == "accepted"


def test_captions_come_after_their_film_whatever_the_order_of_names(tmp_path: Path) -> None:
    names = ("a.srt", "a.ru.vtt", "a.webm", "b.hd.srt", "b.mp4", "c.mp4", "c.pptx", "c.srt")
    for name in names:
        (tmp_path / name).touch()
    found = paired([*walk([tmp_path], Details(), print)])

    def told(entry: Entry) -> tuple[str, list[str]]:
        return entry.path.name, [film.name for film in entry.films]

    assert [told(entry) for entry in found] == [
        ("a.webm", []),
        ("a.ru.vtt", ["a.webm"]),
        ("a.srt", ["a.webm"]),
        ("b.hd.srt", []),
        ("b.mp4", []),
        ("c.mp4", []),
        ("c.pptx", []),
        ("c.srt", ["c.mp4", "c.pptx"]),
    ]
    assert [entry.path.name for entry in found if entry.captioned] == ["a.webm", "c.mp4", "c.pptx"]
