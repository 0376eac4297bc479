"""Films and sounds inside a deck come out and play at their slides."""

import functools
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pptx.util import Cm

from ingest.film import look
from media.tools import ToolPaths
from tests.ingest import makers
from tests.ingest.stepping import Processed, process


def put_media(presentation: Any, *, film: Path, sound: Path) -> None:
    """The film on slides 1 and 3, the sound on slide 2."""
    first, second, third = presentation.slides
    film_at = (Cm(5.08), Cm(3.81), Cm(12.7), Cm(9.525))
    for slide in (first, third):
        slide.shapes.add_movie(str(film), *film_at, mime_type="video/avi")
    second.shapes.add_movie(str(sound), Cm(1), Cm(1), Cm(2), Cm(2), mime_type="audio/wav")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("deck-media")


@pytest.fixture(scope="module")
def deck(folder: Path) -> Path:
    """Its first slide is hidden."""
    film = makers.film(folder / "опыт.avi", ["-c:v", "mpeg4", "-c:a", "libmp3lame"])
    sound = makers.sound(folder / "голос.wav")
    change = functools.partial(put_media, film=film, sound=sound)
    return makers.deck(folder / "deck.pptx", ["Раз", "Два", "Три"], hidden=[1], change=change)


def told(done: Processed, slide: int) -> Any:
    return json.loads(done.made[f"slide-{slide:04d}-media.json"].read_text("utf-8"))["media"]


def check(done: Processed, folder: Path) -> None:
    films = {name for name in done.made if "-media-" in name}
    # One file for both slides, under the one that is not hidden.
    assert films == {"slide-0002-media-1.m4a", "slide-0003-media-2.mp4"}
    assert told(done, 1) == told(done, 3)
    assert [(one["kind"], one["name"]) for one in told(done, 3)] == [
        ("video", "slide-0003-media-2.mp4")
    ]
    assert told(done, 3)[0]["box"] == pytest.approx([0.2, 0.2, 0.5, 0.5], abs=0.002)
    assert [one["kind"] for one in told(done, 2)] == ["audio"]
    tools = ToolPaths(tmp=folder)
    film = look(done.made["slide-0003-media-2.mp4"], workdir=folder, tools=tools, whole=True)
    assert film.picture is not None
    assert (film.picture.codec, film.picture.pixels) == ("h264", "yuv420p")
    assert film.packets >= 10
    assert film.sound is not None
    sound = look(done.made["slide-0002-media-1.m4a"], workdir=folder, tools=tools)
    assert sound.sound is not None
    assert sound.sound.codec == "aac"


def test_of_a_pptx(deck: Path, tmp_path: Path) -> None:
    done = process(deck, tmp_path, only=lambda step: step in ("text", "media"))
    check(done, tmp_path)


def test_of_an_odp(deck: Path, tmp_path: Path) -> None:
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--convert-to", "odp", "--outdir", str(tmp_path), str(deck)),
        ],
        check=True,
        capture_output=True,
        timeout=90,
    )
    done = process(tmp_path / "deck.odp", tmp_path, only=lambda step: step in ("text", "media"))
    check(done, tmp_path)


def test_what_is_only_linked_or_broken_is_told_by_slide(deck: Path, tmp_path: Path) -> None:
    relations = "ppt/slides/_rels/slide2.xml.rels"
    changed = makers.rewrite(
        deck,
        tmp_path / "changed.pptx",
        {
            relations: lambda xml: xml.replace(
                b'Target="../media/media2.wav"', b'Target="file:///D:/a.wav" TargetMode="External"'
            ),
            "ppt/media/media1.avi": lambda film: film[:200],
        },
    )
    done = process(changed, tmp_path, only=lambda step: step in ("text", "media"))
    assert (
        "Фильм или звук не вложен в файл, есть только ссылка на него: слайд 2."
        in done.results["text"].warnings
    )
    assert done.results["media"].warnings == (
        "Фильм или звук внутри файла не читается: слайды 1, 3.",
    )
    assert not [name for name in done.made if "-media" in name]


def test_a_deck_without_them_has_nothing_to_do(tmp_path: Path) -> None:
    done = process(makers.make("pptx", tmp_path), tmp_path, only=lambda step: step == "media")
    assert done.results["media"].renditions == ()
    assert done.results["media"].tool == ""
