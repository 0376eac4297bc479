"""Captions are read as people have them; what cannot be read is told with its line."""

import time

import pytest

from ingest.captions.cues import Cue, write_vtt
from ingest.captions.read import LARGEST, WrongCaptions, read_captions
from ingest.captions.spoken import spoken

SRT = """1
00:00:01,000 --> 00:00:02,500
Дробь — это часть целого.

2
00:00:03,000 --> 00:00:05,000
Числитель стоит <i>сверху</i>,
знаменатель — снизу.
"""

VTT = """WEBVTT - урок

NOTE для себя
не показывать

STYLE
::cue { color: red }

первая
00:01.000 --> 00:02.500 align:start line:0
<v Учитель>Дробь &amp; доля</v>

01:00:03.000 --> 01:00:05.000
<c.yellow>Конец</c>
"""


def test_subrip_is_read() -> None:
    assert read_captions(SRT.encode()) == (
        Cue(1000, 2500, "Дробь — это часть целого."),
        Cue(3000, 5000, "Числитель стоит <i>сверху</i>,\nзнаменатель — снизу."),
    )


def test_webvtt_is_read_without_notes_styles_and_places() -> None:
    assert read_captions(VTT.encode()) == (
        Cue(1000, 2500, "Учитель: Дробь &amp; доля"),
        Cue(3603000, 3605000, "Конец"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_is_told(encoding: str, newline: str) -> None:
    content = SRT.replace("—", "-").replace("\n", newline).encode(encoding)
    assert read_captions(content)[0].plain == "Дробь - это часть целого."


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a < b и c > d", "a &lt; b и c &gt; d"),
        ("a<b и c>d", "a&lt;b и c&gt;d"),
        ("<font color='red'>Красный</font> <u>шар</u>", "Красный шар"),
        ("{\\an8}Вверху", "Вверху"),
        ("<b><i>Оба</b></i>", "<b><i>Оба</i></b>"),
        ("не закрыт <i>наклон", "не закрыт <i>наклон</i>"),
        ("лишнее</b> закрыто", "лишнее закрыто"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("Q &amp; A &lt;&nbsp;Б", "Q &amp; A &lt; Б"),
        ("на\u202eоборот", "наоборот"),
    ],
)
def test_only_bold_and_italics_are_left_of_markup(sent: str, kept: str) -> None:
    vtt = f"WEBVTT\n\n00:01.000 --> 00:02.000\n{sent}\n"
    assert read_captions(vtt.encode())[0].text == kept


def test_what_is_written_reads_back_the_same() -> None:
    cues = read_captions(VTT.encode())
    assert read_captions(write_vtt(cues).encode()) == cues
    assert write_vtt(cues).startswith("WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nУчитель: ")


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (("00:00:03,000", "00:00:xx,000"), "Строка 6: «00:00:xx"),
        (("3,000 --> 00:00:05", "3,000 -> 00:00:05"), "Строка 6: "),
        (("00:00:03,000", "00:00:09,000"), "Строка 6: реплика кончается раньше"),
        (("00:00:03,000", "00:61:03,000"), "Строка 6: минут и секунд"),
        (("00:00:03,000 --> 00:00:05,000\n", ""), "Строка 5: нет времени"),
    ],
)
def test_a_mistake_is_told_with_its_line(spoilt: tuple[str, str], said: str) -> None:
    with pytest.raises(WrongCaptions) as refusal:
        read_captions(SRT.replace(*spoilt).encode())
    assert refusal.value.message.startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "нет ни одной реплики"),
        (b"WEBVTT\n", "нет ни одной реплики"),
        ("Просто текст\nв две строки".encode(), "Строка 1: нет времени"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "не текстовый файл"),
        (b"\xff\xfe\x00\xd8", "Строка 1: буквы"),
        (SRT.encode() + b" " * LARGEST, "больше 2 МБ"),
    ],
)
def test_what_are_no_captions_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(WrongCaptions) as refusal:
        read_captions(content)
    assert said in refusal.value.message


def test_captions_of_another_film_are_refused() -> None:
    with pytest.raises(WrongCaptions, match="она кончается на 0:02"):
        read_captions(SRT.encode(), duration_ms=2000)
    assert len(read_captions(SRT.encode(), duration_ms=4000)) == 2


def cues(*parts: tuple[float, float, str]) -> list[Cue]:
    return [Cue(round(start * 1000), round(end * 1000), text) for start, end, text in parts]


def test_each_cue_is_found_at_its_own_second() -> None:
    found = spoken(
        cues(
            (1, 4, "Приём\nфокусов"),
            (4, 8, "II закон Ньютона:"),
            (12.4, 15, "сила и ускорение."),
        )
    )
    assert [(one.at, one.until, one.text) for one in found] == [
        (1000, 4000, "Приём фокусов"),
        (4000, 8000, "II закон Ньютона:"),
        (12400, 15000, "сила и ускорение."),
    ]


def test_what_begins_within_one_second_is_one_fragment_a_line_a_cue() -> None:
    found = spoken(cues((0, 25, "Один"), (0, 26, "другой"), (0.8, 2, "третий"), (1, 3, "Потом")))
    assert [(one.at, one.until, one.text) for one in found] == [
        (0, 26000, "Один\nдругой\nтретий"),
        (1000, 3000, "Потом"),
    ]


def test_the_largest_file_is_read_at_once() -> None:
    cue = "00:00:{:02}.{:03} --> 00:00:20.000\n<b<{{\\<v {}\n\n"
    every = "".join(cue.format(n // 1000, n % 1000, n) for n in range(19_000))
    began = time.process_time()
    assert spoken(read_captions(f"WEBVTT\n\n{every}".encode()))
    assert time.process_time() - began < 10


def test_a_line_that_grows_is_said_once_each_word_at_its_second() -> None:
    found = spoken(cues((0, 2, "Сегодня"), (2, 4, "Сегодня урок"), (4, 6, "Сегодня уроков")))
    assert [(one.at, one.text) for one in found] == [
        (0, "Сегодня"),
        (2000, "урок"),
        (4000, "Сегодня уроков"),
    ]


def test_lines_that_roll_up_are_said_once() -> None:
    found = spoken(
        cues((0, 2, "Доли"), (2, 4, "Доли\nи дроби"), (4, 6, "и дроби\nкто"), (6, 7, "кто"))
    )
    assert [(one.at, one.until, one.text) for one in found] == [
        (0, 2000, "Доли"),
        (2000, 4000, "и дроби"),
        (4000, 7000, "кто"),
    ]


def test_what_is_said_again_after_a_pause_is_said_twice() -> None:
    found = spoken(cues((0, 2, "Ещё раз"), (4, 6, "Ещё раз")))
    assert [one.at for one in found] == [0, 4000]
