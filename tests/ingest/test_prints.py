"""The prints that the last step makes: copies of real files are near, other files are not."""

from pathlib import Path

import pytest
from PIL import Image, ImageEnhance

from media.near.likeness import Likeness, likeness
from media.near.prints import Prints
from tests.app.near_town import a_copy, a_drawing
from tests.ingest.makers import deck, ffmpeg
from tests.ingest.stepping import Processed, process

NEEDED = frozenset({"web", "text", "pages", "poster", "low", "prints"})
"""The steps that prints are made of; the higher rungs and the words on pictures are not."""

LESSON = (
    "Обыкновенные дроби показывают, сколько долей целого взяли",
    "Числитель стоит над чертой, знаменатель под чертой дроби",
    "Складываем дроби с одинаковыми знаменателями: числители вместе",
    "Сравниваем дроби: из двух долей больше та, у которой меньше знаменатель",
)
OTHER = (
    "Имя существительное отвечает на вопросы кто или что",
    "Падежи изменяют окончание слова в предложении",
    "Прилагательное называет признак предмета и согласуется с ним",
    "Глагол обозначает действие и изменяется по временам",
)


def printed(path: Path, folder: Path) -> tuple[Processed, dict[str, Prints]]:
    processed = process(path, folder, only=NEEDED.__contains__)
    prints = processed.results["prints"].prints
    assert prints is not None
    return processed, {one.kind: one for one in prints}


def near(one: dict[str, Prints], other: dict[str, Prints]) -> Likeness:
    found = likeness(one, other)
    assert found is not None
    return found


def test_a_picture_is_near_its_smaller_paler_and_cropped_copies(tmp_path: Path) -> None:
    drawing = a_drawing(tmp_path, 1)
    with Image.open(drawing) as opened:
        width, height = opened.size
        inside = opened.crop((width // 50, height // 50, width * 49 // 50, height * 49 // 50))
        inside.save(tmp_path / "inside.png")
        ImageEnhance.Brightness(opened).enhance(0.8).save(tmp_path / "dark.webp")
    _, own = printed(drawing, tmp_path / "own")

    for copy in (a_copy(drawing), tmp_path / "inside.png", tmp_path / "dark.webp"):
        _, prints = printed(copy, tmp_path / copy.stem)
        assert near(own, prints).by == "picture"
    _, other = printed(a_drawing(tmp_path, 2), tmp_path / "other")
    assert likeness(own, other) is None


def test_a_picture_that_lets_its_ground_through_is_near_the_same_on_white(tmp_path: Path) -> None:
    drawing = a_drawing(tmp_path, 3)
    with Image.open(drawing) as opened:
        clear = opened.convert("RGBA")
        clear.putalpha(opened.convert("L").point(lambda grey: 0 if grey > 250 else 255))
        clear.save(tmp_path / "clear.png")

    _, own = printed(drawing, tmp_path / "own")
    _, copy = printed(tmp_path / "clear.png", tmp_path / "copy")

    assert near(own, copy).share > 0.9


def test_a_plain_field_has_nothing_to_be_compared_by(tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "#305070").save(tmp_path / "field.png")

    _, prints = printed(tmp_path / "field.png", tmp_path / "made")

    assert not any(prints["picture"].bits)


def test_a_deck_is_near_itself_as_a_pdf_and_not_near_another_of_its_look(tmp_path: Path) -> None:
    lesson, own = printed(deck(tmp_path / "урок.pptx", LESSON), tmp_path / "own")
    _, as_pdf = printed(lesson.made["deck.pdf"], tmp_path / "pdf")
    _, other = printed(deck(tmp_path / "другой.pptx", OTHER), tmp_path / "other")

    found = near(own, as_pdf)
    assert found.share == 1
    assert [*own] == ["slides", "text"]
    assert near({"slides": own["slides"]}, {"slides": as_pdf["slides"]}).pairs == tuple(
        (n, n) for n in range(4)
    )
    assert likeness(own, other) is None


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A film of three seconds, its copy in another size and container without its beginning."""
    folder = tmp_path_factory.mktemp("films")
    film, copy, other = folder / "film.mp4", folder / "copy.webm", folder / "other.mp4"
    nearer = "zoompan=z='1+on/250':d=75:s=320x240:fps=25,format=yuv420p"
    for seed, made in ((5, film), (6, other)):
        ffmpeg("-i", str(a_drawing(folder, seed)), "-vf", nearer, str(made))
    encoded = ("-c:v", "libvpx", "-deadline", "realtime", "-b:v", "200k")
    ffmpeg("-ss", "0.6", "-i", str(film), "-vf", "scale=-2:180,fps=15", *encoded, str(copy))
    return film, copy, other


def test_a_film_is_near_itself_encoded_anew_without_its_beginning(
    films: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    film, copy, other = (printed(path, tmp_path / path.stem)[1] for path in films)

    assert near(film, copy).by == "frames"
    assert likeness(film, other) is None
