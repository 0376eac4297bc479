"""Captions made to stop the server are read or refused at once."""

import contextlib
import time
from collections.abc import Callable

import pytest

from ingest.captions.cues import Cue
from ingest.captions.language import code_of
from ingest.captions.markup import cleaned
from ingest.captions.read import WrongCaptions, read_captions
from ingest.captions.spoken import spoken

TIME = "00:00:01,000 --> 00:00:02,000\n"
WHOLE = 1_990_000


def one(words: str) -> str:
    return TIME + words


def many(words: str) -> str:
    """Cues that follow one another on the screen, all of the same words."""
    cues = (f"00:{n // 60 % 60:02}:{n % 60:02}.0 --> 00:59:59.0\n{words}\n\n" for n in range(3600))
    return "".join(cues)[:WHOLE].rpartition("\n\n")[0]


HOSTILE: list[Callable[[], str]] = [
    lambda: one("<v" + " " * WHOLE + "x"),
    lambda: one("<v " * (WHOLE // 3)),
    lambda: one("<v ." + "a" * WHOLE),
    lambda: one("<font " + "/" * WHOLE),
    lambda: one("<" * WHOLE),
    lambda: one("<b>" + " " * WHOLE + "</i>"),
    lambda: one("<1:" + "1:" * (WHOLE // 2)),
    lambda: one("{\\" * (WHOLE // 2)),
    lambda: one("&#" + "1" * WHOLE + ";"),
    lambda: one("&a" * (WHOLE // 2)),
    lambda: one("а\n" * (WHOLE // 4)),
    lambda: " " * WHOLE + "-->",
    lambda: "1" * WHOLE + "\n" + TIME,
    lambda: one("а\n\n" + "1" * (WHOLE - 9) + " x"),
    lambda: many("а\n" * 39 + "б"),
    lambda: many("&a" * 300),
    lambda: many("<v" + " " * 550 + "x"),
    lambda: many("<b><i>" * 90),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_captions_of_any_kind_are_read_or_refused_at_once(number: int) -> None:
    content = HOSTILE[number]().encode()
    began = time.process_time()
    with contextlib.suppress(WrongCaptions):
        spoken(read_captions(content))
    # 0.7 s of a quiet machine at most; what grows with the square takes minutes on any.
    assert time.process_time() - began < 20


def test_a_number_that_is_no_letter_stops_nothing() -> None:
    text = cleaned("до &#" + "1" * 5000 + "; после &#1076;")
    assert text == "до \ufffd после д"
    assert Cue(0, 1, "&#" + "1" * 5000 + ";").plain == "\ufffd"


@pytest.mark.parametrize("words", ["а\n" * 41, "а" * 2001])
def test_a_cue_of_a_whole_page_is_refused_with_its_line(words: str) -> None:
    with pytest.raises(WrongCaptions, match=r"Строка 1: в одной реплике больше 40 строк"):
        read_captions(one(words).encode())


def test_captions_that_roll_up_say_the_new_line_also_where_lines_repeat() -> None:
    cues = [Cue(0, 1000, "а\nа\nб"), Cue(1000, 2000, "а\nб\nа"), Cue(2000, 3000, "б\nа\nб")]
    assert [one.text for one in spoken(cues)] == ["а а б", "а", "б"]


@pytest.mark.parametrize(("given", "code"), [("qx", "und"), ("zzy", "und"), ("tat", "tt")])
def test_letters_that_name_no_language_are_no_language(given: str, code: str) -> None:
    assert code_of(given) == code
