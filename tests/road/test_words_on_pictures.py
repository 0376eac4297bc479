"""Over HTTP: a poster is found by what is written on it, a drawing leaves only as a download."""

import re
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.road.test_from_file_to_pupil import upload
from tests.town import Town, sign_in


def test_a_poster_and_a_drawing_are_found_by_their_words(town: Town, tmp_path: Path) -> None:
    poster = tmp_path / "IMG_0417.jpg"
    sheet = Image.new("RGB", (900, 200), "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 40)
    ImageDraw.Draw(sheet).text((40, 60), "Кровообращение лягушки", font=font, fill="black")
    sheet.save(poster)
    drawing = tmp_path / "schema.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" onload="alert(1)">'
        '<text x="5" y="25" font-size="8">Фотосинтез</text></svg>',
        "utf-8",
    )
    on_poster = upload(town, poster, title="Снимок", subject="math", grade="5")
    on_drawing = upload(town, drawing, title="Схема", subject="math", grade="5")
    teacher = town.by("teacher")
    browser = town.app.test_client()
    sign_in(browser, "teacher")

    for word, item_id in (("лягушка", on_poster), ("фотосинтез", on_drawing)):
        [hit] = teacher.json("search", q=word)["hits"]
        assert (hit["item_id"], hit["fragment"]["type"]) == (item_id, "page")
        found = browser.get(f"/search?q={word}").text
        assert "На картинке" in found
        page = browser.get(f"/items/{item_id}").text
        assert "w2560.webp" in page or "w1280.webp" in page
        assert "Страница 1 из" not in page  # one picture is not turned

    made = {one["name"] for one in teacher.json(f"items/{on_drawing}")["renditions"]}
    assert {"w2560.webp", "w320.webp", "cover.webp", "blur.webp"} <= made
    assert not any(name.endswith(".svg") for name in made)
    url = next(one["url"] for one in teacher.json(f"items/{on_drawing}")["renditions"])
    original = teacher.get(f"{url.rpartition('/')[0]}/original")
    assert original.status_code == 200
    assert original.headers["Content-Disposition"].startswith("attachment")
    assert original.headers["Content-Type"] == "application/octet-stream"
    assert original.headers["X-Content-Type-Options"] == "nosniff"


def test_a_large_animation_plays_by_itself_on_its_page(town: Town, tmp_path: Path) -> None:
    moving = tmp_path / "moving.gif"
    shots = [Image.new("RGB", (66, 50), (97 * n % 256, 90, 40 * n % 256)) for n in range(101)]
    shots[0].save(moving, save_all=True, append_images=shots[1:], duration=40, loop=0)
    item_id = upload(town, moving, title="Движение", subject="math", grade="5")
    browser = town.app.test_client()
    sign_in(browser, "teacher")
    page = browser.get(f"/items/{item_id}").text
    address = re.search(r'<video[^>]* src="([^"]+/anim\.mp4)"[^>]* autoplay loop muted', page)
    assert address
    film = browser.get(address[1])
    assert film.status_code == 200
    assert film.headers["Content-Type"] == "video/mp4"
    assert film.data[4:8] == b"ftyp"
