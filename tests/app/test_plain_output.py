"""What the command line tells people is plain Russian: figures too."""

import re
from pathlib import Path
from typing import Any

from tests.road.test_from_file_to_pupil import publish, upload
from tests.town import Town, a_pdf, a_picture

Parta = Any


def test_figures_have_commas_and_no_finding_says_two_things(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    pages = a_pdf(tmp_path, "krill")
    item = upload(town, pages, title="Киты и криль", licence="CC0")
    publish(town, item)
    publish(town, upload(town, a_picture(tmp_path, 5), title="Криль", licence="CC0"))

    told = parta("explain", "киты", item).out
    assert "По словам" in told
    for said in (told, parta("doctor").out):
        said = re.sub(r"\d+\.\d+\.\d|sqlite \S+|\S*/\S*|\d+\.\d+-\S+", "", said)
        assert not re.search(r"\d\.\d", said), said
    assert not re.search(r"^есть .*\bнет\b", parta("doctor").out, re.MULTILINE)

    found = parta("search", "киты").out
    assert "Киты и криль" in found
    assert item in found  # what «parta explain» is asked about
    assert "без указания" not in parta("search", "--help").out
