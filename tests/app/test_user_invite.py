"""``parta user invite``: codes go to a private file and nowhere else."""

import csv
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from accounts.invite_code import read_code
from accounts.models import Invitation, Person, User
from tests.town import Town

Parta = Any
CODE = re.compile(r"\b(?:[A-Z2-9]{5}-){2}[A-Z2-9]{5}\b")


@pytest.fixture
def fresh(town: Town) -> Town:
    """The town before anybody of the first school had a way in."""
    with town.services.sessions() as session:
        for user in session.scalars(select(User).join(Person).where(Person.source_id.is_not(None))):
            user.login = user.password_hash = None
        session.commit()
    return town


def live(town: Town) -> int:
    with town.services.sessions() as session:
        return (
            session.scalar(
                select(func.count()).where(
                    Invitation.used_at.is_(None), Invitation.revoked_at.is_(None)
                )
            )
            or 0
        )


def test_a_class_gets_a_page_that_only_its_owner_may_read(
    parta: Parta, fresh: Town, tmp_path: Path
) -> None:
    out = tmp_path / "коды 5А.html"
    old = os.umask(0)
    try:
        answer = parta("user", "invite", "--class", "5a", "--school", "rowan", "--out", out)
    finally:
        os.umask(old)
    assert (answer.status, answer.out) == (0, "")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    codes = CODE.findall(out.read_text("utf-8"))
    assert len(codes) == 1 == live(fresh)
    assert read_code(codes[0])
    assert codes[0] not in answer.err
    assert "Рыбина Инна Юрьевна" in out.read_text("utf-8")
    assert set(os.listdir(tmp_path)) == {out.name, fresh.home.name}


def test_a_second_run_replaces_the_codes_and_says_so(
    parta: Parta, fresh: Town, tmp_path: Path
) -> None:
    out = tmp_path / "codes.html"
    command = ("user", "invite", "--class", "5А", "--school", "rowan", "--out", out)
    parta(*command)
    first = out.read_text("utf-8")
    again = parta(*command)
    assert again.status == 0
    assert "больше не действуют: 1" in again.err
    assert CODE.findall(first) != CODE.findall(out.read_text("utf-8"))
    assert live(fresh) == 1


def test_the_staff_get_a_table_with_the_address(parta: Parta, fresh: Town, tmp_path: Path) -> None:
    out = tmp_path / "staff.csv"
    whom = ("--staff", "--school", "rowan", "--address", "https://p.example")
    answer = parta("user", "invite", *whom, "--out", out)
    assert answer.status == 0
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert {"Числова Вера Львовна", "Буквин Олег Ильич"} <= {row["ФИО"] for row in rows}
    assert {row["Адрес"] for row in rows} == {"https://p.example/invite"}
    assert not CODE.search(answer.err)
    assert "--address" not in answer.err


def test_who_signs_in_already_is_listed_and_no_file_is_left(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    out = tmp_path / "codes.html"
    answer = parta("user", "invite", "--class", "5А", "--school", "rowan", "--out", out)
    assert answer.status == 0
    assert "Рыбина Инна Юрьевна — уже входит" in answer.err
    assert not out.exists()
    assert live(town) == 0


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--class", "9Ы", "--school", "rowan", "--out", "{}/x.html"), 1),
        (("--class", "5А", "--out", "{}/x.html"), 1),  # two schools, none named
        (("--class", "5А", "--school", "nowhere", "--out", "{}/x.html"), 1),
        (("--class", "5А", "--school", "rowan", "--out", "{}/none/x.html"), 1),
        (("--class", "5А", "--school", "rowan"), 2),
        (("--class", "5А", "--staff", "--school", "rowan", "--out", "{}/x.html"), 2),
        (("--school", "rowan", "--out", "{}/x.html"), 2),
        (("--staff", "--school", "rowan", "--out", "{}"), 2),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    parta: Parta, fresh: Town, tmp_path: Path, arguments: tuple[str, ...], status: int
) -> None:
    kept = tmp_path / "kept.html"
    parta("user", "invite", "--class", "5А", "--school", "rowan", "--out", kept)
    before = live(fresh)
    answer = parta("user", "invite", *(part.format(tmp_path) for part in arguments))
    assert answer.status == status
    assert answer.out == ""
    assert len(answer.err.strip().splitlines()) == 1 or status == 2
    assert live(fresh) == before == 1
    assert not (tmp_path / "x.html").exists()
