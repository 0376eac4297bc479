"""A town where a colleague has sent in a picture that is nearly a teacher's."""

import random
from pathlib import Path

from PIL import Image, ImageDraw

from tests.town import Town


def a_drawing(folder: Path, seed: int, name: str = "фигуры") -> Path:
    """A picture of twelve coloured shapes, others for each ``seed``."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    drawn = Image.new("RGB", (640, 480), "white")
    pen = ImageDraw.Draw(drawn)
    for number in range(12):
        x, y = chance.randrange(560), chance.randrange(400)
        box = (x, y, x + chance.randrange(40, 240), y + chance.randrange(40, 200))
        colour = tuple(chance.randrange(256) for _ in range(3))
        (pen.ellipse if number % 2 else pen.rectangle)(box, fill=colour)
    file = folder / f"{name}-{seed}.png"
    drawn.save(file)
    return file


def a_copy(picture: Path) -> Path:
    """The same picture, half as large, as a JPEG."""
    copy = picture.with_name(f"{picture.stem} копия.jpg")
    with Image.open(picture) as opened:
        opened.resize((320, 240)).save(copy, quality=60)
    return copy


def sent(town: Town, login: str, file: Path, title: str) -> str:
    """Upload, work and submit; the item's public id."""
    answer = town.by(login).send(file, title=title, subject="math", grade="5")
    assert answer.status_code == 202, answer.text
    town.work()
    item_id = str(answer.json["item_id"])
    assert town.by(login).get(f"items/{item_id}/status").json["outcome"] == "ready"
    assert town.by(login).post(f"items/{item_id}/submit").status_code == 200
    return item_id


def published(town: Town, login: str, file: Path, title: str, judge: str = "methodologist") -> str:
    """The same, published by ``judge``."""
    item_id = sent(town, login, file, title)
    assert town.by(judge).post(f"items/{item_id}/publish").status_code == 200
    return item_id
