"""``parta verify``: damage is told by material, and whoever looks after the machine hears of it."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from media.models import Original
from media.storage import original_name
from tests.town import Town, a_picture

Parta = Any


def kept(town: Town, mark: int) -> Path:
    """Where the only original with this mark in its name's order lies."""
    with town.services.sessions() as session:
        sha256 = session.scalars(select(Original.sha256).order_by(Original.stored_at)).all()[mark]
    return town.home / "storage" / original_name(sha256)


def test_a_spoilt_file_is_named_with_its_material_until_it_is_whole_again(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    folder = tmp_path / "м"
    files = [a_picture(folder, 1, "Ромашка"), a_picture(folder, 2, "Ель")]
    sent = [parta("ingest", file, "--wait", "--json").lines[0] for file in files]
    clean = parta("verify", "--json")
    assert (clean.status, clean.json["damaged"], clean.json["originals"]) == (0, [], 2)
    assert "Повреждений нет" in clean.err

    spoilt = kept(town, 0)
    spoilt.chmod(0o640)
    spoilt.write_bytes(spoilt.read_bytes()[:-1] + b"\0")
    ran = parta("verify", "--json")
    assert ran.status == 1
    [told] = ran.json["damaged"]
    assert told["item_id"] == sent[0]["item_id"]
    assert told["title"] == "Ромашка-1"
    assert (told["what"], told["reason"]) == ("original", "changed")
    assert (town.home / "storage" / told["path"]) == spoilt
    assert "Ромашка-1" in ran.err
    found = {one["name"]: one for one in parta("doctor", "--json").json}
    assert not found["originals"]["ok"]
    page = town.by("administrator").get("/", headers={"Accept": "text/html"}).text
    assert "Повреждены файлы" in page
    assert "Ромашка-1" in page

    assert parta("ingest", files[0], "--wait", "--json").lines[0]["outcome"] == "duplicate"
    assert spoilt.read_bytes() == files[0].read_bytes()
    assert parta("verify").status == 0
    assert {one["name"]: one["ok"] for one in parta("doctor", "--json").json}["originals"]
    page = town.by("administrator").get("/", headers={"Accept": "text/html"}).text
    assert "Файлы целы" in page


def test_a_share_reads_that_part_of_the_files(parta: Parta, tmp_path: Path) -> None:
    folder = tmp_path / "м"
    for mark in range(4):
        a_picture(folder, mark)
    parta("ingest", folder, "--wait")

    assert parta("verify", "--sample", "50%", "--json").json["originals"] == 2
    assert parta("verify", "--sample", "1", "--json").json["originals"] == 1


@pytest.mark.parametrize("share", ["0", "101%", "много", "-1"])
def test_a_share_that_is_none_is_wrong_use(parta: Parta, share: str) -> None:
    ran = parta("verify", f"--sample={share}", "--json")

    assert (ran.status, ran.out) == (2, "")
    assert "процентах" in ran.err
