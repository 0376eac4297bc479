"""Names that would be shown as others, break a header or leave a folder."""

from pathlib import Path
from typing import Any

import pytest

from ingest.details import clean_name, title_from_name
from tests.town import Town, a_picture, shared_town, town

__all__ = ["shared_town", "town"]

NAMES = {
    "Дроби\u202egpj.exe": "Дробиgpj.exe",
    "../../../etc/passwd": "passwd",
    "..\\..\\autoexec.bat": "autoexec.bat",
    "C:\\Users\\Мария\\урок.png": "урок.png",
    "урок\r\nSet-Cookie: a=b.png": "урокSet-Cookie: a=b.png",
    "урок\x00.png": "урок.png",
    "\u200b\u2066\x07": "файл",
    "..": "файл",
    "<script>alert(1)</script>.png": "script>.png",
    'кавычка";filename=other.exe': 'кавычка";filename=other.exe',
}


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_is_shown_as_it_reads(name: str) -> None:
    assert clean_name(name) == NAMES[name]
    assert not {ord(letter) for letter in title_from_name(name)} & {0, 10, 13, 0x202E}


def test_a_name_made_to_break_out_stays_within_the_header_of_a_download(
    town: Town, tmp_path: Path
) -> None:
    file = a_picture(tmp_path, 1)
    odd = file.with_name('урок\u202egnp";\u0007 filename=чужой.png')
    file.rename(odd)
    teacher: Any = town.by("teacher")
    item_id = teacher.send(odd).json["item_id"]
    town.work()
    told = teacher.json(f"items/{item_id}")
    page = teacher.get(f"/items/{item_id}").get_data(as_text=True)
    assert not {"\u202e", "\x07"} & {*page, *str(told)}
    header = teacher.get(told["download"]).headers["Content-Disposition"]
    # RFC 6266: the true name is in filename*, and what stands in quotes ends where it should.
    assert header.startswith("attachment;")
    assert "filename*=UTF-8''" in header
    assert not {"\r", "\n", "\u202e", "\x07"} & {*header}
    assert "filename=чужой" not in header.replace("filename*", "")
